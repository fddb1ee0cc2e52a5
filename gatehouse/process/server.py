"""A server that stops without leaving anybody unanswered, as far as the system allows."""

import asyncio
import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import uvicorn
from uvicorn.config import Config

from gatehouse.contract.cycle import STOPPING, rendered
from gatehouse.contract.edge import SANE_REQUEST_ID
from gatehouse.core.errors import PROBLEMS

_TURNED_AWAY_SECONDS = 1
_ARRIVES_SECONDS = 0.1  # what those who are late were about to send
_NO_REQUEST = "0" * 32
_REQUEST_ID = re.compile(rb"\r\nx-request-id:[ \t]*(\S+)[ \t]*\r\n", re.IGNORECASE)


class Server(uvicorn.Server):
    """Closing a listener resets the connections that nobody has taken yet; so they are taken first."""

    def __init__(self, config: Config, listens_no_more: Callable[[], None] | None = None) -> None:
        super().__init__(config)
        self._listens_no_more = listens_no_more

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        late = [connection for listener in sockets or () for connection in taken(listener)]
        if self._listens_no_more is None:  # others listen on the same socket, and go on, or are told to stop
            for listener in sockets or ():
                listener.shutdown(socket.SHUT_RD)
        for server in self.servers:
            server.close()
        if self._listens_no_more is not None:
            self._listens_no_more()
        loop = asyncio.get_running_loop()
        for connection in late:
            await loop.connect_accepted_socket(self._protocol, connection)
        await super().shutdown(sockets)

    def _protocol(self) -> asyncio.Protocol:
        make: Callable[..., asyncio.Protocol] = self.config.http_protocol_class
        return make(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)


def taken(listener: socket.socket) -> Iterator[socket.socket]:
    """The connections that wait to be accepted."""
    with suppress(OSError):  # there are no more, or no descriptors for them
        while True:
            connection, _ = listener.accept()
            yield connection


def turn_away(listener: socket.socket) -> None:
    """Stop listening, and tell those who are late."""
    listener.setblocking(False)
    late = list(taken(listener))
    listener.close()
    if late:
        time.sleep(_ARRIVES_SECONDS)
    for connection in late:
        with connection, suppress(OSError):
            answer = rendered(STOPPING, _request_id(connection), PROBLEMS)
            connection.settimeout(_TURNED_AWAY_SECONDS)
            connection.sendall(b"".join(answer))
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65_536):  # closed before that, the answer would be taken back
                pass


def _request_id(connection: socket.socket) -> str:
    """What the request is called by who sent it, if it has arrived."""
    connection.setblocking(False)
    try:
        found = _REQUEST_ID.search(connection.recv(65_536))
    except BlockingIOError:
        found = None
    name = found[1].decode("latin-1") if found else ""
    return name if SANE_REQUEST_ID.fullmatch(name) else _NO_REQUEST
