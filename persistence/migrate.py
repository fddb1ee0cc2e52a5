"""Moving a database from one version of the schema to another."""

import pkgutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib import import_module

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, MetaData, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from gatehouse import persistence
from gatehouse.persistence import schema_version
from gatehouse.persistence.connect import connect
from gatehouse.persistence.schema import metadata
from gatehouse.persistence.schema_version import BASE, SchemaError, current, head, history, is_current

__all__ = [
    "SchemaError",
    "all_tables",
    "current",
    "downgrade",
    "head",
    "is_current",
    "move",
    "run",
    "upgrade",
]

_LOCK = 0x6761_7465_686F_7573  # "gatehous": no other program takes this advisory lock
_LIMITS = "SELECT set_config('lock_timeout', '5s', true), set_config('statement_timeout', '15min', true)"
_PATIENCE = "SET LOCAL lock_timeout = '15min'; SET LOCAL idle_in_transaction_session_timeout = 0"


def all_tables() -> MetaData:
    """The metadata with the tables of every module in it."""
    for module in pkgutil.iter_modules(persistence.__path__, f"{persistence.__name__}."):
        import_module(module.name)
    return metadata


async def upgrade(url: str, to: str = "head") -> None:
    await run(url, lambda config: command.upgrade(config, to))


async def downgrade(url: str, to: str) -> None:
    await run(url, lambda config: command.downgrade(config, to))


async def move(url: str, to: str) -> None:
    """Upgrade or downgrade, whichever leads there."""
    versions = history()
    version = await current(url) or BASE
    target = head() if to == "head" else to
    if target not in versions:
        raise SchemaError(f"there is no schema version {to}; there are {', '.join(versions)}")
    if version not in versions:
        raise SchemaError("the schema is newer than this version of Gatehouse; use the version that made it")
    change = downgrade if versions.index(target) < versions.index(version) else upgrade
    await change(url, target)


async def run(url: str, work: Callable[[Config], object]) -> None:
    """Run an Alembic command on the database, while no other migrator does."""

    def with_connection(connection: Connection) -> None:
        event.listen(connection, "begin", lambda begun: begun.exec_driver_sql(_LIMITS))
        config = _config()
        config.attributes["connection"] = connection
        work(config)

    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: connect(url), poolclass=NullPool
    )
    try:
        async with _alone(url), engine.connect() as connection:
            await connection.run_sync(with_connection)
    except CommandError as error:
        raise SchemaError(str(error)) from None
    except DBAPIError as error:
        raise SchemaError(f"the migration failed and was rolled back: {error.orig}") from error
    finally:
        await engine.dispose()


@asynccontextmanager
async def _alone(url: str) -> AsyncIterator[None]:
    """Hold the lock in a transaction of its own, which works through a transaction pooler too."""
    connection = await connect(url)
    try:
        async with connection.transaction():
            await connection.execute(_PATIENCE)
            await connection.execute("SELECT pg_advisory_xact_lock($1)", _LOCK)
            yield
    finally:
        await connection.close()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(schema_version.SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
