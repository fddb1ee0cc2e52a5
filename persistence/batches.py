"""Rows by key for many requests at once: what is asked for in one turn of the event loop is one query.

A query costs this process several times what one more key in it does. Nothing is kept: a key is looked up
after it was asked for, so that what was committed before is seen.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Iterable, Iterator
from typing import Generic, TypeVar

import asyncpg

Statement = TypeVar("Statement", bound=Hashable)
Row = asyncpg.Record | None
_Waiters = dict[Hashable, list["asyncio.Future[Row]"]]

_MOST_KEYS = 100


class Batches(Generic[Statement]):
    """Gathers keys by the statement they are for, whose rows begin with their key."""

    def __init__(self, fetch: Callable[[Statement, list[Hashable]], Awaitable[list[asyncpg.Record]]]) -> None:
        self._fetch = fetch
        self._loop = asyncio.get_running_loop()
        self._gathering: dict[Statement, _Waiters] = {}
        self._under_way: set[asyncio.Task[None]] = set()
        self.keys = 0
        self.queries = 0

    async def get(self, statement: Statement, key: Hashable) -> Row:
        """The row of a key, looked up together with others."""
        waiters = self._gathering.get(statement)
        if waiters is None or len(waiters) >= _MOST_KEYS:
            waiters = self._gathering[statement] = {}
            self._loop.call_soon(self._send, statement, waiters)
        waiter: asyncio.Future[Row] = self._loop.create_future()
        waiters.setdefault(key, []).append(waiter)
        self.keys += 1
        return await waiter

    def _send(self, statement: Statement, waiters: _Waiters) -> None:
        if self._gathering.get(statement) is waiters:
            del self._gathering[statement]
        self.queries += 1
        task = self._loop.create_task(self._answer(statement, waiters))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _answer(self, statement: Statement, waiters: _Waiters) -> None:
        try:
            rows = {row[0]: row for row in await self._fetch(statement, list(waiters))}
        except Exception as error:
            for waiter in _still_waiting(waiters.values()):
                waiter.set_exception(error)
            return
        for key, waiting in waiters.items():
            for waiter in _still_waiting([waiting]):
                waiter.set_result(rows.get(key))


def _still_waiting(groups: Iterable[list["asyncio.Future[Row]"]]) -> Iterator["asyncio.Future[Row]"]:
    """Those whose request was not given up meanwhile."""
    return (waiter for group in groups for waiter in group if not waiter.done())
