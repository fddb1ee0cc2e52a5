"""Moving a real database between schema versions."""

import asyncio
import shutil
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from alembic import command
from alembic.script import ScriptDirectory

from gatehouse.persistence import migrate, schema_version
from gatehouse.persistence.connect import connect
from gatehouse.persistence.migrate import SchemaError, current, downgrade, head, is_current, move, upgrade
from gatehouse.persistence.schema_version import history, require_current

MIGRATION = """
from alembic import op

revision = "{revision}"
down_revision = {before!r}


def upgrade() -> None:
    op.execute({up!r})


def downgrade() -> None:
    op.execute({down!r})
"""


async def fetch(url: str, sql: str) -> Any:
    connection = await connect(url)
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


class Scripts:
    """Migrations made up for a test."""

    def __init__(self, directory: Path) -> None:
        self._versions = directory / "versions"

    def add(self, revision: str, before: str | None, up: str, down: str = "SELECT 1") -> None:
        text = MIGRATION.format(revision=revision, before=before, up=up, down=down)
        (self._versions / f"{revision}.py").write_text(text)


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scripts:
    directory = tmp_path / "100% of the migrations"
    shutil.copytree(schema_version.SCRIPTS, directory, ignore=shutil.ignore_patterns("0*.py", "__pycache__"))
    monkeypatch.setattr(schema_version, "SCRIPTS", directory)
    scripts = Scripts(directory)
    scripts.add("a1", None, "CREATE TABLE one (id int)", "DROP TABLE one")
    scripts.add("b2", "a1", "CREATE TABLE two (id int)", "DROP TABLE two")
    return scripts


class TestShipped:
    async def test_leads_to_the_tables_of_the_code(self, empty_database):
        await upgrade(empty_database)
        await migrate.run(empty_database, command.check)

    async def test_leads_back_to_nothing(self, empty_database):
        await upgrade(empty_database)
        await downgrade(empty_database, "base")
        left = "SELECT array_agg(relname::text) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        assert await fetch(empty_database, left) == ["alembic_version", "alembic_version_pkc"]

    def test_is_read_as_alembic_reads_it(self):
        scripts = ScriptDirectory(str(schema_version.SCRIPTS))
        assert history() == ["base", *reversed([script.revision for script in scripts.walk_revisions()])]
        assert head() == scripts.get_current_head()


class TestUpgrade:
    async def test_from_nothing(self, empty_database):
        assert await current(empty_database) is None
        assert not await is_current(empty_database)
        await upgrade(empty_database)
        assert await current(empty_database) == head()
        assert await is_current(empty_database)

    @pytest.mark.usefixtures("scripts")
    async def test_step_by_step(self, empty_database):
        await upgrade(empty_database, "a1")
        assert await current(empty_database) == "a1"
        await upgrade(empty_database)
        assert await current(empty_database) == "b2"

    async def test_twice_changes_nothing(self, empty_database):
        await upgrade(empty_database)
        await upgrade(empty_database)
        assert await is_current(empty_database)

    async def test_by_several_at_once(self, empty_database, scripts):
        scripts.add("c3", "b2", "SELECT pg_sleep(0.2)")
        await asyncio.gather(*(upgrade(empty_database) for _ in range(4)))
        assert await current(empty_database) == "c3"

    async def test_a_failure_undoes_its_own_migration_only(self, empty_database, scripts):
        scripts.add("c3", "b2", "DO $$ BEGIN CREATE TABLE three (id int); PERFORM 1 / 0; END $$")
        with pytest.raises(SchemaError, match="rolled back: division by zero"):
            await upgrade(empty_database)
        assert await current(empty_database) == "b2"
        assert await fetch(empty_database, "SELECT to_regclass('three')") is None

    async def test_does_not_wait_long_behind_others(self, empty_database, scripts, monkeypatch):
        monkeypatch.setattr(migrate, "_LIMITS", migrate._LIMITS.replace("5s", "50ms"))
        scripts.add("c3", "b2", "ALTER TABLE one ADD COLUMN more int")
        await upgrade(empty_database, "b2")
        reader = await asyncpg.connect(empty_database)
        async with reader.transaction():
            await reader.execute("SELECT * FROM one")
            with pytest.raises(SchemaError, match="lock timeout"):
                await upgrade(empty_database)
        await reader.close()
        await upgrade(empty_database)
        assert await is_current(empty_database)


class TestMove:
    @pytest.mark.usefixtures("scripts")
    async def test_goes_either_way(self, empty_database):
        for target, reached in [("head", "b2"), ("a1", "a1"), ("b2", "b2"), ("base", None), ("base", None)]:
            await move(empty_database, target)
            assert await current(empty_database) == reached

    @pytest.mark.usefixtures("scripts")
    async def test_refuses_what_is_unknown(self, empty_database):
        with pytest.raises(SchemaError, match="there is no schema version z9; there are base, a1, b2"):
            await move(empty_database, "z9")

    @pytest.mark.usefixtures("scripts")
    async def test_leaves_newer_schemas_alone(self, empty_database):
        await upgrade(empty_database)
        await fetch(empty_database, "UPDATE alembic_version SET version_num = 'z9'")
        with pytest.raises(SchemaError, match="newer"):
            await move(empty_database, "base")
        with pytest.raises(SchemaError, match="z9"):
            await upgrade(empty_database)


class TestRequireCurrent:
    @pytest.mark.usefixtures("scripts")
    async def test_says_what_to_do(self, empty_database):
        with pytest.raises(SchemaError, match="is older than this version of Gatehouse; run "):
            await require_current(empty_database)
        await upgrade(empty_database, "a1")
        with pytest.raises(SchemaError, match="is older"):
            await require_current(empty_database)
        await upgrade(empty_database)
        await require_current(empty_database)
        await fetch(empty_database, "UPDATE alembic_version SET version_num = 'z9'")
        with pytest.raises(SchemaError, match="is newer than this version of Gatehouse; install the version"):
            await require_current(empty_database)


class TestHistory:
    def test_must_be_one_line(self, scripts):
        scripts.add("c3", "a1", "SELECT 1")
        with pytest.raises(SchemaError, match="one line"):
            history()


class TestTables:
    def test_are_all_known(self):
        assert {"users", "sessions", "roles", "user_roles", "api_keys"} <= set(migrate.all_tables().tables)
