"""A server that follows a script, down to the bytes: it also breaks off, keeps silent and talks nonsense."""

import asyncio
import json
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus

from tests.sdk.conformance.matching import Memory, Request
from tests.sdk.conformance.vectors import Answer, Exchange, Vector

_OFF_SCRIPT = Answer(status=500, headers={"Content-Type": "text/plain"}, text="This is not in the script.")
_EARLY = 0.02  # seconds that a client may be ahead of time: clocks differ

Decide = Callable[[Request], Answer]


@dataclass
class Stage:
    """The script of a vector, how far it has come, and what went wrong."""

    vector: Vector
    base_url: str = ""
    other_url: str = ""
    faults: list[str] = field(default_factory=list)
    left: list[Exchange] = field(init=False)
    memory: Memory = field(default_factory=Memory)
    seen: int = 0
    answered_at: float = 0.0

    def __post_init__(self) -> None:
        self.left = list(self.vector.exchanges)

    def answer(self, request: Request) -> Answer:
        """Hold a request against the script, and find the answer to it."""
        self.seen += 1
        exchange = self._next(request)
        if exchange is None:
            self.faults.append(f"request {self.seen} is not in the script: {request.method} {request.target}")
            return _OFF_SCRIPT
        self.left.remove(exchange)
        faults = self.memory.request(exchange.request, request) + self._pause(exchange, request)
        self.faults += [f"request {self.seen}: {fault}" for fault in faults]
        return exchange.answer

    def answer_elsewhere(self, request: Request) -> Answer:
        """Be the other host, which must not learn any secret."""
        self.faults += [
            f"a secret went to another host: {secret}"
            for secret in self.vector.kept_secret
            if secret.encode() in request.raw
        ]
        return self.vector.other or _OFF_SCRIPT

    def missing(self) -> list[str]:
        """What was expected and never came."""
        return [f"did not come: {each.request.method} {each.request.path}" for each in self.left]

    def _next(self, request: Request) -> Exchange | None:
        if not self.vector.any_order:
            return self.left[0] if self.left else None
        return next((each for each in self.left if not self.memory.request(each.request, request)), None)

    def _pause(self, exchange: Exchange, request: Request) -> list[str]:
        wanted = exchange.request.after_ms / 1000
        taken = request.at - self.answered_at
        return (
            [f"came {taken:.2f} s after the answer before, not {wanted} s"] if taken < wanted - _EARLY else []
        )

    async def play(self, answer: Answer, writer: asyncio.StreamWriter) -> None:
        """Do what the answer says."""
        await asyncio.sleep(answer.delay_ms / 1000)
        await _FAULTS.get(answer.fault, _send)(self._written(answer), writer)
        self.answered_at = asyncio.get_running_loop().time()

    def _written(self, answer: Answer) -> bytes:
        body = answer.text or ""
        headers: dict[str, str | None] = dict(answer.headers)
        if answer.json is not None:
            body = json.dumps(answer.json, ensure_ascii=False)
            headers = {"Content-Type": "application/json", **headers}
        lines = [f"HTTP/1.1 {answer.status} {_phrase(answer.status)}"]
        lines += [f"{name}: {self._filled(value)}" for name, value in headers.items() if value is not None]
        content = body.encode()
        lines += [] if answer.status in (204, 304) else [f"Content-Length: {len(content)}"]
        return "\r\n".join([*lines, "", ""]).encode() + content

    def _filled(self, value: str) -> str:
        return value.replace("{other}", self.other_url).replace("{base}", self.base_url)


@asynccontextmanager
async def staged(vector: Vector) -> AsyncIterator[Stage]:
    """Listen on two ports of our own for as long as the case runs."""
    stage = Stage(vector)
    tasks: set[asyncio.Task[None]] = set()
    main = await _listen(stage, stage.answer, tasks)
    other = await _listen(stage, stage.answer_elsewhere, tasks)
    stage.base_url = f"http://127.0.0.1:{_port(main)}{vector.base}"
    stage.other_url = f"http://localhost:{_port(other)}"
    if vector.unreachable:
        main.close()
    try:
        yield stage
    finally:
        main.close()
        other.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _listen(stage: Stage, decide: Decide, tasks: set[asyncio.Task[None]]) -> asyncio.Server:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await _converse(stage, decide, reader, writer)
        finally:
            tasks.discard(task)
            writer.close()

    return await asyncio.start_server(connected, "127.0.0.1", 0)


async def _converse(
    stage: Stage, decide: Decide, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    while not writer.is_closing():
        request = await read_request(reader)
        await stage.play(decide(request), writer)


async def read_request(reader: asyncio.StreamReader) -> Request:
    """Read a request as it arrives."""
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, target, _ = first.split(" ", 2)
    pairs = tuple((name, value.strip()) for name, _, value in (line.partition(":") for line in lines))
    headers = {name.lower(): value for name, value in pairs}
    if "chunked" in headers.get("transfer-encoding", ""):
        body = await _read_chunks(reader)
    else:
        body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(method, target, pairs, body, asyncio.get_running_loop().time())


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := int((await reader.readline()).partition(b";")[0], 16):
        body += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return body


async def _send(answer: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(answer)
    await writer.drain()


async def _never(_answer: bytes, _writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def _stall(answer: bytes, writer: asyncio.StreamWriter) -> None:
    """Send the headers and half of the body, and no more."""
    head, _, body = answer.partition(b"\r\n\r\n")
    await _send(head + b"\r\n\r\n" + body[: len(body) // 2], writer)
    await asyncio.Event().wait()


async def _part(answer: bytes, writer: asyncio.StreamWriter, *, reset: bool) -> None:
    """Send the headers and half of the body, and go away, politely or not."""
    head, _, body = answer.partition(b"\r\n\r\n")
    await _send(head + b"\r\n\r\n" + body[: len(body) // 2], writer)
    if reset:
        await asyncio.sleep(0.05)
        await _reset(answer, writer)
    writer.close()


async def _reset(_answer: bytes, writer: asyncio.StreamWriter) -> None:
    """Make the kernel answer with RST instead of FIN."""
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _garbage(_answer: bytes, writer: asyncio.StreamWriter) -> None:
    await _send(b"\x16\x03\x01 this is no HTTP\r\n\r\n", writer)
    writer.close()


_FAULTS: dict[str, Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]] = {
    "never": _never,
    "reset": _reset,
    "reset_in_body": partial(_part, reset=True),
    "truncate": partial(_part, reset=False),
    "stall": _stall,
    "garbage": _garbage,
}


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Whatever"


def _port(server: asyncio.Server) -> int:
    return int(server.sockets[0].getsockname()[1])
