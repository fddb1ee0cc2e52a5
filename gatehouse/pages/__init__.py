"""The pages that links in emails lead to, for installations without a frontend of their own."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import orjson
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gatehouse.contract.connexion import Wiring, pass_gate
from gatehouse.contract.forms import urlencoded
from gatehouse.contract.problems import Problem, ProblemRegistry
from gatehouse.contract.reader import FORM, JSON, RawRequest

_FILES: Final = Path(__file__).with_name("files")
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_SERVED: Final = {"/pages/page.css": "text/css", "/pages/page.js": "text/javascript"}
_METHODS: Final = {"GET", "HEAD", "POST"}
_EXPIRED: Final = "This link or code has expired or was already used. Ask for a new one."
_WORDS: Final = {
    429: "Too many attempts. Wait a minute and try again.",
    503: "The service is busy. Try again in a moment.",
}
_SENT: Final = "If that address belongs to an account, an email is on its way. It may take a minute."


class MailedPage(NamedTuple):
    """What one page says, and the operations that its forms carry out."""

    title: str
    lead: str
    button: str
    done: str
    confirm: str
    asks: str = ""  # the field for a password, if there is one
    again: str = ""


PAGES: Final = {
    "/reset-password": MailedPage(
        "Reset your password",
        "Choose a new password for your account.",
        "Set new password",
        "Your password has been changed, and you are signed out everywhere. Sign in with the new password.",
        "auth.confirm_password_reset",
        asks="new_password",
        again="auth.request_password_reset",
    ),
    "/accept-invitation": MailedPage(
        "Welcome",
        "Choose a password to start using your account.",
        "Set password",
        "Your account is ready. Sign in with your new password.",
        "auth.confirm_password_reset",
        asks="new_password",
        again="auth.request_password_reset",
    ),
    "/verify-email": MailedPage(
        "Confirm your email address",
        "One click, and your email address is confirmed.",
        "Confirm email address",
        "Your email address is confirmed. You can now sign in.",
        "auth.verify_email",
        again="auth.request_email_verification",
    ),
    "/verify-email?new-account": MailedPage(
        "Confirm your email address",
        "Enter the password to sign in with. It can be the one that you chose when you signed up.",
        "Confirm email address",
        "Your email address is confirmed. You can now sign in with this password.",
        "auth.verify_email",
        asks="password",
        again="auth.request_email_verification",
    ),
    "/confirm-email": MailedPage(
        "Confirm your new email address",
        "One click, and your account uses this email address.",
        "Confirm new address",
        "Your account now uses this email address. Sign in with it from now on.",
        "me.confirm_email_change",
    ),
}


class Pages:
    """Answers the addresses in emails, and passes everything else on."""

    def __init__(
        self, app: ASGIApp, wiring: Wiring, problems: ProblemRegistry, password_rules: Sequence[str]
    ) -> None:
        self._app = app
        self._wiring = wiring
        self._problems = problems
        self._paths = {operation.id: operation.path for operation in wiring.document.operations}
        templates = Environment(
            loader=FileSystemLoader(_FILES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        templates.globals |= {"paths": self._paths, "rules": password_rules, "sent": _SENT}
        self._template = templates.get_template("page.jinja")
        self._served = {
            path: Response((_FILES / path.rpartition("/")[2]).read_bytes(), 200, _HEADERS, media)
            for path, media in _SERVED.items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp = self._app
        if scope["type"] == "http" and scope["method"] in _METHODS:
            if scope["path"] in PAGES:
                answer = await self._answer(scope, receive)
            elif scope["method"] != "POST":
                answer = self._served.get(scope["path"], self._app)
        await answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive) -> Response:
        page = PAGES[_address(scope)]
        if scope["method"] != "POST":
            return self._render(page, scope, {})
        request = Request(scope, receive)
        if request.headers.get("content-type") != FORM:
            raise Problem("unsupported_media_type", f"Send the form as {FORM}.")
        fields: dict[str, str] = {}
        try:
            fields = dict(urlencoded(await request.body(), "form"))
            done = await self._carry_out(page, scope, fields)
        except Problem as problem:
            return self._render(page, scope, fields, problem=problem)
        return self._render(page, scope, {}, done=done)

    async def _carry_out(self, page: MailedPage, scope: Scope, fields: Mapping[str, str]) -> str:
        """Do what the API does for the same fields, with its limits and in its words; what to say then."""
        again = bool(page.again) and "email" in fields
        operation_id = page.again if again else page.confirm
        wanted = ("email",) if again else ("token", page.asks) if page.asks else ("token",)
        given = {name: fields.get(name, "") for name in wanted}
        body = orjson.dumps(
            {name: text if name == page.asks else text.strip() for name, text in given.items()}
        )
        await pass_gate(self._wiring.gates.get(operation_id), scope)
        arguments = self._wiring.readers[operation_id].read(RawRequest({}, b"", (), JSON, body))
        await self._wiring.endpoints[operation_id](scope, arguments)
        return _SENT if again else page.done

    def _render(
        self,
        page: MailedPage,
        scope: Scope,
        fields: Mapping[str, str],
        *,
        problem: Problem | None = None,
        done: str = "",
    ) -> Response:
        status = self._problems.kinds[problem.code].status if problem else 200
        errors = (
            {error.pointer.removeprefix("/"): error.detail for error in problem.errors} if problem else {}
        )
        if "token" in errors:
            errors["token"] = _EXPIRED
        alert = "" if problem is None or errors else _WORDS.get(status, problem.detail)
        facts = {"page": page, "path": _address(scope), "fields": fields, "errors": errors}
        html = self._template.render(facts, alert=alert, done=done)
        return Response(html, status, {**_HEADERS, **(problem.headers if problem else {})}, "text/html")


def _address(scope: Scope) -> str:
    """The path, with what follows it where that is another page."""
    exact = f"{scope['path']}?{scope['query_string'].decode('latin-1')}"
    return exact if exact in PAGES else str(scope["path"])
