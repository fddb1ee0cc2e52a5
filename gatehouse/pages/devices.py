"""Where people enter the code that a device shows, and decide whether it may have what it asks for."""

from starlette.responses import Response

from gatehouse.contract.problems import FieldError, Problem
from gatehouse.domain.openid import consent, devices
from gatehouse.domain.openid.sessions import Allowed
from gatehouse.pages import enrolment
from gatehouse.pages.openid import describe, person_at
from gatehouse.pages.visitors import Visitor
from gatehouse.pages.visits import Visit
from gatehouse.persistence import applications
from gatehouse.persistence.device_codes import Waiting


async def show(visit: Visit) -> Response:
    """Ask for the code; also for one that came with the address, as somebody else may have sent that."""
    return visit.render("device", code=visit.query.get("user_code", ""))


async def act(visit: Visit) -> Response:
    """Show what waits for the code, and then do what the person has decided."""
    code, visitor = visit.fields.get("user_code", ""), visit.visitor
    if visitor is None:
        raise Problem("unauthenticated", "Sign in first.")
    if enrolment.is_owed(visit):
        return enrolment.lead_there(visit, visit.address)
    services = visit.site.services
    waiting = await devices.find(services, visitor.user_id, code, visit.client)
    if waiting is None:
        raise _wrong()
    application = await applications.get(services.database.read, waiting.client_id)
    person = person_at(visitor, application)
    scope = await consent.grantable(services, person, waiting.scope)
    decision = visit.fields.get("decision")
    if decision is None:
        facts = await describe(visit, application, scope)
        return visit.render("device-consent", code=code, **facts)
    allowed = (
        _allowed(visitor, waiting, scope, visit.fields.get("scope", "")) if decision == "allow" else None
    )
    if not await devices.decide(services, code, person, allowed, visit.client):
        raise _wrong()
    return visit.render("device-done", allowed=allowed is not None)


def _allowed(visitor: Visitor, waiting: Waiting, scope: list[str], shown: str) -> Allowed:
    """No more than what the page said."""
    names = [name for name in waiting.scope if name in scope and name in shown.split()]
    return Allowed(visitor.user_id, visitor.session_id, names, visitor.authentication)


def _wrong() -> Problem:
    detail = "No device waits for this code. Look whether it is right, or begin again at the device."
    error = FieldError("/user_code", "user_code", detail)
    return Problem("validation_failed", "The request is invalid; see errors.", [error])
