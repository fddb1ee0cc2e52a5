"""The database of a test run: one real PostgreSQL, migrated once and emptied before each test."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg

from gatehouse.core.settings import Settings
from gatehouse.domain import system_roles
from gatehouse.persistence import embedded
from gatehouse.persistence.database import Database
from gatehouse.persistence.schema import metadata

_EMPTY_ONE = """
    IF pg_relation_size('{table}') > 262144 THEN TRUNCATE {table} CASCADE;
    ELSE DELETE FROM {table};
    END IF;"""


@contextmanager
def embedded_postgres() -> Iterator[str]:
    """A server of its own; not under pytest's folder, which every run of pytest closes to other users."""
    with TemporaryDirectory(prefix="gatehouse-") as name:
        Path(name).chmod(0o711)
        server = embedded.start(Path(name) / "data")
        try:
            yield server.url
        finally:
            server.close()


def url_of(settings: Settings) -> str:
    assert settings.database_url is not None
    return settings.database_url.get_secret_value()


async def execute(settings: Settings, sql: str, *arguments: Any) -> list[asyncpg.Record]:
    """Run SQL behind the service's back."""
    connection = await asyncpg.connect(url_of(settings))
    try:
        return await connection.fetch(sql, *arguments)
    finally:
        await connection.close()


async def empty(settings: Settings) -> None:
    """Remove all rows but signing keys, which applications remember, and restore the system roles.

    The outbox and what the herald has to tell are locked first, as the postman and the herald do.
    """
    kept, first = {"signing_keys", "application_signing_keys"}, ["outbox", "logout_notices"]
    tables = [*first, *sorted(metadata.tables.keys() - kept - set(first))]
    await execute(settings, _empty(tables))
    await sync_roles(settings)


def _empty(tables: list[str]) -> str:
    """What leaves the tables as TRUNCATE does, in a fifth of the time if they are small."""
    each = "\n".join(_EMPTY_ONE.format(table=table) for table in tables)
    return f"""DO $$ BEGIN
        LOCK TABLE {", ".join(tables)};
        SET LOCAL session_replication_role = replica;
        {each}
        PERFORM setval(format('%I', sequencename)::regclass, 1, false)
        FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
    END $$"""


async def sync_roles(settings: Settings) -> None:
    """What an operator runs after a setting that decides about roles has changed."""
    async with database(settings) as db:
        await system_roles.sync(db, settings)


@asynccontextmanager
async def database(settings: Settings) -> AsyncIterator[Database]:
    db = await Database.connect(url_of(settings), 2, 5)
    try:
        yield db
    finally:
        await db.close()


@asynccontextmanager
async def held(settings: Settings, sql: str) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Keep what the statement locks, until the block ends or it is let go."""
    connection = await asyncpg.connect(url_of(settings))
    try:
        await connection.execute("BEGIN")
        await connection.execute(sql)
        yield connection.close
    finally:
        await connection.close()
