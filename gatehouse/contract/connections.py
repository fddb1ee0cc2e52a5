"""Who is connected, for how long each may be waited for, and room for those who come next."""

import asyncio
from collections.abc import Set
from typing import Protocol
from weakref import WeakKeyDictionary

from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.server import ServerState

from gatehouse.contract.rounds import Rounds

_LOOK_SECONDS = 1.0
_AT_ONCE = 20  # one in so many makes room when there is none, so that not every newcomer has to look for it


class Client(Protocol):
    """The other end of a connection, as far as it has to be looked after."""

    number: int
    quiet: int
    transport: asyncio.Transport

    @property
    def may_be_dropped(self) -> bool:
        """Whether the next move is the client's."""

    def look(self) -> None:
        """Called once a second."""


class Watch:
    """Looks at all connections of a server once a second."""

    def __init__(self, clients: Set[Client]) -> None:
        self._clients = clients
        self.rounds = Rounds(_LOOK_SECONDS, self._look, lambda: bool(clients))

    def _look(self) -> None:
        for client in list(self._clients):
            client.look()

    def make_room(self, newcomer: Client) -> bool:
        """Drop those that have been waited for longest; False if all the others wait for answers."""
        idle = [each for each in self._clients if each is not newcomer and each.may_be_dropped]
        idle.sort(key=lambda each: (-each.quiet, each.number))
        for each in idle[: 1 + len(idle) // _AT_ONCE]:
            each.transport.abort()
        return bool(idle)


_watches: "WeakKeyDictionary[ServerState, Watch]" = WeakKeyDictionary()


def watch_of(state: ServerState) -> Watch:
    """The one that looks at the connections of this server."""
    if state not in _watches:
        _watches[state] = Watch(state.connections)  # type: ignore[arg-type] # they are all of our own class
    return _watches[state]


class Flow(FlowControl):
    """Reads nothing on while what has been read is still waiting for its turn."""

    holding = False

    def hold(self) -> None:
        self.holding = True
        self.pause_reading()

    def resume_reading(self) -> None:
        if not self.holding:
            super().resume_reading()
