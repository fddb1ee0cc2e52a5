"""How a database is moved to another version: alone, within bounds of time, wholly or not at all."""

import asyncio

import pytest
from sqlalchemy.exc import ProgrammingError

from gatehouse.persistence import migrate, schema_version
from tests.migrations.catalog import describe

_WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


async def test_an_empty_database_has_no_version(url):
    assert await migrate.current(url) is None
    assert not await migrate.is_current(url)


async def test_a_database_with_the_latest_version_is_current(url):
    await migrate.upgrade(url)
    assert migrate.head() == await migrate.current(url)
    await schema_version.require_current(url)


async def test_an_older_database_says_how_to_bring_it_up(url):
    with pytest.raises(migrate.SchemaError, match=r"older than this version .*; run gatehouse migrate"):
        await schema_version.require_current(url)


class TestNewerDatabase:
    """A version this program has never heard of was made by a later one."""

    @pytest.fixture(autouse=True)
    async def newer(self, url, connection):
        await migrate.upgrade(url)
        await connection.execute("UPDATE alembic_version SET version_num = 'from_the_future'")

    async def test_it_is_not_served(self, url):
        with pytest.raises(migrate.SchemaError, match="newer than this version"):
            await schema_version.require_current(url)

    @pytest.mark.parametrize("to", ["head", "base"])
    async def test_it_is_left_as_it_is(self, url, connection, to):
        before = await describe(connection)
        with pytest.raises(migrate.SchemaError, match="newer than this version"):
            await migrate.move(url, to)
        assert before == await describe(connection)


class TestMove:
    async def test_up(self, url):
        await migrate.move(url, "head")
        assert await migrate.is_current(url)

    async def test_down(self, url):
        await migrate.upgrade(url)
        await migrate.move(url, "base")
        assert await migrate.current(url) is None

    async def test_where_it_already_is(self, url, connection):
        await migrate.upgrade(url)
        before = await describe(connection)
        await migrate.move(url, "head")
        assert before == await describe(connection)

    async def test_base_of_an_empty_database_changes_nothing(self, url, connection):
        await migrate.move(url, "base")
        assert set() == await describe(connection)

    async def test_to_a_version_that_does_not_exist(self, url):
        with pytest.raises(
            migrate.SchemaError, match="there is no schema version 9999; there are base, 0001"
        ):
            await migrate.move(url, "9999")


class TestAlone:
    async def test_a_migrator_waits_for_another(self, url, connection):
        async with migrate._alone(url):
            migrating = asyncio.create_task(migrate.upgrade(url))
            async with asyncio.timeout(20):
                while not await connection.fetchval(_WAITING):  # noqa: ASYNC110 - another process tells
                    await asyncio.sleep(0.02)
            assert await migrate.current(url) is None
        await migrating
        assert await migrate.is_current(url)

    async def test_several_at_once_all_succeed(self, url):
        await asyncio.gather(*(migrate.upgrade(url) for _ in range(4)))
        assert await migrate.is_current(url)

    async def test_the_next_one_can_start_when_one_has_failed(self, url):
        with pytest.raises(migrate.SchemaError):
            await migrate.upgrade(url, "9999")
        await migrate.upgrade(url)
        assert await migrate.is_current(url)


class TestBounds:
    @pytest.mark.parametrize(("setting", "bound"), [("lock_timeout", "5s"), ("statement_timeout", "15min")])
    async def test_a_migration_has_bounds_in_time(self, url, setting, bound):
        found = []

        def look(config):
            connection = config.attributes["connection"]
            with connection.begin():
                found.append(connection.exec_driver_sql(f"SHOW {setting}").scalar())

        await migrate.run(url, look)
        assert [bound] == found

    async def test_it_gives_up_and_changes_nothing_while_somebody_holds_a_table(
        self, url, connection, monkeypatch
    ):
        await migrate.upgrade(url, "0002")
        before = await describe(connection)
        monkeypatch.setattr(migrate, "_LIMITS", "SET LOCAL lock_timeout = '100ms'")
        async with connection.transaction():
            await connection.execute("LOCK TABLE users")
            with pytest.raises(migrate.SchemaError, match=r"rolled back: .*lock timeout"):
                await migrate.downgrade(url, "base")
        assert before == await describe(connection)
        assert await migrate.current(url) == "0002"

    async def test_a_failing_migration_leaves_nothing_behind(self, url, connection):
        await connection.execute("CREATE TABLE users ()")
        with pytest.raises(migrate.SchemaError, match=r"rolled back: .*already exists") as raised:
            await migrate.upgrade(url)
        assert isinstance(raised.value.__cause__, ProgrammingError)
        assert {("table", "users", "r", "p")} == await describe(connection)
