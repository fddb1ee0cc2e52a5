"""Where applications send people to sign in, and where these say what an application may know and do."""

from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, urlencode

from starlette.responses import RedirectResponse, Response

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain.openid import codes, consent, requests, scopes
from gatehouse.domain.openid.consent import Person
from gatehouse.domain.openid.requests import Asked, Refused, Unanswerable
from gatehouse.domain.openid.sessions import Allowed
from gatehouse.domain.openid.sign_ins import Lacking, lacking
from gatehouse.pages import enrolment
from gatehouse.pages.addresses import ACCOUNT, SIGN_IN, leading_to
from gatehouse.pages.visitors import Visitor
from gatehouse.pages.visits import HEADERS, Visit
from gatehouse.persistence.applications import Application
from gatehouse.security.opaque import read_moment, write_moment

AUTHORIZE: Final = "/oauth/authorize"
CONSENT: Final = "/oauth/consent"
_SINCE: Final = "since"
CLAIMS: Final = {
    scopes.OPENID: "Know that it is you when you sign in",
    scopes.PROFILE: "See your name, your username and your picture",
    scopes.EMAIL: "See your email address",
    scopes.OFFLINE: "Stay signed in while you are away",
}

Pairs = list[tuple[str, str]]


class _Ready(NamedTuple):
    """A request, and the person who is signed in as it asks for."""

    asked: Asked
    visitor: Visitor
    person: Person
    scope: list[str]


async def show(visit: Visit) -> Response:
    """Send the person back with a code; or let them sign in, or ask them, before."""
    text = visit.scope["query_string"].decode("latin-1")
    try:
        ready = await _prepare(visit, text)
        if isinstance(ready, Response):
            return ready
        if not await consent.is_needed(visit.site.services, ready.person, ready.scope, ready.asked.prompts):
            return await _send_back(visit, ready, ready.scope)
    except Refused as refused:
        return _refuse(visit, refused)
    return await _ask(visit, ready, text)


async def go_on(visit: Visit) -> Response:
    """A request may come as a form, too (OpenID Connect Core 1.0, 3.1.2.1); cookies come with the next."""
    return RedirectResponse(f"{AUTHORIZE}?{urlencode(visit.sent)}", 303, HEADERS)


async def show_consent(visit: Visit) -> Response:
    """There is nothing to see without a request; a form that was refused says why."""
    return visit.render("problem") if visit.problem else visit.go(ACCOUNT)


async def decide(visit: Visit) -> Response:
    """Do what the person has decided."""
    text = visit.fields.get("request", "")
    try:
        ready = await _prepare(visit, text)
        if isinstance(ready, Response):
            return ready
        if visit.fields.get("decision") != "allow":
            raise ready.asked.back.refusal("access_denied", "The person did not allow it.")
        shown = visit.fields.get("scope", "").split()
        scope = [name for name in ready.scope if name in shown]
        await consent.give(visit.site.services, ready.person, scope, visit.client)
        return await _send_back(visit, ready, scope)
    except Refused as refused:
        return _refuse(visit, refused)


async def _prepare(visit: Visit, text: str) -> _Ready | Response:
    """The request with a person who is signed in, or where they have to go for that."""
    services, pairs = visit.site.services, _pairs(text)
    since = next((value for name, value in pairs if name == _SINCE), "")
    given = [pair for pair in pairs if pair[0] != _SINCE]
    try:
        asked = await requests.read(services, given)
    except Unanswerable as error:
        raise Problem("bad_request", str(error)) from None
    visitor = visit.visitor
    found = visitor.authentication if visitor else None
    lack = lacking(asked, found, read_moment(services.vault, since))
    if lack or visitor is None:
        return _send_to_sign_in(visit, asked, given, lack or "sign_in")
    if enrolment.is_owed(visit):
        return _send_to_enrol(visit, asked, given)
    person = person_at(visitor, asked.application)
    return _Ready(asked, visitor, person, await consent.grantable(services, person, asked.scope))


def _send_to_sign_in(visit: Visit, asked: Asked, given: Pairs, lack: Lacking) -> Response:
    if lack == "factor" and visit.visitor and not visit.visitor.has_factor:
        raise asked.back.refusal(
            "unmet_authentication_requirements", "The person has no second factor, which acr_values asks for."
        )
    if "none" in asked.prompts:
        raise asked.back.refusal("login_required", "The person has to sign in.")
    since = write_moment(visit.site.services.vault, clock.now())
    address = f"{AUTHORIZE}?{urlencode([*given, (_SINCE, since)])}"
    if lack == "factor":
        return visit.go(leading_to(SIGN_IN, address, acr="2fa"))
    return visit.go(leading_to(SIGN_IN, address, **({"prompt": "login"} if visit.visitor else {})))


def _send_to_enrol(visit: Visit, asked: Asked, given: Pairs) -> Response:
    """Whoever owes a second factor is let into applications no more than into their account."""
    if "none" in asked.prompts:
        raise asked.back.refusal("interaction_required", "The person has to add a second factor first.")
    return enrolment.lead_there(visit, f"{AUTHORIZE}?{urlencode(given)}")


async def _ask(visit: Visit, ready: _Ready, text: str) -> Response:
    """The page on which somebody decides what an application may know and do."""
    application = ready.asked.application
    if "none" in ready.asked.prompts:
        refusal = ready.asked.back.refusal("consent_required", "The person has to be asked first.")
        return _refuse(visit, refusal)
    other = leading_to(SIGN_IN, f"{AUTHORIZE}?{text}", prompt="login")
    facts = await describe(visit, application, ready.scope)
    return visit.render("consent", action=CONSENT, request=text, other=other, **facts)


async def describe(visit: Visit, application: Application, scope: list[str]) -> dict[str, Any]:
    """What templates say of an application and of what it asks for."""
    described = await scopes.permissions_of(visit.site.services, application)
    permissions = {permission.name: permission.description for permission in described}
    return {
        "application": application,
        "scope": " ".join(scope),
        "claims": [CLAIMS[name] for name in scope if name in CLAIMS],
        "permissions": [permissions[name] for name in scope if name in permissions],
    }


async def _send_back(visit: Visit, ready: _Ready, scope: list[str]) -> Response:
    visitor = ready.visitor
    allowed = Allowed(visitor.user_id, visitor.session_id, scope, visitor.authentication)
    code = await codes.issue(visit.site.services, ready.asked, allowed)
    return leave(visit, ready.asked.back.telling(code=code))


def _refuse(visit: Visit, refused: Refused) -> Response:
    told = refused.back.telling(error=refused.error, error_description=refused.description)
    return leave(visit, told)


def leave(visit: Visit, address: str) -> Response:
    """Back to the application; browsers hold where a form leads against `form-action`."""
    if visit.scope["method"] == "POST":
        return visit.render("continue", to=address)
    return RedirectResponse(address, 303, HEADERS)


def person_at(visitor: Visitor, application: Application) -> Person:
    return Person(visitor.user_id, visitor.user_uuid, visitor.session_id, application)


def _pairs(text: str) -> Pairs:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=64)
    except ValueError:
        raise Problem("bad_request", "The request must be URL-encoded UTF-8.") from None
