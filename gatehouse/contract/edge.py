"""The outermost layer, in plain ASGI: limits, hosts, CORS, request ids, headers, access log, crashes."""

import asyncio
import re
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gatehouse.contract.addresses import ClientAddresses
from gatehouse.contract.answer import render_problem
from gatehouse.contract.cors import Cors, CorsOptions
from gatehouse.contract.deadlines import Deadlines
from gatehouse.contract.headers import RawHeaders, RequestHeaders, encoded, with_defaults
from gatehouse.contract.heavy import LARGE_BODY, OneByOne
from gatehouse.contract.media import canonical_media_type
from gatehouse.contract.paths import Paths
from gatehouse.contract.problems import Problem, ProblemRegistry

SANE_REQUEST_ID = re.compile(r"[!-~]{1,128}")
_HOST = re.compile(r"(\[[^]]*]|[^:]*)(?::[0-9]{0,5})?")
_MAX_TARGET = 8192
_ID_BYTES, _IDS_AT_ONCE = 16, 256
_TASK = "gatehouse.task"  # in the scope: looking for the current one costs a call of the system

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
}
_HSTS = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}


@dataclass(frozen=True, slots=True)
class EdgeOptions:
    """The limits of the edge, and the problems in whose name it answers."""

    problems: ProblemRegistry
    allowed_hosts: list[str]
    cors: CorsOptions
    trusted_proxies: list[str]
    paths: Paths
    body_limit: int
    body_timeout: float
    time_limit: float
    https: bool


class Exchange(NamedTuple):
    """One finished request, for whoever counts or logs it; it has a path where no operation was found."""

    operation_id: str | None
    path: str | None
    method: str
    status: int
    milliseconds: float
    request_id: str
    client: str | None
    problem: str | None
    trace_id: str | None
    caller: object = None


class Edge:
    """Wraps an application: refuses unusual requests, and turns crashes into problems."""

    def __init__(
        self,
        app: ASGIApp,
        options: EdgeOptions,
        *,
        finished: Callable[[Exchange], None],
        log_crash: Callable[[BaseException, str], None],
    ) -> None:
        self._app = app
        self._options = options
        self._paths = options.paths
        self._problems = options.problems
        options.problems.refuse_gaps()
        self._finished = finished
        self._log_crash = log_crash
        self._cors = Cors(options.cors)
        self._addresses = ClientAddresses(options.trusted_proxies)
        names = {host.lower() for host in options.allowed_hosts}
        self._hosts = None if "*" in names else names
        self._fixed_headers = encoded({**SECURITY_HEADERS, **(_HSTS if options.https else {})})
        self._deadlines = Deadlines(options.time_limit)
        self._heavy = OneByOne()
        self.in_flight = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.monotonic()
        headers = RequestHeaders(list(scope["headers"]))
        request_id = _request_id(headers)
        client = self._addresses.of(scope, headers)
        scope["extensions"] = {}
        scope["state"] = {**scope.get("state", {}), "request_id": request_id, "client_address": client}
        status, code, caller = 0, None, None  # nothing was sent
        self.in_flight += 1

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                self._deadlines.answered(scope.get(_TASK))
                status = message["status"]
                message["headers"] = self._with_ours(message["headers"], headers, request_id)
            await send(message)

        try:
            await self._let_in(scope, headers, receive, send_with_headers)
        except Problem as problem:
            code, caller = problem.code, problem.caller
            await render_problem(problem, request_id, self._problems)(scope, receive, send_with_headers)
        except asyncio.CancelledError:  # the server stops, and says so itself
            status = status or 503
            raise
        except Exception as error:
            self._log_crash(error, request_id)
            if status:
                raise
            crash = Problem(
                "internal_error",
                "Something went wrong in the service. It has been logged under this request_id.",
            )
            code = crash.code
            await render_problem(crash, request_id, self._problems)(scope, receive, send_with_headers)
        finally:
            self.in_flight -= 1
            operation_id = scope["extensions"].get("connexion_routing", {}).get("operation_id")
            took = (time.monotonic() - started) * 1000
            path = None if operation_id else self._paths.printable(scope["path"])
            exchange = Exchange(
                operation_id,
                path,
                scope["method"],
                status or 500,
                took,
                request_id,
                client,
                code,
                scope.get("trace_id"),
                caller or scope["extensions"].get("connexion_context", {}).get("user"),
            )
            self._finished(exchange)

    async def _let_in(self, scope: Scope, headers: RequestHeaders, receive: Receive, send: Send) -> None:
        if preflight := self._cors.preflight(scope["method"], headers):
            await preflight(scope, receive, send)
            return
        self._refuse_unusual(scope, headers)
        body = b""
        if b"content-length" in headers or b"transfer-encoding" in headers:
            wanted = self._paths.body(scope["method"], scope["path"])
            body = await self._read_body(headers, receive, min(self._options.body_limit, wanted.limit))
            body = body if wanted.is_read else b""  # what no operation reads means nothing
        if body or b"content-type" in headers:
            _canonical_content_type(scope, headers, bool(body), self._paths.media_types)
        await self._in_time(self._in_turn if len(body) > LARGE_BODY else self._app, scope, body, send)

    async def _in_turn(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._heavy.turn():
            await self._app(scope, receive, send)

    async def _in_time(self, app: ASGIApp, scope: Scope, body: bytes, send: Send) -> None:
        scope[_TASK] = task = self._deadlines.watch()
        try:
            await app(scope, _replay(body), send)
        except asyncio.CancelledError:
            if late := self._deadlines.over(task):
                raise late from None
            raise
        finally:
            self._deadlines.over(task)

    def _refuse_unusual(self, scope: Scope, headers: RequestHeaders) -> None:
        if not self._is_ours(headers) and not self._paths.any_host(scope["path"]):
            raise Problem("invalid_host", "This service does not answer to that host name.")
        if len(scope["query_string"]) + len(scope.get("raw_path") or b"") > _MAX_TARGET:
            raise Problem("bad_request", f"The URL is too long: at most {_MAX_TARGET} bytes.")
        if "\0" in scope["path"] or "\N{REPLACEMENT CHARACTER}" in scope["path"]:
            raise Problem("bad_request", "The path must be UTF-8 text without NUL characters.")
        if b"content-encoding" in headers:
            self._refuse_compressed(scope, headers)

    def _refuse_compressed(self, scope: Scope, headers: RequestHeaders) -> None:
        is_plain = headers.text(b"content-encoding").lower() == "identity"
        if not is_plain and self._paths.body(scope["method"], scope["path"]).is_read:
            raise Problem("unsupported_media_type", "Send the body uncompressed, without Content-Encoding.")

    def _is_ours(self, headers: RequestHeaders) -> bool:
        return self._hosts is None or _host_name(headers.text(b"host")) in self._hosts

    async def _read_body(self, headers: RequestHeaders, receive: Receive, limit: int) -> bytes:
        declared = headers.text(b"content-length")
        if declared.isdigit() and int(declared[:20]) > limit:
            raise _too_large(limit)
        try:
            async with asyncio.timeout(self._options.body_timeout):
                return await _collect(receive, limit)
        except TimeoutError:
            raise Problem(
                "request_timeout", "The request body did not arrive in time.", headers={"Connection": "close"}
            ) from None

    def _with_ours(self, answer: RawHeaders, request: RequestHeaders, request_id: str) -> RawHeaders:
        """The headers of an answer plus ours; those it has already are kept."""
        named = [*answer, (b"x-request-id", request_id.encode("latin-1"))]
        return self._cors.with_headers(with_defaults(named, self._fixed_headers), request.text(b"origin"))


async def _collect(receive: Receive, limit: int) -> bytes:
    chunks: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Problem("bad_request", "The connection was closed before the request body was complete.")
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > limit:
            raise _too_large(limit)
        more = message.get("more_body", False)
    return b"".join(chunks)


def _too_large(limit: int) -> Problem:
    detail = f"The request body is too large: at most {limit} bytes."
    return Problem("payload_too_large", detail, headers={"Connection": "close"})


@lru_cache
def _host_name(host: str) -> str | None:
    """Without a port; nothing if what stands in its place is none."""
    found = _HOST.fullmatch(host)
    return found[1].lower().rstrip(".") if found else None


def _request_id(headers: RequestHeaders) -> str:
    given = headers.text(b"x-request-id")
    return given if SANE_REQUEST_ID.fullmatch(given) else next(_fresh_ids)


def _draw_ids() -> Iterator[str]:
    """Random request ids, generated in batches, which is faster."""
    while True:
        drawn = secrets.token_hex(_ID_BYTES * _IDS_AT_ONCE)
        yield from (drawn[at : at + 2 * _ID_BYTES] for at in range(0, len(drawn), 2 * _ID_BYTES))


_fresh_ids = _draw_ids()


def _canonical_content_type(
    scope: Scope, headers: RequestHeaders, has_body: bool, known: frozenset[str]
) -> None:
    """Canonicalise the media type, and drop it if there is no body."""
    rest = [pair for pair in scope["headers"] if pair[0] != b"content-type"]
    if has_body:
        media_type = canonical_media_type(tuple(headers.all(b"content-type")), known)
        rest.append((b"content-type", media_type.encode()))
    scope["headers"] = rest


def _replay(body: bytes) -> Receive:
    """Replays the body as one message; then waits like a silent client."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
