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
from gatehouse.contract.connexion import CONTEXT, Endpoint
from gatehouse.contract.document import Document, Operation
from gatehouse.contract.edge import Edge, EdgeOptions
from gatehouse.contract.plan import Planned
from gatehouse.contract.reader import compile_readers
from gatehouse.core.errors import Problem
from tests.contract.differential.requests import GOOD_TOKEN, POOR_TOKEN, Request

_REQUEST_ID = "a-request"
_SOMETIMES = 7
_HANDED_ON = "handed on"

Seen = tuple[int, dict[str, str], bytes]


class Both:
    """Sends every request to both; `planned` counts what a plan has answered, `bodies` by media type too."""

    def __init__(self, document: Document) -> None:
        self.planned: Counter[str] = Counter()
        self.bodies: Counter[tuple[str, str]] = Counter()
        self._options = EdgeOptions(
            ["*"], ["https://app.example"], [], document.media_types, 65_536, 5, https=False
        )
        endpoints = {operation.id: self._echo(operation) for operation in document.operations}
        readers = compile_readers(document)
        stock = _marked(connexion_app(document, readers, endpoints, _authenticate, _no_lifespan))
        self._without = self._edge(stock)
        self._with_plans = self._edge(Planned(stock, document, readers, endpoints, _authenticate))

    async def differences(self, request: Request) -> list[str]:
        """What the two answers do not have in common."""
        planned, reference = (
            await self._seen(self._with_plans, request),
            await self._seen(self._without, request),
        )
        names = ("status", "headers", "body")
        return [
            f"{name}: {ours!r} with plans, {theirs!r} without"
            for name, ours, theirs in zip(names, planned, reference, strict=True)
            if ours != theirs
        ]

    def _edge(self, app: ASGIApp) -> Edge:
        return Edge(app, self._options, log_access=lambda _: None, log_crash=_crash)

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

    async def _seen(self, app: ASGIApp, request: Request) -> Seen:
        messages: list[Message] = []

        async def send(message: Message) -> None:
            messages.append(message)

        async def receive() -> Message:
            return {"type": "http.request", "body": request.body}

        await app(_scope(request), receive, send)
        start, *rest = messages
        headers = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
        return start["status"], headers, b"".join(message.get("body", b"") for message in rest)


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
