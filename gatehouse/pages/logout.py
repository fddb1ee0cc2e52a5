"""Where applications send people to sign out (OpenID Connect RP-Initiated Logout 1.0)."""

from typing import Final
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from gatehouse.contract.problems import Problem
from gatehouse.domain.openid import logout
from gatehouse.domain.openid.logout import Leaving
from gatehouse.domain.openid.requests import Unanswerable
from gatehouse.pages import forms
from gatehouse.pages.addresses import ACCOUNT, SIGN_IN, leading_to
from gatehouse.pages.openid import leave
from gatehouse.pages.visits import HEADERS, Visit

LOGOUT: Final = "/oauth/logout"


async def show(visit: Visit) -> Response:
    """Ask whether to sign out: nothing ends because some page has a link or a picture."""
    leaving = await _read(visit)
    if visit.visitor is None:
        return _gone(visit, leaving)
    return visit.render("logout", application=leaving.application, stay=leaving.address or ACCOUNT)


async def act(visit: Visit) -> Response:
    """Sign out, if the form is ours; one of an application is shown as the same request would be."""
    if forms.FIELD not in visit.fields:
        return RedirectResponse(f"{LOGOUT}?{urlencode(visit.sent)}", 303, HEADERS)
    visit.check_form()
    leaving = await _read(visit)
    if visit.visitor:
        await visit.carry_out("auth.logout", {"scope": "this"})
    visit.cookies.drop("session")
    return _gone(visit, leaving)


async def _read(visit: Visit) -> Leaving:
    try:
        return await logout.read(visit.site.services, visit.query)
    except Unanswerable as error:
        raise Problem("bad_request", str(error)) from None


def _gone(visit: Visit, leaving: Leaving) -> Response:
    if leaving.address:
        return leave(visit, leaving.address)
    return visit.go(leading_to(SIGN_IN, ACCOUNT, done="out"))
