"""Whatever happens to the users of a database, it keeps count of them."""

import pytest

from gatehouse.persistence import migrate
from tests.support.counts import ADD_USERS, changes, differences

_UPSERT = """
INSERT INTO users (uuid, email, email_key, username, username_key, full_name_key, search_grams, status,
    is_verified, created_at, updated_at)
VALUES (gen_random_uuid(), 'x', 'x', 'x', $1, '', '{}', 'active', true, '2026-03-02', now())
ON CONFLICT (username_key) DO UPDATE SET status = excluded.status, is_verified = excluded.is_verified
"""
_COUNTED_CHANGES = (
    "UPDATE users SET status = 'active' WHERE id = 1",
    "UPDATE users SET status = 'suspended' WHERE id = 4",
    "UPDATE users SET is_verified = NOT is_verified",
    "UPDATE users SET deleted_at = now(), status = 'suspended' WHERE id % 2 = 0",
    "UPDATE users SET created_at = created_at + interval '30 hours'",
    "DELETE FROM users WHERE id < 9",
    "DELETE FROM users",
)
_OTHER_CHANGES = (
    "UPDATE users SET bio = 'x', updated_at = now(), version = version + 1",
    "UPDATE users SET status = 'inactive' WHERE status = 'suspended'",
    "UPDATE users SET status = status, is_verified = is_verified, deleted_at = deleted_at",
)


@pytest.fixture
async def people(url, connection):
    """Twenty, some of each kind, one of them deleted."""
    await migrate.upgrade(url)
    await connection.execute(ADD_USERS, 1, 20)
    await connection.execute("UPDATE users SET deleted_at = now() WHERE id = 20")


async def test_users_who_were_there_before_are_counted(url, connection):
    await migrate.upgrade(url, "0001")
    await connection.execute(ADD_USERS, 1, 20)
    await connection.execute("UPDATE users SET deleted_at = now() WHERE id = 20")
    for _ in range(2):
        await migrate.upgrade(url)
        assert await differences(connection) == []
        await connection.execute("UPDATE users SET is_verified = NOT is_verified WHERE id < 5")
        assert await differences(connection) == []
        await migrate.downgrade(url, "0001")
        await connection.execute("DELETE FROM users WHERE id = 1")
    assert await connection.fetchval("SELECT count(*) FROM users") == 19


async def test_many_at_once_are_one_change_per_day(people, connection):
    before = await changes(connection)
    await connection.execute(ADD_USERS, 101, 400)
    days = await connection.fetchval("SELECT count(DISTINCT created_at::date) FROM users WHERE id > 20")
    assert await differences(connection) == []
    assert days == await changes(connection) - before


@pytest.mark.parametrize("statement", _COUNTED_CHANGES)
async def test_what_concerns_the_counts_is_written_down(people, connection, statement):
    before = await changes(connection)
    await connection.execute(statement)
    assert await differences(connection) == []
    assert await changes(connection) > before


@pytest.mark.parametrize("statement", _OTHER_CHANGES)
async def test_what_does_not_concern_them_is_not(people, connection, statement):
    before = await changes(connection)
    await connection.execute(statement)
    assert before == await changes(connection)


async def test_of_an_upsert_what_it_did(people, connection):
    for name in ("x", "x", "person-3"):
        await connection.execute(_UPSERT, name)
        assert await differences(connection) == []


@pytest.mark.parametrize(
    "statement", ["TRUNCATE users CASCADE", "TRUNCATE users, user_counts RESTART IDENTITY CASCADE"]
)
async def test_nobody_is_left_of_truncated_users(people, connection, statement):
    await connection.execute(statement)
    assert await changes(connection) == 0


async def test_what_is_rolled_back_did_not_happen(people, connection):
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute("DELETE FROM users WHERE id < 9")
    await connection.execute("TRUNCATE users CASCADE")
    await transaction.rollback()
    assert await differences(connection) == []
