"""From an operation's id and input to a request, and from a response to a value or an error."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx

from tests.sdk.conformance.examples import document
from tests.sdk.conformance.reference_shapes import fits, resolved

RETRYABLE = frozenset({408, 429, 502, 503, 504})
_REPEATABLE = frozenset({"get", "put", "delete"})
_METHODS = ("get", "put", "post", "patch", "delete")
_FORM = "application/x-www-form-urlencoded"

Json = dict[str, Any]


class Failure(Exception):
    """What the protocol calls an error. The message never has anything from a request in it."""

    def __init__(self, kind: str, message: str, **more: Any) -> None:
        super().__init__(message)
        self.kind = kind
        self.more = more

    @property
    def status(self) -> int | None:
        status: int | None = self.more.get("status")
        return status

    def told(self) -> Json:
        """As the protocol wants it."""
        return {"kind": self.kind, "retryable": False, "message": str(self), **self.more}


@dataclass(frozen=True, slots=True)
class Call:
    """A request that is ready but for its address and credentials."""

    method: str
    path: str
    operation: Json
    query: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None

    @property
    def needs_auth(self) -> bool:
        return bool(self.operation["security"])

    @property
    def is_repeatable(self) -> bool:
        return self.method in _REPEATABLE or "Idempotency-Key" in self.headers

    def with_query(self, **more: str) -> "Call":
        return replace(self, query=self.query | more)

    def request(self, base_url: str, credentials: dict[str, str]) -> httpx.Request:
        """The request as it goes out."""
        content = resolved(self.operation.get("requestBody", {})).get("content", {})
        is_form = _FORM in content and "application/json" not in content
        return httpx.Request(
            self.method.upper(),
            base_url.rstrip("/") + self.path,
            params=self.query or None,
            headers={
                "Accept": "application/json",
                "User-Agent": "gatehouse-reference",
                **self.headers,
                **credentials,
            },
            json=None if is_form else self.body,
            data=self.body if is_form else None,
        )


@cache
def _operations() -> dict[str, tuple[str, str, Json]]:
    return {
        operation["operationId"]: (method, path, operation) for method, path, operation in _each_operation()
    }


def _each_operation() -> Iterator[tuple[str, str, Json]]:
    for path, item in document()["paths"].items():
        for method in _METHODS:
            if method in item:
                shared, own = item.get("parameters", []), item[method].get("parameters", [])
                yield method, path, item[method] | {"parameters": [resolved(each) for each in shared + own]}


def call_for(operation_id: str, given: Json) -> Call:
    """Put every input in its place."""
    method, path, operation = _operations()[operation_id]
    for name, value in given.get("path", {}).items():
        path = path.replace("{" + name + "}", _segment(name, value))
    headers = {name: _text(value) for name, value in given.get("headers", {}).items()}
    names = {parameter["name"] for parameter in operation["parameters"]}
    if "Idempotency-Key" in names:
        headers.setdefault("Idempotency-Key", str(uuid4()))
    query = {name: _text(value) for name, value in given.get("query", {}).items()}
    return Call(method, path, operation, query, headers, given.get("body"))


def _segment(name: str, value: Any) -> str:
    text = _text(value)
    if text in ("", ".", ".."):
        raise Failure("input", f"the path parameter {name} cannot be empty, a dot or two dots")
    return quote(text, safe="")


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def decoded(call: Call, response: httpx.Response) -> Any:
    """The value of an answer, if it is what the document says."""
    if not response.is_success:
        raise failure(response)
    answer = resolved(call.operation["responses"].get(str(response.status_code), {}))
    if "content" not in answer:
        return None
    if _media_type(response) != "application/json":
        raise Failure("decode", f"expected JSON, got {_media_type(response) or 'no media type'}")
    value = _json(response)
    if not fits(answer["content"]["application/json"]["schema"], value):
        raise Failure("decode", "the answer has another shape than the document says")
    return value


def _json(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        raise Failure("decode", "the body is not valid JSON") from None


def failure(response: httpx.Response) -> Failure:
    """The error that a response stands for."""
    status = response.status_code
    more: Json = {"status": status, "retryable": status in RETRYABLE}
    if request_id := response.headers.get("X-Request-ID"):
        more["request_id"] = request_id
    code = _code(response)
    if code is None:
        return Failure("status", f"unexpected status {status}", **more)
    return Failure("problem", f"{status} {code}", **{**more, "code": code})


def _code(response: httpx.Response) -> str | None:
    """What an error says it is: its `code`, or its `error` in the form of RFC 6749."""
    if _media_type(response) not in {"application/problem+json", "application/json"}:
        return None
    try:
        body = response.json()
    except ValueError:
        return None
    members = [body.get("code"), body.get("error")] if isinstance(body, dict) else []
    return next((member for member in members if isinstance(member, str)), None)


def _media_type(response: httpx.Response) -> str:
    written: str = response.headers.get("Content-Type", "")
    return written.partition(";")[0].strip().lower()
