"""HTTP as uvicorn parses it, with an end to header sections and our own words for what is not HTTP at all."""

import secrets

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from core.contract.answer import render_problem
from core.contract.edge import SECURITY_HEADERS
from core.contract.headers import encoded
from core.errors import Problem

# One read of the event loop may bring 256 KiB, part of which can belong to the request before.
_MAX_UNFINISHED_HEAD = 262_144 + 65_536


class GatehouseHttpProtocol(HttpToolsProtocol):
    """What cannot be parsed never reaches the application, so it is answered here."""

    _in_head = False
    _head_bytes = 0

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head_bytes = True, 0

    def on_headers_complete(self) -> None:
        self._in_head = False
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._in_head and not self.transport.is_closing():
            self._head_bytes += len(data)
            if self._head_bytes > _MAX_UNFINISHED_HEAD:
                self.send_400_response("The request has no end.")

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words; ours are the same for all
        """The answer of the edge to a bad request, without an application."""
        request_id = secrets.token_hex(16)
        answer = render_problem(Problem("bad_request", "This is not a valid HTTP request."), request_id)
        ours = encoded({**SECURITY_HEADERS, "X-Request-ID": request_id, "Connection": "close"})
        lines = [b"HTTP/1.1 400 Bad Request", *map(b": ".join, [*answer.headers, *ours])]
        self.transport.write(b"\r\n".join([*lines, b"", answer.body]))
        self.transport.close()
