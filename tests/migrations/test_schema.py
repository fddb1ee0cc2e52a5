"""The migrations build the schema that the code believes in, and take it away again."""

import asyncpg
import pytest
from alembic import command
from sqlalchemy.ext.asyncio import create_async_engine

from gatehouse.persistence import migrate, schema_version
from gatehouse.persistence.connect import connect
from tests.migrations.catalog import describe

_INSERT = """
INSERT INTO audit_log (created_at, action, actor_kind, ip_address, user_agent, details)
VALUES (now(), 'users.create', 'system', '192.0.2.1', 'a browser', '{}')
"""


async def test_up_down_and_up_again_leads_to_the_same_schema(url, connection):
    await migrate.upgrade(url)
    first = await describe(connection)
    await migrate.downgrade(url, "base")
    nothing = await describe(connection)
    await migrate.upgrade(url)
    assert ("table", "users", "r", "p") in first
    assert set() == nothing
    assert first == await describe(connection)


async def test_every_single_step_can_be_taken_back(url, connection):
    before = await describe(connection)
    for revision in schema_version.history()[1:]:
        await migrate.upgrade(url, revision)
        after = await describe(connection)
        await migrate.downgrade(url, "-1")
        assert before == await describe(connection)
        await migrate.upgrade(url, revision)
        assert after == await describe(connection)
        before = after
    assert await migrate.is_current(url)


async def test_alembic_finds_nothing_left_to_migrate(url):
    await migrate.upgrade(url)
    await migrate.run(url, command.check)


async def test_alembic_would_notice_a_difference(url, connection):
    await migrate.upgrade(url)
    await connection.execute("ALTER TABLE users DROP COLUMN bio")
    with pytest.raises(migrate.SchemaError, match="New upgrade operations detected"):
        await migrate.run(url, command.check)


async def test_the_schema_is_the_one_that_the_tables_declare(server, url, connection):
    await migrate.upgrade(url)
    declared_url = await server.empty_database()
    await _create_declared_tables(declared_url)
    declared_connection = await asyncpg.connect(declared_url)
    declared = await describe(declared_connection)
    await declared_connection.close()
    only_migrated = {"trigger", "function"}
    assert declared == {fact for fact in await describe(connection) if fact[0] not in only_migrated}


@pytest.mark.parametrize("statement", ["DELETE FROM audit_log", "UPDATE audit_log SET action = 'x.y'"])
async def test_the_audit_log_refuses_to_be_rewritten(url, connection, statement):
    await migrate.upgrade(url)
    await connection.execute(_INSERT)
    with pytest.raises(asyncpg.IntegrityConstraintViolationError, match="append-only"):
        await connection.execute(statement)
    assert await connection.fetchval("SELECT count(*) FROM audit_log WHERE action = 'users.create'") == 1


async def test_the_audit_log_may_forget_where_somebody_acted_from(url, connection):
    await migrate.upgrade(url)
    await connection.execute(_INSERT)
    await connection.execute("UPDATE audit_log SET ip_address = NULL, user_agent = NULL")
    assert await connection.fetchval("SELECT count(*) FROM audit_log WHERE ip_address IS NULL") == 1


async def _create_declared_tables(url):
    engine = create_async_engine("postgresql+asyncpg://", async_creator=lambda: connect(url))
    async with engine.begin() as transaction:
        await transaction.run_sync(migrate.all_tables().create_all)
    await engine.dispose()
