"""One document served with plans and without them, by handlers that say what they were given."""

import zlib
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gatehouse.contract.answer import Answer, Reply, dump, render
from gatehouse.contract.application import connexion_app
from gatehouse.contract.cors import CorsOptions
from gatehouse.contract.document import Document, Operation
from gatehouse.contract.edge import Edge
from gatehouse.contract.paths import Paths
from gatehouse.contract.plan import Planned
from gatehouse.contract.problems import Problem
from gatehouse.contract.reader import compile_readers
from gatehouse.contract.wiring import CONTEXT, Endpoint, Wiring
from tests.contract.differential.requests import GOOD_TOKEN, POOR_TOKEN, Request
from tests.support.edges import edge_options

_REQUEST_ID = "a-request"
_SOMETIMES = 7
_HANDED_ON = "handed on"

Seen = tuple[int, dict[str, str], bytes, int]


class Both:
    """Sends every request to both; `planned` counts what a plan has answered, `bodies` by media type too."""

    def __init__(self, document: Document) -> None:
        self.planned: Counter[str] = Counter()
        self.bodies: Counter[tuple[str, str]] = Counter()
        self._gates_passed = 0
        self._options = edge_options(
            cors=CorsOptions(["https://app.example"], [], []),
            paths=Paths(document),
            body_limit=1_048_576,
            body_timeout=5,
        )
        wiring = Wiring(
            document=document,
            readers=compile_readers(document),
            gates={operation.id: self._gate for operation in document.operations if operation.anonymous},
            endpoints={operation.id: self._echo(operation) for operation in document.operations},
            authenticate=_authenticate,
        )
        stock = _marked(connexion_app(wiring, _no_lifespan))
        self._without = self._edge(stock)
        self._with_plans = self._edge(Planned(stock, wiring))

    async def differences(self, request: Request) -> list[str]:
        """What the two answers do not have in common."""
        planned, reference = (
            await self._seen(self._with_plans, request),
            await self._seen(self._without, request),
        )
        names = ("status", "headers", "body", "gates passed")
        return [
            f"{name}: {ours!r} with plans, {theirs!r} without"
            for name, ours, theirs in zip(names, planned, reference, strict=True)
            if ours != theirs
        ]

    def _edge(self, app: ASGIApp) -> Edge:
        return Edge(app, self._options, finished=lambda _: None, log_crash=_crash)

    def _echo(self, operation: Operation) -> Endpoint:
        async def endpoint(scope: Scope, arguments: Mapping[str, Any]) -> Reply:
            if _HANDED_ON not in scope:
                self.planned[operation.id] += 1
                if arguments.get("body"):
                    self.bodies[operation.id, dict(scope["headers"])[b"content-type"].decode()] += 1
            caller = scope["extensions"][CONTEXT].get("user")
            said = {"operation": operation.id, "caller": caller, "arguments": dict(sorted(arguments.items()))}
            if zlib.crc32(dump(said)) % _SOMETIMES == 0:
                raise Problem("user_not_found", "No such user.")
            return render(Answer(said, 200, {"ETag": '"1"', "Cache-Control": "private"}))

        return endpoint

    async def _gate(self, scope: Scope) -> Mapping[str, str]:
        self._gates_passed += 1
        if zlib.crc32(repr(scope["headers"]).encode()) % _SOMETIMES == 0:
            raise Problem("rate_limited", "Too many requests; try again later.")
        return {"RateLimit": "some"}

    async def _seen(self, app: ASGIApp, request: Request) -> Seen:
        messages: list[Message] = []

        async def send(message: Message) -> None:
            messages.append(message)

        async def receive() -> Message:
            return {"type": "http.request", "body": request.body}

        self._gates_passed = 0
        await app(_scope(request), receive, send)
        start, *rest = messages
        headers = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
        return (
            start["status"],
            headers,
            b"".join(message.get("body", b"") for message in rest),
            self._gates_passed,
        )


def _scope(request: Request) -> Scope:
    path, _, query = request.target.partition("?")
    sized = [("content-length", str(len(request.body)))] if request.body else []
    headers = [("host", "localhost"), ("x-request-id", _REQUEST_ID), *request.headers, *sized]
    return {
        "type": "http",
        "method": request.method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode("latin-1", "replace")) for name, value in headers],
        "client": ("127.0.0.1", 1),
        "http_version": "1.1",
        "scheme": "http",
        "server": ("localhost", 80),
    }


def _marked(app: ASGIApp) -> ASGIApp:
    """The application, with a mark on the requests that come to it."""

    async def marking(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, _HANDED_ON: True}, receive, send)

    return marking


async def _authenticate(operation: Operation, kind: str, credential: str) -> str:
    if credential == POOR_TOKEN and operation.permission:
        raise Problem("forbidden", f"This needs the permission {operation.permission}.")
    if credential not in (GOOD_TOKEN, POOR_TOKEN):
        raise Problem("invalid_token", "The credential is unknown, expired or no longer accepted.")
    return f"{kind} {credential}"


@asynccontextmanager
async def _no_lifespan(_app: Any) -> AsyncIterator[None]:
    yield


def _crash(error: BaseException, _request_id: str) -> None:
    raise error
