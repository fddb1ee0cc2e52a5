"""The database, its transactions, and SQLAlchemy statements compiled once to the SQL they run."""

from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Self

import asyncpg
import orjson
from sqlalchemy import ColumnElement, Executable, Table, bindparam, func, literal_column, select
from sqlalchemy.dialects.postgresql import ARRAY, Insert, insert
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import TypeEngine

from gatehouse.core.errors import unavailable
from gatehouse.persistence.batches import Batches
from gatehouse.persistence.connections import Connection, Connections

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


def any_key(kind: type[TypeEngine[Any]]) -> ColumnElement[Any]:
    """Any of the keys that a row is looked up by, see `Reader.by_key`."""
    return func.any(bindparam("keys", type_=ARRAY(kind)))


Executor = Connections | Connection


class Reader:
    """Runs statements that change nothing, each on whatever connection is free."""

    def __init__(self, executor: Executor) -> None:
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

    async def by_key(self, statement: Statement, key: Hashable) -> asyncpg.Record | None:
        """The row of a key, from a statement that takes `keys` and returns rows that begin with theirs."""
        return await self.one(statement, keys=[key])


class SharedReader(Reader):
    """Reads for many requests at once."""

    def __init__(self, connections: Connections) -> None:
        super().__init__(connections)
        self._batches = Batches(self._by_keys)

    async def by_key(self, statement: Statement, key: Hashable) -> asyncpg.Record | None:
        return await self._batches.get(statement, key)

    async def _by_keys(self, statement: Statement, keys: list[Hashable]) -> list[asyncpg.Record]:
        return await self.all(statement, keys=keys)


class Writer(Reader):
    """Also runs statements that change something, each of them a transaction of its own."""

    async def execute(self, statement: Statement, **values: Any) -> int:
        """Run the statement and say how many rows it touched."""
        try:
            outcome = await self._executor.execute(statement.sql, *statement.arguments(values))
        except _AWAY as error:
            raise _outage(error) from error
        return int(outcome.rpartition(" ")[2])


class Transaction(Writer):
    """Reads and writes that happen together or not at all."""


class Database:
    """Reads go through `read`, writes through `transaction()`, or `single` if one statement does it all."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self.read = SharedReader(connections)
        self.single = Writer(connections)

    @classmethod
    async def connect(cls, url: str, size: int, timeout: float) -> Self:
        async def connect() -> Connection:
            connection = await asyncpg.connect(
                url,
                timeout=timeout,
                command_timeout=timeout,
                server_settings={"application_name": "gatehouse", "timezone": "UTC"},
            )
            await _set_codecs(connection)
            return connection

        connections = Connections(connect, size, timeout)
        async with connections.borrow():
            return cls(connections)

    async def ping(self) -> None:
        """Raise the problem `unavailable` unless the database answers."""
        await self.read.one(_PING)

    async def close(self) -> None:
        await self._connections.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Commits when the block ends, rolls back when it raises."""
        try:
            async with self._connections.borrow() as connection, connection.transaction():
                yield Transaction(connection)
        except _AWAY as error:
            raise _outage(error) from error


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
    """Every way a database can be away is one problem; an argument that asyncpg cannot encode is a bug."""
    return error if isinstance(error, ValueError) else unavailable()
