"""One request and its answer, which leaves in one piece."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Message
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from gatehouse.contract.answer import render_problem
from gatehouse.contract.edge import SECURITY_HEADERS
from gatehouse.contract.headers import encoded
from gatehouse.contract.problems import Problem, ProblemRegistry

STOPPING = Problem("unavailable", "The service is stopping. Try again.", headers={"Retry-After": "1"})
_CLOSE = (b"connection", b"close")
_CRASH = Problem("internal_error", "Something went wrong in the service.")


class Cycle(RequestResponseCycle):
    """Sends a whole answer at once: two writes are two calls of the system, and wake the other end twice."""

    problems: ProblemRegistry
    part: Callable[[], None]
    _head: Message | None = None

    async def run_asgi(self, app: ASGIApp) -> None:  # type: ignore[override]
        try:
            await app(self.scope, self.receive, self.send)  # type: ignore[arg-type]
        except asyncio.CancelledError:
            self._end_with(STOPPING)
        except BaseException as error:
            self.logger.critical("an error left the application", exc_info=error)
            self._end_with(_CRASH)
        else:
            if not (self.response_complete or self.disconnected):
                self._end_with(_CRASH)
        finally:
            self.on_response = _nothing

    def _end_with(self, problem: Problem) -> None:
        if not self.response_started:
            self.transport.write(b"".join(rendered(problem, secrets.token_hex(16), self.problems)))
        self.transport.close()

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
        if self.scope["method"] == "HEAD":
            return False
        return dict(head["headers"]).get(b"content-length") == b"%d" % len(message["body"])

    def _send_whole(self, head: Message, body: bytes) -> None:
        headers = [*self.default_headers, *head["headers"]]
        if _CLOSE in headers:
            self.keep_alive = False
        elif not self.keep_alive:
            headers.append(_CLOSE)
        lines = [b"%b: %b\r\n" % pair for pair in headers]
        block = b"".join(lines)
        if len(block.splitlines()) != len(lines):
            raise RuntimeError("a header has a line break in it")
        self.transport.write(b"".join((STATUS_LINE[head["status"]], block, b"\r\n", body)))
        self.waiting_for_100_continue = False
        self.response_started = self.response_complete = True
        self.message_event.set()
        if self.keep_alive:
            self.on_response()
        else:
            self.part()


def rendered(problem: Problem, request_id: str, problems: ProblemRegistry) -> tuple[bytes, ...]:
    """The last answer on a connection, given without the application."""
    answer = render_problem(problem, request_id, problems)
    ours = encoded({**SECURITY_HEADERS, "X-Request-ID": request_id, "Connection": "close"})
    lines = [b"%b: %b\r\n" % pair for pair in (*answer.headers, *ours)]
    return STATUS_LINE[answer.status], *lines, b"\r\n", answer.body


def _nothing(*_: Any) -> None:
    """What a cycle says of its end when it has one no more."""
