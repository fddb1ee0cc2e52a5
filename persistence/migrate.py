"""Moving a database from one version of the schema to another."""

import pkgutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, MetaData, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

import persistence
from persistence.connect import connect, describe
from persistence.schema import metadata

_SCRIPTS = Path(__file__).parent.parent / "migrations"
_LOCK = 0x6761_7465_686F_7573  # "gatehous": no other program takes this advisory lock
_LIMITS = "SELECT set_config('lock_timeout', '5s', true), set_config('statement_timeout', '15min', true)"
_PATIENCE = "SET LOCAL lock_timeout = '15min'; SET LOCAL idle_in_transaction_session_timeout = 0"


class SchemaError(Exception):
    """The schema is not the one this version works with, or could not be changed to it."""


def all_tables() -> MetaData:
    """The metadata with the tables of every module in it."""
    for module in pkgutil.iter_modules(persistence.__path__, "persistence."):
        import_module(module.name)
    return metadata


def head() -> str:
    """The schema version this version of the program works with."""
    revision = _scripts().get_current_head()
    if revision is None:
        raise SchemaError("there is no migration yet")
    return revision


async def current(url: str) -> str | None:
    """The schema version of a database; None if it has none yet."""
    connection = await connect(url)
    try:
        if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
            return None
        revision: str | None = await connection.fetchval("SELECT version_num FROM alembic_version")
        return revision
    finally:
        await connection.close()


async def is_current(url: str) -> bool:
    """Whether the database has the schema this version works with."""
    return await current(url) == head()


async def require_current(url: str) -> None:
    """A `SchemaError` that says what to do, unless `is_current`."""
    revision = await current(url)
    if revision == head():
        return
    where = describe(url)
    if revision is None or _knows(revision):
        raise SchemaError(f"the schema of {where} is older than this version; run: gatehouse migrate")
    raise SchemaError(f"the schema of {where} is newer than this version; install the version that made it")


async def upgrade(url: str, to: str = "head") -> None:
    await run(url, lambda config: command.upgrade(config, to))


async def downgrade(url: str, to: str) -> None:
    await run(url, lambda config: command.downgrade(config, to))


async def move(url: str, to: str) -> None:
    """Upgrade or downgrade, whichever leads there."""
    revision = await current(url)
    target = _resolve(to)
    if revision is not None and target in _behind(revision):
        await downgrade(url, target)
    else:
        await upgrade(url, target)


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


def _resolve(to: str) -> str:
    try:
        script = _scripts().get_revision(to)
    except CommandError:
        raise SchemaError(f"there is no schema version {to}") from None
    return script.revision if script else "base"


def _behind(revision: str) -> set[str]:
    """The versions before this one, as far as this version of the program knows them."""
    if not _knows(revision):
        raise SchemaError("the schema is newer than this version; only the version that made it can go back")
    path = _scripts().iterate_revisions(revision, "base")
    return {"base", *(script.revision for script in path)} - {revision}


def _knows(revision: str) -> bool:
    return revision in {script.revision for script in _scripts().walk_revisions()}


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
