"""Rows by key for many requests at once: what is asked for in one turn of the event loop is one query.

A query costs this process and PostgreSQL several times what one more key in it does. So keys also gather
while a query of their kind is under way, but not for long: one that hangs holds nobody up. Nothing is kept: a
key is looked up after it was asked for, so that what was committed before is seen.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Hashable, Iterable, Iterator
from typing import Generic, TypeVar

import asyncpg

Statement = TypeVar("Statement", bound=Hashable)
Row = asyncpg.Record | None
_Waiters = dict[Hashable, list["asyncio.Future[Row]"]]

_MOST_KEYS = 100
_PATIENCE = 0.002  # seconds; an answer takes a tenth of it where PostgreSQL is near


class Batches(Generic[Statement]):
    """Gathers keys by the statement they are for, whose rows begin with their key."""

    def __init__(self, fetch: Callable[[Statement, list[Hashable]], Awaitable[list[asyncpg.Record]]]) -> None:
        self._fetch = fetch
        self._loop = asyncio.get_running_loop()
        self._gathering: dict[Statement, _Waiters] = {}
        self._under_way: Counter[Statement] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        self.keys = 0
        self.queries = 0

    async def get(self, statement: Statement, key: Hashable) -> Row:
        """The row of a key, looked up together with others."""
        waiters = self._gathering.get(statement) or self._gather(statement)
        waiter: asyncio.Future[Row] = self._loop.create_future()
        waiters.setdefault(key, []).append(waiter)
        self.keys += 1
        if len(waiters) >= _MOST_KEYS:
            self._send(statement, waiters)
        return await waiter

    def _gather(self, statement: Statement) -> _Waiters:
        waiters = self._gathering[statement] = {}
        if self._under_way[statement]:
            self._loop.call_later(_PATIENCE, self._send, statement, waiters)
        else:
            self._loop.call_soon(self._send, statement, waiters)
        return waiters

    def _send(self, statement: Statement, waiters: _Waiters) -> None:
        if self._gathering.get(statement) is not waiters:
            return  # it was full, or the query before it was answered
        del self._gathering[statement]
        self.queries += 1
        self._under_way[statement] += 1
        task = self._loop.create_task(self._answer(statement, waiters))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, statement: Statement, waiters: _Waiters) -> None:
        try:
            rows = {row[0]: row for row in await self._fetch(statement, list(waiters))}
        except Exception as error:
            for waiter in _still_waiting(waiters.values()):
                waiter.set_exception(error)
            return
        finally:
            self._answered(statement)
        for key, waiting in waiters.items():
            for waiter in _still_waiting([waiting]):
                waiter.set_result(rows.get(key))

    def _answered(self, statement: Statement) -> None:
        self._under_way[statement] -= 1
        if gathered := self._gathering.get(statement):
            self._loop.call_soon(self._send, statement, gathered)


def _still_waiting(groups: Iterable[list["asyncio.Future[Row]"]]) -> Iterator["asyncio.Future[Row]"]:
    """Those whose request was not given up meanwhile."""
    return (waiter for group in groups for waiter in group if not waiter.done())
