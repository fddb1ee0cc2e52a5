"""HTTP as uvicorn parses it, with an end to header sections, answers in one piece, and our own words for what
is not HTTP at all."""

import secrets
from typing import ClassVar

from starlette.types import Message
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from gatehouse.contract.answer import render_problem
from gatehouse.contract.edge import SECURITY_HEADERS
from gatehouse.contract.headers import encoded
from gatehouse.contract.problems import Problem, ProblemRegistry

# One read of the event loop may bring 256 KiB, part of which can belong to the request before.
_MAX_UNFINISHED_HEAD = 262_144 + 65_536


class _OnePiece(RequestResponseCycle):
    """Sends a whole answer at once: two writes are two calls of the system, and wake the other end twice."""

    _head: Message | None = None

    async def send(self, message: Message) -> None:  # type: ignore[override]
        if message["type"] == "http.response.start":
            self._head = message
            return
        head, self._head = self._head, None
        if head is None:
            await super().send(message)  # type: ignore[arg-type]
        elif self._is_ordinary(head, message):
            self._send_whole(head, message["body"])
        else:
            await super().send(head)  # type: ignore[arg-type]
            await super().send(message)  # type: ignore[arg-type]

    def _is_ordinary(self, head: Message, message: Message) -> bool:
        """Whether there is nothing about the answer or the connection that uvicorn has to think of."""
        if message.get("more_body") or self.response_started or self.disconnected or self.flow.write_paused:
            return False
        if not self.keep_alive or self.scope["method"] == "HEAD":
            return False
        headers = dict(head["headers"])
        return b"connection" not in headers and headers.get(b"content-length") == b"%d" % len(message["body"])

    def _send_whole(self, head: Message, body: bytes) -> None:
        lines = [b"%b: %b\r\n" % pair for pair in (*self.default_headers, *head["headers"])]
        block = b"".join(lines)
        if len(block.splitlines()) != len(lines):
            raise RuntimeError("a header has a line break in it")
        self.transport.write(b"".join((STATUS_LINE[head["status"]], block, b"\r\n", body)))
        self.waiting_for_100_continue = False
        self.response_started = self.response_complete = True
        self.message_event.set()
        self.on_response()


class HttpProtocol(HttpToolsProtocol):
    """Answers requests that cannot be parsed, which never reach the application."""

    problems: ClassVar[ProblemRegistry]
    _in_head = False
    _head_bytes = 0

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head_bytes = True, 0

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._in_head:  # what comes after the body was not there when the request was let in
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_head = False
        super().on_headers_complete()
        self.cycle.__class__ = _OnePiece  # uvicorn has no other way to say which one to make

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._in_head and not self.transport.is_closing():
            self._head_bytes += len(data)
            if self._head_bytes > _MAX_UNFINISHED_HEAD:
                self.send_400_response("The request has no end.")

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words; ours are the same for all
        """The answer of the edge to a bad request, without an application."""
        request_id = secrets.token_hex(16)
        problem = Problem("bad_request", "The request is not valid HTTP/1.1.")
        answer = render_problem(problem, request_id, self.problems)
        ours = encoded({**SECURITY_HEADERS, "X-Request-ID": request_id, "Connection": "close"})
        lines = [b"HTTP/1.1 400 Bad Request", *map(b": ".join, [*answer.headers, *ours])]
        self.transport.write(b"\r\n".join([*lines, b"", answer.body]))
        self.transport.close()
