"""Signing in, by password and second factor, and signing out."""

from datetime import timedelta
from typing import Any, Final

from starlette.responses import JSONResponse, Response

from gatehouse.contract.problems import Problem
from gatehouse.domain.stepping_up import lacks_factor
from gatehouse.pages import enrolment
from gatehouse.pages.addresses import CONFIRM, SIGN_IN, leading_to
from gatehouse.pages.forms import read_json
from gatehouse.pages.visitors import Visitor
from gatehouse.pages.visits import HEADERS, Visit
from gatehouse.persistence import application_sessions

_FACTOR: Final = "/sign-in/factor"
_KINDS: Final = ("passkey", "totp", "recovery_code")
_YEAR: Final = timedelta(days=365)


async def show(visit: Visit) -> Response:
    """Ask for name and password, unless somebody is signed in and need not do it again."""
    again = visit.query.get("prompt") == "login"
    visitor = visit.visitor
    if visitor and not again and not visit.problem:
        stronger = visit.query.get("acr") == "2fa" and not visitor.showed_factor
        return _strengthen(visit, visitor) if stronger else visit.go(visit.next)
    return visit.render("sign-in")


async def act(visit: Visit) -> Response:
    """Sign in with a passkey or a password; with that, ask for a second factor if there is one."""
    remember = "remember_me" in visit.fields
    if credential := visit.fields.get("credential"):
        signed = {"credential": read_json(credential), "remember_me": remember}
        answer = await visit.carry_out("auth.login_by_passkey", signed)
        return await signed_in(visit, answer, remember=remember)
    identifier = visit.fields.get("identifier", "").strip()
    name = "email" if "@" in identifier else "username"
    body = {name: identifier, "password": visit.fields.get("password", ""), "remember_me": remember}
    try:
        answer = await visit.carry_out("auth.login", body)
    except Problem as problem:
        raise _told_less(problem) from None
    if answer["status"] == "factor_required":
        waiting = ".".join((answer["login_token"], "1" if remember else "", *answer["factors"]))
        visit.cookies.put("login", waiting, timedelta(seconds=answer["expires_in"]))
        return visit.go(leading_to(_FACTOR, visit.next))
    onward = await signed_in(visit, answer, remember=remember)
    owes = lacks_factor(visit.site.settings, answer["user"]["roles"], has_factor=False)
    return enrolment.lead_there(visit, visit.next) if owes else onward


async def begin_passkey_alone(visit: Visit) -> Response:
    """What the browser needs to offer the passkeys that it has."""
    return JSONResponse(await visit.carry_out("auth.begin_login_by_passkey"), 200, HEADERS)


async def show_factor(visit: Visit) -> Response:
    """Ask for a second factor, by the kinds that the account has."""
    token, _, kinds = _waiting(visit)
    if not token:
        return visit.go(leading_to(SIGN_IN, visit.next))
    away = leading_to(SIGN_IN, visit.next)
    return visit.render("factor", kinds=kinds, begin=f"{_FACTOR}/passkey", away=away)


async def act_factor(visit: Visit) -> Response:
    """Complete the sign-in with a code, or with what a passkey has signed."""
    token, remember, _ = _waiting(visit)
    try:
        if credential := visit.fields.get("credential"):
            body: dict[str, Any] = {"login_token": token, "credential": read_json(credential)}
            answer = await visit.carry_out("auth.complete_by_passkey", body)
        else:
            body = {"login_token": token, "code": visit.fields.get("code", "").strip()}
            answer = await visit.carry_out("auth.complete_login", body)
    except Problem as problem:
        if problem.code == "login_token_invalid":
            visit.cookies.drop("login")
            return visit.go(leading_to(SIGN_IN, visit.next, done="late"))
        raise
    visit.cookies.drop("login")
    return await signed_in(visit, answer, remember=remember)


async def begin_passkey(visit: Visit) -> Response:
    """What the browser needs to ask for a passkey."""
    token, _, _ = _waiting(visit)
    return JSONResponse(await visit.carry_out("auth.begin_passkey", {"login_token": token}), 200, HEADERS)


async def show_sign_out(visit: Visit) -> Response:
    """Ask whether to sign out: nothing ends by a GET."""
    return visit.render("sign-out")


async def sign_out(visit: Visit) -> Response:
    """End the session of this browser."""
    if visit.visitor:
        await visit.carry_out("auth.logout", {"scope": "this"})
    visit.cookies.drop("session")
    return visit.go(leading_to(SIGN_IN, visit.next, done="out"))


async def choose_language(visit: Visit) -> Response:
    """Remember a language, and go back."""
    chosen = visit.query.get("to", "")
    if chosen in visit.site.words:
        visit.cookies.put("language", chosen, _YEAR)
    return visit.go(visit.next)


async def signed_in(visit: Visit, answer: dict[str, Any], *, remember: bool) -> Response:
    """Begin with a cookie of its own; the session that the browser had before ends.

    Where the same person signed in again, they stay signed in to applications.
    """
    former = visit.visitor
    session_id = visit.session_of(answer)
    if former and str(former.user_uuid) == answer["user"]["uuid"]:
        db = visit.site.services.database.autocommit
        await application_sessions.move(db, former.user_id, former.session_id, session_id)
    if former:
        await visit.carry_out("auth.logout", {"scope": "this"})
    visit.sign_in(answer, remember=remember)
    return visit.go(visit.next)


def _strengthen(visit: Visit, visitor: Visitor) -> Response:
    """Ask who is signed in for a second factor, or to add one."""
    if visitor.has_factor:
        return visit.go(leading_to(CONFIRM, visit.next))
    return enrolment.lead_there(visit, visit.next)


def _waiting(visit: Visit) -> tuple[str, bool, list[str]]:
    """The sign-in that waits in this browser: its token, whether to remember it, and what it asks for."""
    token, _, rest = visit.cookies.get("login").partition(".")
    remember, *kinds = rest.split(".")
    return token, bool(remember), [kind for kind in _KINDS if kind in kinds]


def _told_less(problem: Problem) -> Problem:
    """What is no name of an account is as wrong as one that nobody has."""
    if any(error.pointer in {"/email", "/username"} for error in problem.errors):
        return Problem("invalid_credentials", "Wrong email address, username or password.")
    return problem
