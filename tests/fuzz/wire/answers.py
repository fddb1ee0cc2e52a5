"""Answers as a strict client reads them, and what is wrong with one by itself."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import h11
import httpx

from gatehouse.core.errors import STATUS_OF
from tests.fuzz.wire.reference import Asked
from tests.support.service import CONFORMANCE

_BARE = re.compile(rb"(?<!\r)\n|\r(?!\n)")
_PLAIN = re.compile(r"(/(?!\.{1,2}(/|\?|\Z))[A-Za-z0-9._-]+)+(\?[!-~]*)?")
_PROBLEM = "application/problem+json"
_OF_OAUTH = {"/auth/token", "/oauth/device_authorization"}


class Unreadable(Exception):
    """Not an answer; the message says why."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer."""

    status: int
    headers: dict[str, str]
    body: bytes
    method: str

    @property
    def id(self) -> str:
        return self.headers.get("x-request-id", "")

    @property
    def closes(self) -> bool:
        return self.headers.get("connection", "").lower() == "close"


def read(raw: bytes, methods: Sequence[str]) -> tuple[list[Given], str]:
    """The answers to requests with these methods, and what is wrong with what follows them."""
    found: list[Given] = []
    while raw:
        method = methods[len(found)] if len(found) < len(methods) else "GET"
        try:
            given, raw = _one(raw, method)
        except Unreadable as error:
            return found, str(error)
        found.append(given)
    return found, ""


def _one(raw: bytes, method: str) -> tuple[Given, bytes]:
    connection = h11.Connection(h11.CLIENT)
    connection.send(h11.Request(method=method, target="/", headers=[("Host", "x")]))
    connection.send(h11.EndOfMessage())
    connection.receive_data(raw)
    head, body = None, b""
    try:
        while not isinstance(event := connection.next_event(), h11.EndOfMessage):
            if event is h11.NEED_DATA or isinstance(event, h11.ConnectionClosed | h11.InformationalResponse):
                if isinstance(event, h11.InformationalResponse):
                    continue
                raise Unreadable(f"an answer breaks off: {raw[-60:]!r}")
            if isinstance(event, h11.Response):
                head = event
            elif isinstance(event, h11.Data):
                body += bytes(event.data)
    except h11.RemoteProtocolError as error:
        raise Unreadable(f"{error} in an answer: {raw[:60]!r}") from None
    if head is None:
        raise Unreadable(f"no answer: {raw[:60]!r}")
    _check_form(raw, head)
    headers = {name.decode(): value.decode("latin-1") for name, value in head.headers}
    return Given(head.status_code, headers, body, method), connection.trailing_data[0]


def _check_form(raw: bytes, head: h11.Response) -> None:
    """What h11 forgives."""
    written = raw.partition(b"\r\n\r\n")[0]
    names = [name for name, _ in head.headers]
    if _BARE.search(written):
        raise Unreadable(f"an answer has a line end that is not CRLF: {written[:60]!r}")
    repeated = {name.decode() for name in names if names.count(name) > 1}
    if repeated:
        raise Unreadable(f"an answer repeats {', '.join(sorted(repeated))}")
    if (b"content-length" in names) == (b"transfer-encoding" in names or head.status_code == 204):
        raise Unreadable("an answer does not say once how long it is")


def wrong(given: Given, asked: Asked | None) -> Iterator[str]:
    """What is wrong with an answer, whatever it answers."""
    if given.status >= 500 and given.status != 503:
        yield f"answered with {given.status}"
    if given.status == 503 and "retry-after" not in given.headers:
        yield "answered with 503 that does not say when to retry"
    if not given.id:
        yield f"answered with {given.status} and no X-Request-ID"
    if given.status >= 400 and given.method != "HEAD" and not _is_of_oauth(given, asked):
        yield from _wrong_problem(given)
    if asked is not None and asked.complete:
        yield from _undeclared(given, asked)


def _is_of_oauth(given: Given, asked: Asked | None) -> bool:
    """An error in the form of RFC 6749, for the operation that has it, or where `_undeclared` knows."""
    if asked is None or given.headers.get("content-type") != "application/json":
        return False
    is_plain = _PLAIN.fullmatch(asked.target) is not None
    return is_plain and (asked.complete or asked.target.partition("?")[0] in _OF_OAUTH)


def _wrong_problem(given: Given) -> Iterator[str]:
    if given.headers.get("content-type") != _PROBLEM:
        yield f"{given.status} is {given.headers.get('content-type')}, not {_PROBLEM}"
        return
    try:
        problem = json.loads(given.body)
    except ValueError:
        yield f"the problem of a {given.status} is no JSON"
        return
    if STATUS_OF.get(problem.get("code")) != given.status or problem.get("status") != given.status:
        yield f"{given.status} has the undeclared code {problem.get('code')}"
    if problem.get("request_id") != given.id:
        yield f"the problem of a {given.status} names another request than its header"


def _undeclared(given: Given, asked: Asked) -> Iterator[str]:
    """Held against the document, where the target is one that another client would send."""
    if not _PLAIN.fullmatch(asked.target) or not asked.method.isalpha():
        return
    request = httpx.Request(asked.method, f"http://localhost{asked.target.partition('?')[0]}")
    content = b"" if asked.method == "HEAD" else given.body
    response = httpx.Response(given.status, headers=given.headers, content=content, request=request)
    try:
        if asked.method != "HEAD":
            CONFORMANCE.check(response)
    except AssertionError as error:
        yield f"not as in the document: {given.status} '{error}'"
