"""Your sessions and API keys."""

from typing import Any

from starlette.responses import Response

from gatehouse.contract.wiring import CONTEXT
from gatehouse.domain.actors import Principal
from gatehouse.pages.addresses import SIGN_IN
from gatehouse.pages.programs import program
from gatehouse.pages.visits import Visit

_SESSIONS = "/account/sessions"


async def show_sessions(visit: Visit) -> Response:
    """Where the visitor is signed in."""
    answer = await visit.carry_out("me.list_sessions")
    sessions = [{**session, "name": _name(session)} for session in answer["items"]]
    return visit.render("sessions", sessions=sessions)


def _name(session: dict[str, Any]) -> str:
    """The application that it was given to, or the program that signed in."""
    return session["application"] or program(session["user_agent"])


async def end_session(visit: Visit) -> Response:
    """End one session, or all but this one."""
    if "others" in visit.fields:
        await visit.carry_out("auth.logout", {"scope": "others"})
        return visit.go(f"{_SESSIONS}?done=ended")
    session_id = visit.fields.get("id", "")
    await visit.carry_out("me.revoke_session", session_id=session_id)
    if visit.visitor and session_id == str(visit.visitor.session_id):
        visit.cookies.drop("session")
        return visit.go(f"{SIGN_IN}?done=out")
    return visit.go(f"{_SESSIONS}?done=ended")


async def show_api_keys(visit: Visit) -> Response:
    answer = await visit.carry_out("me.list_api_keys")
    return visit.render("api-keys", keys=answer["items"])


async def revoke_api_key(visit: Visit) -> Response:
    await visit.carry_out("me.revoke_api_key", key_id=visit.fields.get("id", ""))
    return visit.go("/account/api-keys?done=revoked")


async def show_new_api_key(visit: Visit) -> Response:
    """The form, with what the visitor may let a key do."""
    await visit.carry_out("me.get")
    caller: Principal = visit.scope["extensions"][CONTEXT]["user"]
    chosen = {text for name, text in visit.sent if name == "scopes"}
    return visit.render("api-key-new", scopes=sorted(caller.permissions), chosen=chosen)


async def make_api_key(visit: Visit) -> Response:
    """Make an API key, which is shown only now."""
    days = visit.fields.get("expires_in_days", "")
    body = {
        "name": visit.fields.get("name", "").strip(),
        "scopes": [text for name, text in visit.sent if name == "scopes"],
        "expires_in_days": int(days) if days.isdecimal() else None,
    }
    return visit.render("api-key", key=await visit.carry_out("me.create_api_key", body))
