"""Showing a second factor once more, before what is sensitive."""

from starlette.responses import JSONResponse, Response

from gatehouse.domain.stepping_up import is_factor_due
from gatehouse.pages.addresses import ACCOUNT, CONFIRM, leading_to
from gatehouse.pages.forms import read_json
from gatehouse.pages.visits import HEADERS, Visit


def is_due(visit: Visit) -> bool:
    """Whether the visitor has a second factor that this session has not shown lately."""
    visitor = visit.visitor
    if visitor is None:
        return False
    return is_factor_due(visit.site.settings, has_factor=visitor.has_factor, factor_at=visitor.factor_at)


def lead_there(visit: Visit) -> Response:
    """To the page below, and back to this one."""
    return visit.go(leading_to(CONFIRM, visit.address))


async def show(visit: Visit) -> Response:
    """Ask for a factor, by the kinds that the account has."""
    held = await visit.carry_out("factors.list")
    kinds = {factor["kind"] for factor in held["items"]}
    if not kinds:
        return visit.go(visit.next)
    kinds |= {"recovery_code"} if held["recovery_codes_left"] else set()
    return visit.render("factor", kinds=kinds, begin=f"{CONFIRM}/passkey", away=ACCOUNT)


async def act(visit: Visit) -> Response:
    """Go on with what asked for it."""
    if credential := visit.fields.get("credential"):
        await visit.carry_out("auth.step_up_by_passkey", {"credential": read_json(credential)})
    else:
        await visit.carry_out("auth.step_up", {"code": visit.fields.get("code", "").strip()})
    return visit.go(visit.next)


async def begin_passkey(visit: Visit) -> Response:
    """What the browser needs to ask for a passkey."""
    return JSONResponse(await visit.carry_out("auth.begin_step_up"), 200, HEADERS)
