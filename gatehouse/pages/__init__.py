"""The pages that mailed links lead to, for installations without a frontend of their own."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gatehouse.core.errors import Problem
from gatehouse.security.passwords import RULES, check_strength

Act = Callable[[Scope, dict[str, str]], Awaitable[Any]]

_HERE: Final = Path(__file__).parent
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_FILES: Final = {"/pages/page.css": "text/css", "/pages/page.js": "text/javascript"}
_FORM: Final = "application/x-www-form-urlencoded"
_METHODS: Final = {"GET", "HEAD", "POST"}


class Page(NamedTuple):
    """What one page says, and the operations its forms stand for."""

    title: str
    lead: str
    button: str
    done: str
    confirm: str
    asks_password: bool = False
    again: str = ""


PAGES: Final = {
    "/reset-password": Page(
        "Reset your password",
        "Choose a new password for your account.",
        "Set new password",
        "Your password has been changed. You can now sign in with it.",
        "/auth/password/reset/confirm",
        asks_password=True,
        again="/auth/password/reset",
    ),
    "/accept-invitation": Page(
        "Welcome",
        "Choose a password to start using your account.",
        "Set password",
        "Your account is ready. You can now sign in with your new password.",
        "/auth/password/reset/confirm",
        asks_password=True,
        again="/auth/password/reset",
    ),
    "/verify-email": Page(
        "Confirm your email address",
        "One click, and your email address is confirmed.",
        "Confirm email address",
        "Your email address is confirmed. You can now sign in.",
        "/auth/email/verify",
        again="/auth/email/verify/request",
    ),
    "/confirm-email": Page(
        "Confirm your new email address",
        "One click, and your account uses this email address.",
        "Confirm new address",
        "Your account now uses this email address. Sign in with it from now on.",
        "/users/me/change-email/confirm",
    ),
}


class Pages:
    """Answers the addresses in mails, and passes everything else on."""

    def __init__(self, app: ASGIApp, acts: dict[str, Act]) -> None:
        self._app = app
        self._acts = acts
        templates = Environment(
            loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._template = templates.get_template("page.jinja")
        self._files = {
            path: Response((_HERE / path.rpartition("/")[2]).read_bytes(), 200, _HEADERS, media)
            for path, media in _FILES.items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp = self._app
        if scope["type"] == "http" and scope["method"] in _METHODS:
            page = PAGES.get(scope["path"])
            if page is not None:
                answer = await self._answer(page, scope, receive)
            elif scope["method"] != "POST":
                answer = self._files.get(scope["path"], self._app)
        await answer(scope, receive, send)

    async def _answer(self, page: Page, scope: Scope, receive: Receive) -> Response:
        if scope["method"] != "POST":
            return self._render(page, scope)
        request = Request(scope, receive)
        if request.headers.get("content-type") != _FORM:
            raise Problem("unsupported_media_type", f"Send the form as {_FORM}.")
        given = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=10)
        fields = {name: values[0] for name, values in given.items()}
        try:
            return await self._submit(page, scope, fields)
        except Problem as problem:
            return self._render(page, scope, problem=problem, token=fields.get("token", ""))

    async def _submit(self, page: Page, scope: Scope, fields: dict[str, str]) -> Response:
        if page.again and "email" in fields:
            await self._acts[page.again](scope, {"email": fields["email"]})
            return self._render(
                page, scope, done="If that address belongs to an account, an email is on its way."
            )
        body = {"token": fields.get("token", "").strip()}
        if page.asks_password:
            password = fields.get("new_password", "")
            check_strength(password, [], "/new_password")
            if not password.isprintable():
                raise Problem("weak_password", "Control characters are not allowed in a password.")
            body["new_password"] = password
        await self._acts[page.confirm](scope, body)
        return self._render(page, scope, done=page.done)

    def _render(
        self, page: Page, scope: Scope, *, problem: Problem | None = None, token: str = "", done: str = ""
    ) -> Response:
        facts = {"page": page, "path": scope["path"], "problem": problem, "token": token, "done": done}
        html = self._template.render(facts, rules=RULES)
        headers = {**_HEADERS, **(problem.headers if problem else {})}
        return Response(html, problem.status if problem else 200, headers, "text/html")
