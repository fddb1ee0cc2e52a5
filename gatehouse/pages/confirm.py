"""Showing a second factor once more, before what is sensitive."""

from datetime import timedelta
from typing import Final

from starlette.responses import JSONResponse, Response

from gatehouse.core import clock
from gatehouse.pages.addresses import ACCOUNT, leading_to
from gatehouse.pages.sign_in import read_json
from gatehouse.pages.visits import HEADERS, Visit

CONFIRM: Final = "/confirm"


def is_due(visit: Visit) -> bool:
    """Whether the visitor has a second factor that this session has not shown lately."""
    visitor, life = visit.visitor, timedelta(minutes=visit.site.settings.step_up_minutes)
    if visitor is None or not visitor.has_factor:
        return False
    return visitor.factor_at is None or clock.now() - visitor.factor_at >= life


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
