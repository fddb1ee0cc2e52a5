"""A bounded line in which callers take turns, however many places one of them asks for.

When the line is full, whoever waits in most places loses the last of them to a caller who waits in fewer.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

_Place = asyncio.Future[None]


class Turns:
    """Lets a few in at a time; `refuse` makes what those are told for whom there is no room."""

    def __init__(self, abreast: int, waiting: int, refuse: Callable[[], Exception]) -> None:
        self._free = abreast
        self._abreast = abreast
        self._most_waiting = waiting
        self._refuse = refuse
        self._lines: dict[str, deque[_Place]] = {}  # whose turn is next comes first

    @property
    def waiting(self) -> int:
        return sum(map(len, self._lines.values()))

    @property
    def inside(self) -> int:
        return self._abreast - self._free

    @asynccontextmanager
    async def turn(self, caller: str) -> AsyncIterator[None]:
        """Wait for a turn of this caller, and hold it."""
        if self._free:
            self._free -= 1
        else:
            await self._wait(caller)
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, caller: str) -> None:
        if self.waiting >= self._most_waiting:
            self._make_room(caller)
        place: _Place = asyncio.get_running_loop().create_future()
        self._lines.setdefault(caller, deque()).append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._pass_on()
            else:
                self._leave(caller, place)
            raise

    def _make_room(self, caller: str) -> None:
        longest = max(self._lines, key=lambda each: len(self._lines[each]), default=caller)
        own = len(self._lines.get(caller, ()))
        if len(self._lines.get(longest, ())) <= own + 1:
            raise self._refuse()
        last = self._lines[longest][-1]
        self._leave(longest, last)
        last.set_exception(self._refuse())

    def _leave(self, caller: str, place: _Place) -> None:
        line = self._lines[caller]
        line.remove(place)
        if not line:
            del self._lines[caller]

    def _pass_on(self) -> None:
        """Give the turn to the caller who has gone longest without one."""
        if not self._lines:
            self._free += 1
            return
        caller, line = next(iter(self._lines.items()))
        del self._lines[caller]
        place = line.popleft()
        if line:
            self._lines[caller] = line
        place.set_result(None)
