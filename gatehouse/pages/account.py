"""Your account: profile, address, password, and leaving."""

from datetime import date
from typing import Any

from starlette.responses import JSONResponse, Response

from gatehouse.pages.addresses import ACCOUNT, SIGN_IN
from gatehouse.pages.visits import HEADERS, Visit

_PROFILE = ("username", "full_name")


async def show(visit: Visit) -> Response:
    """The profile."""
    return visit.render("account", user=await visit.carry_out("me.get"))


async def act(visit: Visit) -> Response:
    """Change the profile, or mail a link to verify the address."""
    if "verify" in visit.fields:
        user = await visit.carry_out("me.get")
        await visit.carry_out("auth.request_email_verification", {"email": user["email"]})
        return visit.go(f"{ACCOUNT}?done=mailed")
    body: dict[str, Any] = {name: visit.fields.get(name, "").strip() for name in _PROFILE}
    await visit.carry_out("me.update", body | {"full_name": body["full_name"] or None})
    return visit.go(f"{ACCOUNT}?done=saved")


async def show_email(visit: Visit) -> Response:
    return visit.render("email", user=await visit.carry_out("me.get"))


async def act_email(visit: Visit) -> Response:
    """Mail a link to the new address."""
    body = {
        "new_email": visit.fields.get("new_email", "").strip(),
        "password": visit.fields.get("password", ""),
    }
    await visit.carry_out("me.change_email", body)
    return visit.go(f"{ACCOUNT}?done=mailed")


async def show_password(visit: Visit) -> Response:
    return visit.render("password")


async def act_password(visit: Visit) -> Response:
    body = {name: visit.fields.get(name, "") for name in ("current_password", "new_password")}
    await visit.carry_out("me.change_password", body)
    return visit.go("/account/password?done=password")


async def show_leave(visit: Visit) -> Response:
    return visit.render("leave")


async def leave(visit: Visit) -> Response:
    """Deactivate the account."""
    await visit.carry_out("me.deactivate")
    visit.cookies.drop("session")
    return visit.go(f"{SIGN_IN}?done=left")


async def export(visit: Visit) -> Response:
    """Everything stored about the visitor, as a file."""
    answer = await visit.carry_out("me.export")
    day = date.fromisoformat(answer["generated_at"][:10])
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="account-{day}.json"'}
    return JSONResponse(answer, 200, headers)
