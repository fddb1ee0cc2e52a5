"""What a handler returns, and how answers and problems become bytes."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from starlette.responses import Response

from core.errors import Problem

PROBLEM = "application/problem+json"
_TYPE_BASE = "urn:gatehouse:problem:"


class Answer(NamedTuple):
    """A body to be written as JSON, a status, and the headers the document declares."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = {}


def dump(body: Any) -> bytes:
    """JSON as it is sent."""
    return orjson.dumps(body, default=_plain, option=orjson.OPT_UTC_Z)


def _plain(value: Any) -> str:
    """The database driver has a UUID class of its own."""
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)


def render(answer: Answer) -> Response:
    """The HTTP response of a successful (or OAuth) answer."""
    if answer.body is None:
        return Response(status_code=answer.status, headers=answer.headers)
    return Response(dump(answer.body), answer.status, answer.headers, "application/json")


def render_problem(problem: Problem, request_id: str) -> Response:
    """The HTTP response of an error: one form for all of them."""
    body: dict[str, Any] = {
        "type": _TYPE_BASE + problem.code,
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        "request_id": request_id,
    }
    if problem.errors:
        body["errors"] = [asdict(error) for error in problem.errors]
    headers = dict(problem.headers)
    if problem.status == 401:  # noqa: PLR2004 - the status whose answer must say how to authenticate
        headers.setdefault("WWW-Authenticate", _challenge(problem.code))
    return Response(orjson.dumps(body), problem.status, headers, PROBLEM)


def _challenge(code: str) -> str:
    """RFC 6750 tells bad credentials from none at all."""
    reason = ', error="invalid_token"' if code == "invalid_token" else ""
    return f'Bearer realm="gatehouse"{reason}'
