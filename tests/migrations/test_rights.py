"""Users who were there before have their roles with them."""

from gatehouse.persistence import migrate
from tests.support.counts import ADD_USERS

_ROLES = """
INSERT INTO roles (name, permissions, is_system, created_at, updated_at)
VALUES ('b', '{}', false, now(), now()), ('a', '{}', false, now(), now())
"""
_GRANTS = "INSERT INTO user_roles VALUES (1, 'b'), (1, 'a'), (2, 'b')"


async def test_roles_granted_before_stand_with_their_users(url, connection):
    await migrate.upgrade(url, "0004")
    await connection.execute(ADD_USERS, 1, 3)
    await connection.execute(_ROLES)
    await connection.execute(_GRANTS)
    await migrate.upgrade(url)
    rows = await connection.fetch("SELECT roles FROM users ORDER BY id")
    assert [row["roles"] for row in rows] == [["a", "b"], ["b"], []]


async def test_the_version_is_another_after_each_change_of_a_role(url, connection):
    await migrate.upgrade(url)
    versions = [await connection.fetchval("SELECT version FROM rights")]
    for change in (_ROLES, "UPDATE roles SET permissions = '{audit:read}'", "DELETE FROM roles"):
        await connection.execute(change)
        versions.append(await connection.fetchval("SELECT version FROM rights"))
    assert len(set(versions)) == 4
