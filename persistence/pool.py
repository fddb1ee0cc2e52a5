"""Connections to one database, shared by everybody who needs one for a moment.

asyncpg's own pool resets, wraps and shields each connection on the way in and out, which costs as much as
a query by key. Nothing here changes the state of a session, so a connection is taken, used and put back.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

import asyncpg
from asyncpg.transaction import Transaction

from gatehouse.core import clock, metrics
from gatehouse.persistence.connect import Connection
from gatehouse.persistence.outages import AWAY, LOST, in_doubt

T = TypeVar("T")

_CLOSING_SECONDS = 1.0
_LOOK_SECONDS = 2.0
_QUESTION = "SELECT 1"


class Pool:
    """At most so many connections; the last one put back is the first to be taken."""

    def __init__(self, connect: Callable[[], Awaitable[Connection]], size: int, timeout: float) -> None:
        self._connect = connect
        self.size = size
        self._timeout = timeout
        self._open = 0
        self._idle: list[Connection] = []
        self._waiting: deque[asyncio.Future[Connection | None]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def idle(self) -> int:
        return len(self._idle)

    @property
    def in_use(self) -> int:
        return self._open - len(self._idle)

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    async def fetchrow(self, sql: str, *arguments: Any) -> asyncpg.Record | None:
        """The first row of an answer, on whatever connection is free."""
        return await self._use(lambda connection: connection.fetchrow(sql, *arguments))

    async def fetch(self, sql: str, *arguments: Any) -> list[asyncpg.Record]:
        """All rows of an answer, on whatever connection is free."""
        return await self._use(lambda connection: connection.fetch(sql, *arguments))

    async def execute(self, sql: str, *arguments: Any) -> str:
        """What the server says of a command, on whatever connection is free."""
        return await self._use(lambda connection: connection.execute(sql, *arguments))

    async def _use(self, command: Callable[[Connection], Awaitable[T]]) -> T:
        """As `borrow` does, without what a context manager costs."""
        connection = await self._take()
        try:
            answer = await command(connection)
        except BaseException as error:
            self._put_back_after(connection, error)
            raise
        self._put_back(connection)
        return answer

    @asynccontextmanager
    async def borrow(self) -> AsyncIterator[Connection]:
        """One connection for several statements."""
        connection = await self._take()
        try:
            yield connection
        except BaseException as error:
            self._put_back_after(connection, error)
            raise
        self._put_back(connection)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """One connection, in a transaction that the end of the block commits, or an error rolls back."""
        connection, transaction = await again_if_lost(self._begin)
        try:
            yield connection
            await transaction.commit()
        except BaseException as error:
            if not in_doubt(error) and connection.is_in_transaction():
                await self._roll_back(connection, transaction)
            self._put_back_after(connection, error)
            raise
        self._put_back(connection)

    async def close(self) -> None:
        """Close what is idle; what is in use is closed when it is put back."""
        self.size = 0
        while self._idle:
            self._retire(self._idle.pop())
        while self._tasks:
            await asyncio.gather(*self._tasks)

    def look_at_idle(self) -> None:
        """Find out, before a request does, which idle connections lead to a server that no longer answers."""
        suspects, self._idle = self._idle, []
        for connection in suspects:
            self._start(self._look_at(connection))

    async def _look_at(self, connection: Connection) -> None:
        try:
            async with asyncio.timeout(_LOOK_SECONDS):
                await connection.execute(_QUESTION)
        except AWAY:
            connection.terminate()
        self._put_back(connection)

    async def _take(self) -> Connection:
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                return connection
            self._open -= 1
        if self._open < self.size:
            return await self._connected()
        return await self._wait() or await self._take()

    async def _begin(self) -> tuple[Connection, Transaction]:
        """A connection in a transaction."""
        connection = await self._take()
        try:
            transaction = connection.transaction()
            await transaction.start()
        except BaseException as error:
            self._put_back_after(connection, error)
            raise
        return connection, transaction

    async def _roll_back(self, connection: Connection, transaction: Transaction) -> None:
        try:
            await transaction.rollback()
        except BaseException:
            self._retire(connection)
            raise

    async def _connected(self) -> Connection:
        self._open += 1
        try:
            return await self._connect()
        except BaseException:
            self._make_room()
            raise

    async def _wait(self) -> Connection | None:
        """The next connection that is put back; nothing if there is room for a new one instead."""
        waiter: asyncio.Future[Connection | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        started = clock.monotonic()
        try:
            async with asyncio.timeout(self._timeout):
                return await waiter
        except BaseException:
            if waiter.done() and not waiter.cancelled():
                self._pass_on(waiter.result())
            raise
        finally:
            metrics.DATABASE_WAIT.observe(clock.monotonic() - started)

    def _put_back_after(self, connection: Connection, error: BaseException) -> None:
        if in_doubt(error):
            self._retire(connection)
            self.look_at_idle()
        else:
            self._put_back(connection)

    def _put_back(self, connection: Connection) -> None:
        if connection.is_closed():
            self._make_room()
        elif self._open > self.size:
            connection.terminate()
            self._make_room()
        else:
            self._pass_on(connection)

    def _retire(self, connection: Connection) -> None:
        """Have the server give up what it does there; only then there is room for another connection."""

        async def close() -> None:
            with suppress(*AWAY):
                await connection.close(timeout=_CLOSING_SECONDS)
            self._make_room()

        self._start(close())

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _make_room(self) -> None:
        self._open -= 1
        self._pass_on(None)

    def _pass_on(self, connection: Connection | None) -> None:
        """Give a connection, or the room for one, to who has waited longest."""
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(connection)
                return
        if connection is not None:
            self._idle.append(connection)


class Reads:
    """Statements of a pool that change nothing, so that any of them may be asked again."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def fetchrow(self, sql: str, *arguments: Any) -> asyncpg.Record | None:
        return await again_if_lost(self._pool.fetchrow, sql, *arguments)

    async def fetch(self, sql: str, *arguments: Any) -> list[asyncpg.Record]:
        return await again_if_lost(self._pool.fetch, sql, *arguments)


async def again_if_lost(ask: Callable[..., Awaitable[T]], *arguments: Any) -> T:
    """Ask what may be asked twice: once more, if the connection turns out to be lost."""
    try:
        return await ask(*arguments)
    except LOST:
        return await ask(*arguments)
