"""Registering, and asking for a new password."""

from starlette.responses import Response

from gatehouse.pages.mailed import SENT
from gatehouse.pages.sign_in import signed_in
from gatehouse.pages.visits import Visit


async def show(visit: Visit) -> Response:
    """The form, where people may register by themselves."""
    return visit.render("register", sent="")


async def act(visit: Visit) -> Response:
    """Register, and sign in at once where the address need not be verified before."""
    body = {name: visit.fields.get(name, "").strip() for name in ("email", "username")}
    body["password"] = visit.fields.get("password", "")
    user = await visit.carry_out("auth.register", body | visit.given("full_name"))
    if "id" not in user:
        return visit.render("register", sent=user["detail"])
    answer = await visit.carry_out("auth.login", {"email": body["email"], "password": body["password"]})
    return await signed_in(visit, answer, remember=False)


async def show_forgot(visit: Visit) -> Response:
    return visit.render("forgot", sent="")


async def act_forgot(visit: Visit) -> Response:
    """Mail a link; the answer is the same for addresses that nobody has."""
    body = {"email": visit.fields.get("email", "").strip()}
    await visit.carry_out("auth.request_password_reset", body)
    return visit.render("forgot", sent=SENT)
