"""HTTP as uvicorn parses it, with limits to heads and to patience, and our own words for what is refused.

Requests that a client sends ahead wait unparsed, and answers leave in one piece.
"""

import asyncio
import secrets
from itertools import count
from typing import Any, ClassVar

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from gatehouse.contract.connections import Flow, watch_of
from gatehouse.contract.cycle import Cycle, rendered
from gatehouse.contract.heads import MOST_BYTES, MOST_HEADERS, Head, head_too_large, is_ordinary
from gatehouse.contract.problems import Problem, ProblemRegistry

_END_OF_HEAD = b"\r\n\r\n"
_MAX_FRAMING_BYTES = 32_768
_FRAMING_PER_BYTE = 8  # what chunks of one byte take, and some more
_BODY_PIECE = 4096
_HEAD_SECONDS = 10
_STUCK_SECONDS = 30
_FAREWELL_SECONDS = 0.5
_LINGER_SECONDS = 2  # closed at once, what still arrives would make the system take the answer back
_numbers = count()


def _framing_too_large() -> Problem:
    return Problem("bad_request", "The chunks of the body have more around them than in them.")


class _Refused(Exception):
    """Ends the parsing of a request, for a reason that the protocol keeps."""


class HttpProtocol(HttpToolsProtocol):
    """One connection. What it refuses never reaches the application."""

    problems: ClassVar[ProblemRegistry]
    most_connections: ClassVar[int] = 1000
    singular: ClassVar[frozenset[bytes]] = frozenset({b"authorization", b"host"})
    flow: Flow
    number = 0
    quiet = 0
    url = b""
    _unsent = 0
    _in_head = False
    _head_bytes = 0
    _piece = 0
    _framing = 0
    _trailing = 0
    _carried = 0
    _held = b""
    _refusal: Problem | None = None
    _parting = False
    _leaving = False
    _running: Any = None

    def refused(self, problem: Problem, request_id: str) -> None:
        """Told of each request that was refused here, for whoever logs it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.flow = Flow(transport)
        self.number = next(_numbers)
        watch = watch_of(self.server_state)
        watch.rounds.go_on()
        if len(self.connections) > self.most_connections and not watch.make_room(self):
            detail = "The service has too many connections. Try again shortly."
            self._refuse(Problem("overloaded", detail, headers={"Retry-After": "1"}))

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self._running is not None:
            self._running.disconnected = True  # uvicorn tells only the last one of those sent ahead

    @property
    def under_way(self) -> bool:
        """Whether the client waits for an answer, or for the end of one."""
        return self.cycle is not None and not self.cycle.response_complete and not self.transport.is_closing()

    @property
    def may_be_dropped(self) -> bool:
        """Whether the next move is the client's."""
        return self.flow.write_paused or not self.under_way

    def _is_answering(self) -> bool:
        """Whether a request is complete, and its answer is not."""
        cycle = self.cycle
        return cycle is not None and not (cycle.response_complete or cycle.more_body)

    # What comes in

    def data_received(self, data: bytes) -> None:
        if self._parting:
            return
        if self._held or self._is_answering():
            self._hold(self._held + data)
        else:
            self._feed(data)

    def _hold(self, data: bytes) -> None:
        """Let requests wait unparsed, and everything behind them at the client."""
        self._held = data
        self.flow.hold()

    def _feed(self, data: bytes) -> None:
        """Parse up to the end of the first head, and on as long as there is nothing to answer."""
        at = 0
        while True:
            in_body = self.cycle is not None and self.cycle.more_body
            end = data.find(_END_OF_HEAD, at + _BODY_PIECE * in_body) + len(_END_OF_HEAD)
            is_last = end < len(_END_OF_HEAD) or end == len(data)
            self._parse(data[at:] if is_last else data[at:end], in_body=in_body)
            if is_last or self._parting:
                return
            at = end
            if self._is_answering():
                self._hold(data[at:])
                return

    def _parse(self, piece: bytes, *, in_body: bool) -> None:
        self._piece = len(piece)
        begins = not in_body and not self._in_head
        try:
            self._read(piece)
        except httptools.HttpParserError:
            is_head = begins and piece.lstrip(b"\r\n").startswith(b"HEAD ")
            problem = self._refusal or Problem("bad_request", "The request is not valid HTTP/1.1.")
            self._refuse(problem, is_head=is_head)
            return
        if self._in_head and not in_body:
            self._head_bytes += len(piece)
            if self._head_bytes > MOST_BYTES or len(self.headers) > MOST_HEADERS:
                self._refuse(head_too_large())
        elif in_body and self.cycle.more_body:
            self._weigh_framing(len(piece))

    def _weigh_framing(self, read: int) -> None:
        """Chunks may have extensions, and trailers behind them, of any size."""
        self._framing = max(0, self._framing + read - self._carried * _FRAMING_PER_BYTE)
        self._carried = 0
        if self._framing > _MAX_FRAMING_BYTES:
            self._refuse(_framing_too_large())

    def _read(self, piece: bytes) -> None:
        """Upgrades are refused by answering as if nobody had asked: what follows them is HTTP as before."""
        while piece:
            try:
                self.parser.feed_data(piece)
            except httptools.HttpParserUpgrade as upgrade:
                piece = piece[upgrade.args[0] :]
            else:
                return

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head_bytes, self.quiet = True, 0, 0
        self._framing = self._carried = self._trailing = 0

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._in_head:
            super().on_header(name, value)
        else:
            self._on_trailer(name, value)

    def _on_trailer(self, name: bytes, value: bytes) -> None:
        """What comes after the body was not there when the request was let in."""
        if name.lower() == b"connection":
            self.cycle.keep_alive = False  # the parser may heed it, and read nothing more
        self._trailing += len(name) + len(value) + 4
        if self._trailing > _MAX_FRAMING_BYTES:
            self._refusal = _framing_too_large()
            raise _Refused

    def on_body(self, body: bytes) -> None:
        self._carried += len(body)
        super().on_body(body)

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._refuse_unusual_head()
        super().on_headers_complete()
        if self._leaving:
            self.cycle.keep_alive = False

    def _refuse_unusual_head(self) -> None:
        upgrades, may_be_long = self.parser.should_upgrade(), self._head_bytes + self._piece > MOST_BYTES
        if is_ordinary(self.url, self.headers) and not upgrades and not may_be_long:
            return
        head = Head(self.url, self.headers, upgrades)
        if problem := head.problem(self.singular, may_be_long=may_be_long):
            self._refusal = problem
            raise _Refused

    def _refuse(self, problem: Problem, *, is_head: bool = False) -> None:
        """The answer of the edge, without an application; nothing is taken from this client any more."""
        self._take_no_more()
        request_id = secrets.token_hex(16)
        self.refused(problem, request_id)
        if self.pipeline and self.cycle.more_body:  # what cannot be read was sent ahead of answers to others
            self.pipeline.popleft()
            self.cycle = self.pipeline[0][0] if self.pipeline else self._running
        if self._is_answering():
            self.cycle.keep_alive = False  # its answer comes first, and is the last one
            return
        if self.under_way:  # its body is what cannot be read
            self.cycle.disconnected = self.cycle.response_complete = True
            self.cycle.waiting_for_100_continue = False
            self.cycle.message_event.set()
        *head, body = rendered(problem, request_id, self.problems)
        is_head |= bool(self.url) and self.parser.get_method() == b"HEAD"
        self.transport.write(b"".join(head if is_head else [*head, body]))
        self.transport.write_eof()

    def _take_no_more(self) -> None:
        """Drop what still comes, so that it is not in the way of the last answer."""
        self._parting, self._held, self.quiet = True, b"", 0

    # What goes out

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        cycle.__class__ = Cycle  # uvicorn has no other way to say which one to make
        cycle.problems, cycle.part = self.problems, self._part
        self._running = cycle
        super()._start_asgi_task(cycle, app)

    def on_response_complete(self) -> None:
        """The next request; uvicorn would start and stop a timer here."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.quiet = 0
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())
        else:
            held, self._held, self.flow.holding = self._held, b"", False
            if held:
                self._feed(held)
            self.flow.resume_reading()

    def _part(self) -> None:
        """Close; but who is still sending a body reads the answer only afterwards."""
        self._take_no_more()
        if self.pipeline or not self.cycle.more_body:
            self.transport.close()
        else:
            self.transport.write_eof()
            self.flow.resume_reading()

    def shutdown(self) -> None:
        """Finish what is under way, and what has been sent by now."""
        self._leaving = True
        if self.under_way:
            self.cycle.keep_alive = False
        else:
            self.loop.call_later(_FAREWELL_SECONDS, self._leave)

    def _leave(self) -> None:
        if not self.under_way:
            self.transport.close()

    # What takes too long

    def look(self) -> None:
        """Called once a second: lose patience when the next move has been the client's for too long."""
        patience = self._patience()
        self.quiet = self.quiet + 1 if patience else 0
        if self.quiet > patience:
            self._lose_patience()

    def _patience(self) -> int:
        if self.transport.is_closing() or self.flow.write_paused:
            unsent, self._unsent = self._unsent, self.transport.get_write_buffer_size()
            self.quiet *= self._unsent >= unsent
            return _STUCK_SECONDS
        if self.under_way:
            return 0
        if self._parting:
            return _LINGER_SECONDS
        return _HEAD_SECONDS if self._in_head or self.cycle is None else self.timeout_keep_alive

    def _lose_patience(self) -> None:
        if self._parting or self.flow.write_paused or self.transport.is_closing():
            self.transport.abort()
        elif self._in_head:
            self._refuse(Problem("request_timeout", "The head of the request did not arrive in time."))
        else:
            self.transport.close()
