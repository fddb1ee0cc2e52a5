"""Rights that many change at once, and that count on the next request wherever it arrives."""

import asyncio

from tests.support.database import execute
from tests.support.server import Server

_MAKE_ROLES = """
INSERT INTO roles (name, permissions, is_system, created_at, updated_at)
SELECT 'shift-' || n, '{}', false, now(), now() FROM generate_series(1, 20) AS n
"""
_SHIFTS = [f"shift-{number}" for number in range(1, 21)]


async def roles_of(cluster: Server, user_id: int) -> list[str]:
    [row] = await execute(cluster.settings, "SELECT roles FROM users WHERE id = $1", user_id)
    return list(row[0])


async def test_roles_granted_and_revoked_at_once_add_up(cluster: Server):
    person = await cluster.person()
    await execute(cluster.settings, _MAKE_ROLES)
    granted = "INSERT INTO user_roles VALUES ($1, $2)"
    revoked = "DELETE FROM user_roles WHERE user_id = $1 AND role = $2"
    await asyncio.gather(*(execute(cluster.settings, granted, person.id, name) for name in _SHIFTS))
    assert await roles_of(cluster, person.id) == sorted([*_SHIFTS, "user"])
    await asyncio.gather(*(execute(cluster.settings, revoked, person.id, name) for name in _SHIFTS[5:]))
    assert await roles_of(cluster, person.id) == sorted([*_SHIFTS[:5], "user"])


async def test_what_a_role_no_longer_allows_is_refused_by_every_worker(cluster: Server):
    admin, person = await cluster.admin(), await cluster.person()
    role = {"name": "porter", "permissions": ["audit:read"]}
    assert (await admin.client.post("/admin/roles", json=role)).status_code == 201
    await execute(cluster.settings, "INSERT INTO user_roles VALUES ($1, 'porter')", person.id)

    async def statuses() -> set[int]:
        answers = await asyncio.gather(*(person.client.get("/admin/audit") for _ in range(16)))
        return {answer.status_code for answer in answers}

    for permissions, expected in ([], 403), (["audit:read"], 200), (["roles:read"], 403):
        changed = await admin.client.patch("/admin/roles/porter", json={"permissions": permissions})
        assert changed.status_code == 200, changed.text
        assert await statuses() == {expected}
