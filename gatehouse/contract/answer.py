"""What a handler returns, and how answers and problems are rendered."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from starlette.types import Receive, Scope, Send

from gatehouse.contract.headers import RawHeaders, encoded
from gatehouse.contract.problems import Problem, ProblemRegistry

PROBLEM = "application/problem+json"
_NO_CONTENT = 204
_NO_LENGTH = (b"content-length", b"0")
_JSON_TYPE = (b"content-type", b"application/json")
_PROBLEM_TYPE = (b"content-type", PROBLEM.encode())


class Answer(NamedTuple):
    """A body to be written as JSON, a status, and the headers the document declares."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = {}


Handler = Callable[..., Awaitable[Answer]]


class Reply(NamedTuple):
    """A rendered HTTP response, as an ASGI application."""

    status: int
    headers: RawHeaders
    body: bytes = b""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


def dump(body: Any) -> bytes:
    """JSON as it is sent."""
    return orjson.dumps(body, default=_plain, option=orjson.OPT_UTC_Z)


def _plain(value: Any) -> str:
    """Also handles the UUID class of the database driver."""
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)


def render(answer: Answer) -> Reply:
    """The HTTP response of a successful (or OAuth) answer."""
    headers = encoded(answer.headers)
    if answer.body is None:
        return Reply(answer.status, headers if answer.status == _NO_CONTENT else [*headers, _NO_LENGTH])
    return _with_body(answer.status, headers, dump(answer.body), _JSON_TYPE)


def render_problem(problem: Problem, request_id: str, registry: ProblemRegistry) -> Reply:
    """The HTTP response of an error: one form for all of them."""
    status, title = registry.kinds[problem.code]
    body: dict[str, Any] = {
        "type": f"urn:{registry.brand}:problem:{problem.code}",
        "title": title,
        "status": status,
        "detail": problem.detail,
        "code": problem.code,
        "request_id": request_id,
    }
    if problem.errors:
        body["errors"] = [asdict(error) for error in problem.errors]
    headers = dict(problem.headers)
    if status == 401:  # noqa: PLR2004 - the status whose answer must say how to authenticate
        headers.setdefault("WWW-Authenticate", _challenge(registry.brand, problem.code))
    return _with_body(status, encoded(headers), orjson.dumps(body), _PROBLEM_TYPE)


def _with_body(status: int, headers: RawHeaders, body: bytes, content_type: tuple[bytes, bytes]) -> Reply:
    return Reply(status, [*headers, (b"content-length", b"%d" % len(body)), content_type], body)


def _challenge(realm: str, code: str) -> str:
    """RFC 6750 distinguishes invalid credentials from missing ones."""
    reason = ', error="invalid_token"' if code == "invalid_token" else ""
    return f'Bearer realm="{realm}"{reason}'
