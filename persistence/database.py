"""The asyncpg pool, its transactions, and SQLAlchemy statements compiled once to the SQL they run."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Self

import asyncpg
import orjson
from sqlalchemy import Executable, Table, bindparam, literal_column, select
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.sql.elements import ClauseElement

from core.errors import unavailable

_DIALECT = dialect()  # type: ignore[no-untyped-call]

_AWAY = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionRollbackError,
    asyncpg.ReadOnlySQLTransactionError,
)


class Statement:
    """A statement with named parameters, compiled when it is defined."""

    def __init__(self, source: Executable) -> None:
        assert isinstance(source, ClauseElement)  # noqa: S101 - for the type checker
        compiled = source.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
        self.sql = str(compiled)
        self._names: list[str] = list(compiled.positiontup or ())  # type: ignore[attr-defined]
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}

    def arguments(self, values: dict[str, Any]) -> list[Any]:
        return [values[name] if name in values else self._fixed.get(name) for name in self._names]


_PING = Statement(select(literal_column("1")))


def insert_into(table: Table, *columns: str) -> Insert:
    """An insert whose parameters are named as the columns are."""
    return insert(table).values({name: bindparam(name) for name in columns})


if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

    Executor = asyncpg.Pool[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]


class Reader:
    """Runs statements that change nothing, each on whatever connection is free."""

    def __init__(self, executor: "Executor") -> None:
        self._executor = executor

    async def one(self, statement: Statement, **values: Any) -> asyncpg.Record | None:
        try:
            return await self._executor.fetchrow(statement.sql, *statement.arguments(values))
        except _AWAY as error:
            raise _outage(error) from error

    async def all(self, statement: Statement, **values: Any) -> list[asyncpg.Record]:
        try:
            return await self._executor.fetch(statement.sql, *statement.arguments(values))
        except _AWAY as error:
            raise _outage(error) from error

    async def value(self, statement: Statement, **values: Any) -> Any:
        row = await self.one(statement, **values)
        return row[0] if row else None


class Transaction(Reader):
    """Reads and writes that happen together or not at all."""

    async def execute(self, statement: Statement, **values: Any) -> int:
        """Run the statement and say how many rows it touched."""
        try:
            outcome = await self._executor.execute(statement.sql, *statement.arguments(values))
        except _AWAY as error:
            raise _outage(error) from error
        return int(outcome.rpartition(" ")[2])


class Database:
    """One pool; reads go through `read`, writes through `transaction()`."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]", timeout: float) -> None:
        self._pool = pool
        self._timeout = timeout
        self.read = Reader(pool)

    @classmethod
    async def connect(cls, url: str, size: int, timeout: float) -> Self:
        pool = await asyncpg.create_pool(
            url,
            min_size=1,
            max_size=size,
            timeout=timeout,
            command_timeout=timeout,
            init=_prepare,
            reset=_leave_as_is,
            server_settings={"application_name": "gatehouse", "timezone": "UTC"},
        )
        return cls(pool, timeout)

    async def ping(self) -> None:
        """Raise the problem `unavailable` unless the database answers."""
        await self.read.one(_PING)

    async def close(self) -> None:
        await self._pool.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Commits when the block ends, rolls back when it raises."""
        try:
            async with self._pool.acquire(timeout=self._timeout) as connection, connection.transaction():
                yield Transaction(connection)
        except _AWAY as error:
            raise _outage(error) from error


async def _prepare(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    await connection.set_type_codec(
        "jsonb", schema="pg_catalog", encoder=lambda value: orjson.dumps(value).decode(), decoder=orjson.loads
    )


async def _leave_as_is(_connection: Any) -> None:
    """No statement changes the state of its session, so there is nothing to reset on release."""


def _outage(error: Exception) -> Exception:
    """Every way a database can be away is one problem; an argument that asyncpg cannot encode is a bug."""
    return error if isinstance(error, ValueError) else unavailable()
