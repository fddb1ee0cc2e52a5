"""Commands on a database that is named by DATABASE_URL."""

import re
import secrets

import asyncpg
import pytest

SECRET_KEY = secrets.token_urlsafe(48)


class TestDatabaseElsewhere:
    def test_needs_a_secret_key_in_the_settings(self, gatehouse, database_url):
        line = gatehouse.refused("purge", DATABASE_URL=database_url)
        assert line == "SECRET_KEY: must be set when DATABASE_URL is"

    @pytest.mark.parametrize("command", [("purge",), ("rotate-keys",), ("serve", "--port", "0")])
    def test_is_not_migrated_unasked(self, gatehouse, empty_database, command):
        line = gatehouse.refused(*command, DATABASE_URL=empty_database, SECRET_KEY=SECRET_KEY)
        assert "is older than this version of Gatehouse; run gatehouse migrate" in line

    async def test_may_be_newer(self, gatehouse, empty_database):
        gatehouse("migrate", DATABASE_URL=empty_database)
        connection = await asyncpg.connect(empty_database)
        await connection.execute("UPDATE alembic_version SET version_num = '9999'")
        await connection.close()
        line = gatehouse.refused("serve", "--port", "0", DATABASE_URL=empty_database, SECRET_KEY=SECRET_KEY)
        assert "is newer than this version of Gatehouse; install the version that made it" in line

    async def test_may_belong_to_another_role(self, gatehouse, empty_database):
        role = f"stranger_{secrets.token_hex(4)}"
        connection = await asyncpg.connect(empty_database)
        await connection.execute(f"CREATE ROLE {role} LOGIN")
        url = re.sub("//[^@/]+@", f"//{role}@", empty_database)
        strange = {"DATABASE_URL": url, "SECRET_KEY": SECRET_KEY}
        lines = [gatehouse.refused("migrate", **strange)]
        assert gatehouse("migrate", DATABASE_URL=empty_database).returncode == 0
        commands = [("migrate",), ("rotate-keys",), ("serve", "--port", "0")]
        lines += [gatehouse.refused(*command, **strange) for command in commands]
        await connection.execute(f"GRANT SELECT ON alembic_version TO {role}")
        lines += [gatehouse.refused(*command, **strange) for command in commands[1:]]
        await connection.execute(f"DROP OWNED BY {role}; DROP ROLE {role}")
        await connection.close()
        assert [line.partition("permission denied for ")[2].partition(";")[0] for line in lines] == [
            "schema public",
            *["table alembic_version"] * 3,
            *["table signing_keys"] * 2,
        ]
        assert {line.partition(" lacks a right in ")[0] for line in lines} == {f"the role {role}"}
        assert all(line.endswith("in it, or make this one their owner") for line in lines)

    @pytest.mark.parametrize("command", [("purge",), ("migrate",), ("serve", "--port", "0")])
    def test_may_be_away(self, gatehouse, command):
        url = "postgresql://gate:hunter2@127.0.0.1:1/accounts"
        line = gatehouse.refused(*command, DATABASE_URL=url, SECRET_KEY=SECRET_KEY)
        assert line.startswith("cannot reach the database at 127.0.0.1:1/accounts: ")
        assert "hunter2" not in line
