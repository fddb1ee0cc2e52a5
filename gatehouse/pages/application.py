"""Answers the addresses of pages, and passes everything else on."""

from collections.abc import Mapping
from typing import Final

from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gatehouse.contract.problems import Problem
from gatehouse.pages import confirm, enrolment
from gatehouse.pages.addresses import CONFIRM, SIGN_IN, leading_to
from gatehouse.pages.site import FILES, Site
from gatehouse.pages.table import Page
from gatehouse.pages.visits import HEADERS, Visit

_SERVED: Final = {"page.js": "text/javascript", "passkeys.js": "text/javascript"}
_KEPT: Final = {**HEADERS, "Cache-Control": "public, max-age=300"}
del _KEPT["Vary"]  # files are the same for everybody
_METHODS: Final = {"GET", "HEAD", "POST"}
_SIGNED_OUT: Final = {"unauthenticated", "invalid_token"}
_STEP_UP: Final = "step_up_required"
_OWED: Final = "factor_enrolment_required"
_LEADING_AWAY: Final = {*_SIGNED_OUT, _STEP_UP, _OWED}


class Pages:
    """Pages of one application, in an ASGI wrapper."""

    def __init__(self, app: ASGIApp, site: Site, pages: Mapping[str, Page]) -> None:
        self._app = app
        self._site = site
        self._pages = pages
        self._files = {f"/pages/{name}": _file(name, kind) for name, kind in _SERVED.items()}
        css = site.brand.colors.encode() + (FILES / "page.css").read_bytes()
        self._files["/pages/page.css"] = Response(css, 200, _KEPT, "text/css")
        if logo := site.brand.logo:
            self._files["/pages/logo"] = Response(logo.picture, 200, _KEPT, logo.media_type)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp = self._app
        if scope["type"] == "http" and scope["method"] in _METHODS:
            if page := self._pages.get(scope["path"]):
                answer = await self._answer(page, scope, receive)
            elif scope["method"] != "POST":
                answer = self._files.get(scope["path"], self._app)
        await answer(scope, receive, send)

    async def _answer(self, page: Page, scope: Scope, receive: Receive) -> Response:
        visit = await Visit.begin(self._site, scope, receive)
        return visit.cookies.on(await self._answered(page, visit))

    async def _answered(self, page: Page, visit: Visit) -> Response:
        try:
            await visit.recognise()
            if page.signed_in and visit.visitor is None:
                return visit.go(leading_to(SIGN_IN, visit.address))
            if page.is_data:
                return await _data(page, visit)
            if visit.scope["method"] != "POST":
                return confirm.lead_there(visit) if _asks_first(page, visit) else await page.show(visit)
            return await _act(page, visit)
        except Problem as problem:
            return self._refused(page, visit, problem)

    def _refused(self, page: Page, visit: Visit, problem: Problem) -> Response:
        """To the page where that can be mended, or what is wrong."""
        if page.is_data:
            to = {"to": CONFIRM} if problem.code == _STEP_UP else {}
            status = self._site.problems.kinds[problem.code].status
            told = {"detail": visit.words.repeat(problem.detail), **to}
            return JSONResponse(told, status, {**HEADERS, **problem.headers})
        if problem.code in _SIGNED_OUT:
            return visit.go(leading_to(SIGN_IN, visit.address))
        if problem.code == _STEP_UP:
            return confirm.lead_there(visit)
        if problem.code == _OWED and visit.path != enrolment.FACTORS:
            return enrolment.lead_there(visit, visit.address)
        visit.problem = problem
        return visit.render("problem")


def _asks_first(page: Page, visit: Visit) -> bool:
    return page.is_sensitive and confirm.is_due(visit)


async def _data(page: Page, visit: Visit) -> Response:
    """What a script of a page asks for, by the form of that page."""
    if visit.scope["method"] != "POST":
        raise Problem("method_not_allowed", "Use POST.", headers={"Allow": "POST"})
    visit.check_form()
    return await page.show(visit)


async def _act(page: Page, visit: Visit) -> Response:
    """Do what the form says; show the page again, with what is wrong, if that is refused."""
    act = page.act or page.show
    try:
        if not page.for_others:
            visit.check_form()
        return await act(visit)
    except Problem as problem:
        if problem.code in _LEADING_AWAY:
            raise
        visit.problem = problem
        return await page.show(visit)


def _file(name: str, media_type: str) -> Response:
    return Response((FILES / name).read_bytes(), 200, _KEPT, media_type)
