"""Moving a database from one version of the schema to another."""

import pkgutil
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, MetaData, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from gatehouse import persistence
from gatehouse.persistence import schema_version
from gatehouse.persistence.connect import connect, lacks_rights
from gatehouse.persistence.schema import metadata
from gatehouse.persistence.schema_version import (
    BASE,
    SchemaError,
    current,
    head,
    history,
    is_current,
    require_current,
)

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

_NAME = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
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
        config = _config()
        config.attributes["connection"] = connection
        work(config)

    await on_connection(url, with_connection)


async def write_next(url: str, name: str) -> Path:
    """Write the next migration: what the tables in the code have and the migrated database does not."""
    if not (schema_version.SCRIPTS.resolve().parent / "alembic.ini").exists():
        raise SchemaError("migrations are written in a checkout of Gatehouse, not in an installed package")
    if not _NAME.fullmatch(name):
        raise SchemaError(f"NAME: must be words of lower-case letters and digits joined by _, not {name!r}")
    if any((schema_version.SCRIPTS / "versions").glob(f"[0-9]*_{name}.py")):
        raise SchemaError(f"NAME: there is already a migration called {name}")
    await require_current(url)
    await run(url, lambda config: command.revision(config, name, autogenerate=True))
    return next((schema_version.SCRIPTS / "versions").resolve().glob(f"[0-9]*_{name}.py"))


async def on_connection(url: str, work: Callable[[Connection], None]) -> None:
    """Run work of a migrator on a connection to the database, while no other migrator does."""

    def limited(connection: Connection) -> None:
        event.listen(connection, "begin", lambda begun: begun.exec_driver_sql(_LIMITS))
        work(connection)

    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: connect(url), poolclass=NullPool
    )
    try:
        async with _alone(url), engine.connect() as connection:
            await connection.run_sync(limited)
    except CommandError as error:
        raise SchemaError(str(error)) from None
    except DBAPIError as error:
        cause = error.orig.__cause__ if error.orig else None
        if isinstance(cause, asyncpg.InsufficientPrivilegeError):
            raise lacks_rights(url, cause) from None
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
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config
