"""The database and its transactions."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cache, partial
from typing import Any, Self, TypeVar

import asyncpg
import orjson
from asyncpg.connection import LoggedQuery

from gatehouse.core.errors import unavailable
from gatehouse.core.traces import NO_TRACES, Traces
from gatehouse.persistence.batches import Batches
from gatehouse.persistence.connect import Connection, Servers
from gatehouse.persistence.outages import AWAY
from gatehouse.persistence.pool import Pool, Reads
from gatehouse.persistence.statements import Query, Statement

Row = TypeVar("Row")

_PREPARED_STATEMENTS = 100
_INNERMOST = re.compile(r"\([^()]*\)")
_TABLE = re.compile(r"\b(?:FROM|INTO|UPDATE) (\w+)")
_PING = "SELECT 1"
_PROBE_SECONDS = 2.0

Executor = Pool | Connection
Versions = Mapping[int, int]  # of users, by id


class Reader:
    """Runs statements that change nothing, each on whatever connection is free."""

    def __init__(self, executor: Executor | Reads) -> None:
        self._executor = executor

    async def one(self, query: Query[Row], **values: Any) -> Row | None:
        record = await self.record(query, **values)
        return None if record is None else query.make(record)

    async def all(self, query: Query[Row], **values: Any) -> list[Row]:
        return list(map(query.make, await self.records(query, **values)))

    async def value(self, statement: Statement, **values: Any) -> Any:
        """The first column of the first row, if there is one."""
        record = await self.record(statement, **values)
        return record[0] if record else None

    async def by_key(self, query: Query[Row], key: Hashable) -> Row | None:
        """The row of a key, from a query that takes `keys` and whose first column is the key of each row."""
        return await self.one(query, keys=[key])

    async def record(self, statement: Statement, **values: Any) -> asyncpg.Record | None:
        try:
            return await self._executor.fetchrow(statement.sql, *statement.arguments(values))
        except AWAY as error:
            raise _outage(error) from error

    async def records(self, statement: Statement, **values: Any) -> list[asyncpg.Record]:
        try:
            return await self._executor.fetch(statement.sql, *statement.arguments(values))
        except AWAY as error:
            raise _outage(error) from error


class SharedReader(Reader):
    """Reads for many requests at once; asks again, once, what a lost connection did not answer."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(Reads(pool))
        self.batches = Batches(self._by_keys)

    async def by_key(self, query: Query[Row], key: Hashable) -> Row | None:
        record = await self.batches.get(query, key)
        return None if record is None else query.make(record)

    async def _by_keys(self, query: Statement, keys: list[Hashable]) -> list[asyncpg.Record]:
        return await self.records(query, keys=keys)


class Writer(Reader):
    """Also runs statements that change something, each of them a transaction of its own."""

    def __init__(self, executor: Executor, announce: Callable[[Versions], Awaitable[None]]) -> None:
        super().__init__(executor)
        self._commands = executor
        self._announce = announce

    async def execute(self, statement: Statement, **values: Any) -> int:
        """Run the statement and say how many rows it touched."""
        try:
            outcome = await self._commands.execute(statement.sql, *statement.arguments(values))
        except AWAY as error:
            raise _outage(error) from error
        return int(outcome.rpartition(" ")[2])

    async def announce(self, user_id: int, version: int) -> None:
        """Say which version of a user there is now."""
        await self._announce({user_id: version})


class Transaction(Writer):
    """Reads and writes that happen together or not at all.

    A type of its own, so that a function which needs that cannot be given `Database.autocommit`.
    """

    def __init__(self, connection: Connection, announce: Callable[[Versions], Awaitable[None]]) -> None:
        super().__init__(connection, announce)
        self._connection = connection
        self._changed: dict[int, int] = {}

    @asynccontextmanager
    async def part(self) -> AsyncIterator["Transaction"]:
        """What is undone alone when the block raises."""
        async with self._connection.transaction():
            part = Transaction(self._connection, self._announce_later)
            yield part
        await part.committed()

    async def announce(self, user_id: int, version: int) -> None:
        """Say it once this is committed."""
        self._changed[user_id] = version

    async def _announce_later(self, versions: Versions) -> None:
        self._changed.update(versions)

    async def committed(self) -> None:
        if self._changed:
            await self._announce(self._changed)


class Database:
    """Reads go through `read`; writes through `transaction()`, or `autocommit` for a single statement."""

    def __init__(self, pool: Pool, probe: Pool) -> None:
        self.pool = pool
        self.read = SharedReader(pool)
        self.autocommit = Writer(pool, self._announce)
        self.on_change: Callable[[Versions], Awaitable[None]] | None = None
        self.probe = probe

    @classmethod
    async def connect(
        cls,
        url: str,
        size: int,
        timeout: float,
        traces: Traces = NO_TRACES,
        *,
        prepared: bool = True,
        at_once: bool = True,
    ) -> Self:
        """A pool, with one connection made `at_once`; some transaction poolers want nothing `prepared`."""
        servers = Servers(url)

        async def connected() -> Connection:
            connection = await servers.connect(
                timeout=timeout,
                command_timeout=timeout,
                statement_cache_size=_PREPARED_STATEMENTS if prepared else 0,
            )
            try:
                await _prepare_session(connection, timeout if prepared else None)
            except BaseException:
                connection.terminate()
                raise
            if traces.on:
                connection.add_query_logger(partial(_trace, traces))
            return connection

        pool = Pool(connected, size, timeout)
        if at_once:
            async with pool.borrow():
                pass
        return cls(pool, Pool(connected, 1, _PROBE_SECONDS))

    async def ping(self) -> None:
        """Raise `unavailable` unless the database responds, on a connection that nobody else keeps busy."""
        try:
            async with asyncio.timeout(_PROBE_SECONDS):
                await self.probe.fetchrow(_PING)
        except AWAY as error:
            self.pool.look_at_idle()
            raise _outage(error) from error

    async def close(self) -> None:
        await self.probe.close()
        await self.pool.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Commits when the block ends, rolls back when it raises."""
        try:
            async with self.pool.transaction() as connection:
                transaction = Transaction(connection, self._announce)
                yield transaction
        except AWAY as error:
            raise _outage(error) from error
        await transaction.committed()

    async def _announce(self, versions: Versions) -> None:
        if self.on_change is not None:
            await self.on_change(versions)


def _trace(traces: Traces, done: LoggedQuery) -> None:
    traces.query(_summary(done.query), done.elapsed, failed=done.exception is not None)


@cache
def _summary(sql: str) -> str:
    """What a statement does, and to which table: `SELECT users`."""
    nested = 1
    while nested:
        sql, nested = _INNERMOST.subn("", sql)
    table = _TABLE.search(sql)
    return f"{sql.split(None, 1)[0]} {table[1]}" if table else sql.split(None, 1)[0].rstrip(";")


async def _prepare_session(connection: Connection, timeout: float | None) -> None:
    """Codecs; and limits at the server, for when this process is gone or too slow to set an end itself.

    A transaction pooler would give the limits to others, too.
    """
    await _set_codecs(connection)
    if timeout is not None:
        limit = round(timeout * 1000)
        await connection.execute(
            f"SET statement_timeout = {limit}; SET idle_in_transaction_session_timeout = {2 * limit}"
        )


async def _set_codecs(connection: Connection) -> None:
    """JSON by orjson; moments as text, which takes half the time that the driver takes for their bytes."""
    codecs: dict[str, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
        "jsonb": (_dump, orjson.loads),
        "timestamptz": (datetime.isoformat, datetime.fromisoformat),
    }
    for name, (encoder, decoder) in codecs.items():
        await connection.set_type_codec(name, schema="pg_catalog", encoder=encoder, decoder=decoder)


def _dump(value: Any) -> str:
    return orjson.dumps(value).decode()


def _outage(error: Exception) -> Exception:
    """Any failure to reach the database is one problem; an argument that asyncpg cannot encode is a bug."""
    return error if isinstance(error, ValueError) else unavailable()
