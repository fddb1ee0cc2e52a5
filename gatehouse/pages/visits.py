"""One request of a browser for a page, and everything that answering it takes."""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from math import ceil
from typing import Any, Final, Self
from urllib.parse import parse_qsl
from uuid import UUID

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Receive, Scope

from gatehouse.contract.forms import urlencoded
from gatehouse.contract.problems import Problem
from gatehouse.contract.reader import FORM
from gatehouse.domain.actors import Client
from gatehouse.domain.stepping_up import ENROL_FIRST
from gatehouse.pages import forms
from gatehouse.pages.addresses import ACCOUNT, local
from gatehouse.pages.cookies import Cookies
from gatehouse.pages.site import Site
from gatehouse.pages.visitors import Visitor, visitor_of
from gatehouse.pages.words import for_templates, preferred
from gatehouse.security.opaque import SessionCookie, read_refresh_token, write_session_cookie

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Vary": "Cookie, Accept-Language",
}
_IN_ADDRESS: Final = "/path/"
_LEAVES: Final = "/oauth/"
NOTICES: Final = {
    "added": "Added. You will be asked for it when you sign in.",
    "ended": "Ended.",
    "late": "That took too long. Sign in again.",
    "left": "Your account is deactivated.",
    "mailed": "An email with the next step is on its way.",
    "owed": ENROL_FIRST,
    "out": "You are signed out.",
    "password": "Your password is changed. Other sessions have ended, and API keys are revoked.",
    "removed": "Removed.",
    "revoked": "The API key is revoked.",
    "saved": "Saved.",
    "withdrawn": "Withdrawn. The application asks you when you next sign in to it.",
}
_REQUIRED: Final = "Required."
_MANY: Final = "Too many attempts. Wait a minute and try again."
_MANY_MINUTES: Final = "Too many attempts. Wait {minutes} minutes and try again."
_BUSY: Final = "The service is busy. Try again in a moment."


class Visit:
    """Somebody looks at a page, or sends a form of it."""

    def __init__(self, site: Site, scope: Scope, sent: list[tuple[str, str]]) -> None:
        self.site = site
        self.scope = scope
        self.path: str = scope["path"]
        self.cookies = Cookies(scope, secure=site.secure)
        self.query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
        self.sent = sent
        self.fields = dict(sent)
        self.visitor: Visitor | None = None
        self.problem: Problem | None = None
        chosen = self.cookies.get("language")
        accepted = Headers(scope=scope).get("accept-language", "")
        self.words = site.words.get(chosen) or site.words[preferred(accepted)]

    @classmethod
    async def begin(cls, site: Site, scope: Scope, receive: Receive) -> Self:
        """Read the form, if one was sent."""
        return cls(site, scope, await _read_form(scope, receive))

    async def recognise(self) -> None:
        """Find out who is signed in with this browser."""
        self.visitor = await visitor_of(self.site.services, self.cookies)

    @property
    def client(self) -> Client:
        return self.site.client(self.scope)

    @property
    def next(self) -> str:
        """Where to go on afterwards."""
        return local(self.fields.get("next") or self.query.get("next") or ACCOUNT)

    @property
    def address(self) -> str:
        query = self.scope["query_string"].decode("latin-1")
        return f"{self.path}?{query}" if query else self.path

    def given(self, *names: str) -> dict[str, str]:
        """Fields of the form, without those that were left empty."""
        return {name: self.fields[name] for name in names if self.fields.get(name)}

    def check_form(self) -> None:
        """`forbidden` unless the form was sent from a page of ours in this browser."""
        given = self.fields.get(forms.FIELD, "")
        forms.check_csrf(self.site.services.vault, self.cookies, self.scope, given)

    async def carry_out(self, operation_id: str, body: Mapping[str, Any] | None = None, **path: str) -> Any:
        """Do what the API does for the same request, with its limits and refusals; the body of its answer."""
        return await self.site.carry_out(operation_id, self.scope, self.cookies.get("session"), body, **path)

    def sign_in(self, answer: Mapping[str, Any], *, remember: bool) -> None:
        """Let the cookie stand for the session that the API has opened; its tokens are never used."""
        session = SessionCookie(self.session_of(answer), UUID(answer["user"]["uuid"]))
        cookie = write_session_cookie(self.site.services.vault, session)
        self.cookies.put(
            "session", cookie, timedelta(seconds=answer["refresh_expires_in"]) if remember else None
        )

    def session_of(self, answer: Mapping[str, Any]) -> UUID:
        """The session that the API has opened."""
        token = read_refresh_token(self.site.services.vault, answer["refresh_token"])
        assert token is not None  # noqa: S101 - it is our own
        return token.session_id

    def render(self, template: str, **facts: Any) -> Response:
        """The page in the visitor's language; with what is wrong, if something is."""
        status = self.site.problems.kinds[self.problem.code].status if self.problem else 200
        errors = self._errors()
        alert = self._alert(self.problem, status) if self.problem and not errors else ""
        html = self.site.html(
            template,
            {
                **for_templates(self.words),
                "visitor": self.visitor,
                "path": self.path,
                "address": self.address,
                "next": self.next,
                "csrf": forms.csrf_token(self.site.services.vault, self.cookies),
                "fields": self.fields,
                "errors": errors,
                "alert": alert,
                "notice": self.words.say(NOTICES.get(self.query.get("done", ""), "")),
                **facts,
            },
        )
        more = self.problem.headers if self.problem else {}
        return HTMLResponse(html, status, {**HEADERS, **more})

    def go(self, address: str) -> Response:
        """On to another page of this service, from a form as well."""
        if self.scope["method"] == "POST" and address.startswith(_LEAVES):
            return self.render("continue", to=address)  # browsers hold where it leads against `form-action`
        return RedirectResponse(address, 303, HEADERS)

    def _errors(self) -> dict[str, str]:
        """What is wrong with each field that somebody could have filled in."""
        found = self.problem.errors if self.problem else ()
        said: dict[str, list[str]] = {}
        for error in found:
            if not error.pointer.startswith(_IN_ADDRESS):
                said.setdefault(error.pointer[1:], []).append(self.words.repeat(error.detail))
        required = self.words.say(_REQUIRED)
        empty = {name for name in said if not self.fields.get(name, "empty")}
        return {name: required if name in empty else " ".join(texts) for name, texts in said.items()}

    def _alert(self, problem: Problem, status: int) -> str:
        """What is wrong, where it is not about a field."""
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            minutes = ceil(int(problem.headers.get("Retry-After", 0)) / 60)
            return self.words.say(_MANY_MINUTES, minutes=minutes) if minutes > 1 else self.words.say(_MANY)
        busy = status == HTTPStatus.SERVICE_UNAVAILABLE
        return self.words.say(_BUSY) if busy else self.words.repeat(problem.detail)


async def _read_form(scope: Scope, receive: Receive) -> list[tuple[str, str]]:
    if scope["method"] != "POST":
        return []
    request = Request(scope, receive)
    if request.headers.get("content-type") != FORM:
        raise Problem("unsupported_media_type", f"Send the form as {FORM}.")
    return urlencoded(await request.body(), "form")
