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

    The outbox is locked first, as the postman does.
    """
    others = sorted(metadata.tables.keys() - {"signing_keys", "application_signing_keys", "outbox"})
    await execute(settings, f"TRUNCATE {', '.join(['outbox', *others])} RESTART IDENTITY CASCADE")
    await sync_roles(settings)


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
