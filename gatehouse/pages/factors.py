"""Your second factors and recovery codes."""

from base64 import b64encode
from typing import Any

from starlette.responses import JSONResponse, Response

from gatehouse.pages.enrolment import FACTORS, onward
from gatehouse.pages.forms import read_json
from gatehouse.pages.visits import HEADERS, Visit


async def show(visit: Visit) -> Response:
    return visit.render("factors", held=await visit.carry_out("factors.list"))


async def rename(visit: Visit) -> Response:
    factor_id, body = visit.fields.get("id", ""), {"name": visit.fields.get("name", "").strip()}
    await visit.carry_out("factors.rename", body, factor_id=factor_id)
    return visit.go(f"{FACTORS}?done=saved")


async def show_remove(visit: Visit) -> Response:
    """Ask for the password, for one of the factors."""
    wanted = visit.fields.get("id") or visit.query.get("id", "")
    held = (await visit.carry_out("factors.list"))["items"]
    found = [factor for factor in held if factor["id"] == wanted]
    if not found:
        return visit.go(FACTORS)
    return visit.render("factor-remove", factor=found[0], is_last=len(held) == 1)


async def remove(visit: Visit) -> Response:
    factor_id, body = visit.fields.get("id", ""), {"password": visit.fields.get("password", "")}
    await visit.carry_out("factors.remove", body, factor_id=factor_id)
    return visit.go(f"{FACTORS}?done=removed")


async def show_app(visit: Visit) -> Response:
    """Ask for the password, before a secret is shown."""
    return visit.render("app")


async def enrol_app(visit: Visit) -> Response:
    """Show the secret of an authenticator app."""
    body = {"password": visit.fields.get("password", ""), **visit.given("name")}
    made = await visit.carry_out("factors.enrol_totp", body)
    secret = made["secret"]
    groups = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    picture = b64encode(_as_file(made["qr_svg"]).encode()).decode()
    return visit.render(
        "app-confirm", factor_id=made["id"], picture=picture, groups=groups, uri=made["otpauth_uri"]
    )


async def show_confirm(visit: Visit) -> Response:
    """Ask for the code once more; the secret was shown before."""
    factor_id = visit.fields.get("id", "")
    if not factor_id:
        return visit.go("/account/factors/app")
    return visit.render("app-confirm", factor_id=factor_id, picture="", groups=[], uri="")


async def confirm(visit: Visit) -> Response:
    """Let the app count, if its first code is right."""
    factor_id, body = visit.fields.get("id", ""), {"code": visit.fields.get("code", "").strip()}
    return _added(visit, await visit.carry_out("factors.confirm", body, factor_id=factor_id))


async def show_passkey(visit: Visit) -> Response:
    return visit.render("passkey")


async def begin_passkey(visit: Visit) -> Response:
    """What the browser needs to make a passkey."""
    body = {"password": visit.fields.get("password", "")}
    return JSONResponse(await visit.carry_out("factors.begin_passkey", body), 200, HEADERS)


async def add_passkey(visit: Visit) -> Response:
    body = {"credential": read_json(visit.fields.get("credential", "")), **visit.given("name")}
    return _added(visit, await visit.carry_out("factors.add_passkey", body))


async def show_recovery(visit: Visit) -> Response:
    return visit.render("recovery", held=await visit.carry_out("factors.list"))


async def make_recovery_codes(visit: Visit) -> Response:
    body = {"password": visit.fields.get("password", "")}
    made = await visit.carry_out("factors.make_recovery_codes", body)
    return visit.render("recovery-codes", codes=made["recovery_codes"], then=FACTORS)


def _as_file(svg: str) -> str:
    """An element of HTML as a picture that stands by itself."""
    return svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)


def _added(visit: Visit, answer: dict[str, Any]) -> Response:
    """With the first factor come recovery codes, which are shown only now."""
    then = onward(visit)
    if codes := answer["recovery_codes"]:
        return visit.render("recovery-codes", codes=codes, then=then)
    return visit.go(then)
