"""How Alembic runs a migration: on the connection that it is handed, or on one of its own."""

import asyncio
from pathlib import Path

from alembic import context
from alembic.operations.ops import MigrationScript
from alembic.runtime.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Connection

from gatehouse.core.settings import SettingsError
from gatehouse.persistence.data_directory import DataDirectoryError
from gatehouse.persistence.installation import open_installation
from gatehouse.persistence.migrate import all_tables, on_connection
from gatehouse.persistence.outages import DatabaseError
from gatehouse.persistence.schema_version import SchemaError, next_version


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=all_tables(),
        transaction_per_migration=True,
        compare_type=True,
        compare_server_default=True,
        process_revision_directives=number,
    )
    with context.begin_transaction():
        context.run_migrations()


def number(_context: MigrationContext, _revision: object, directives: list[MigrationScript]) -> None:
    """Revisions are numbered, so that their files stand in order."""
    for script in directives:
        script.rev_id = next_version()


if (handed_over := context.config.attributes.get("connection")) is not None:
    migrate(handed_over)
else:
    try:
        with open_installation(Path("gatehouse-data")) as installation:
            asyncio.run(on_connection(installation.database_url, migrate))
    except (DatabaseError, DataDirectoryError, SchemaError, SettingsError) as error:
        raise CommandError(str(error)) from None
