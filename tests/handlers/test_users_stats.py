"""Counts of users follow whatever happens to one, at once, and cost the same however many there are."""

import asyncpg
import pytest

from gatehouse.domain import directory, housekeeping
from gatehouse.domain.services import open_services
from gatehouse.persistence import user_counts
from tests.support import database
from tests.support.counts import ADD_USERS, changes, differences
from tests.support.database import url_of
from tests.support.users import create_user

_NAMES = ("total_users", "active_users", "inactive_users", "verified_users")


@pytest.fixture
async def admin(service):
    return await service.admin()


@pytest.fixture
async def connection(service):
    connection = await asyncpg.connect(url_of(service.settings))
    yield connection
    await connection.close()


async def stats(admin):
    response = await admin.client.get("/users/stats/count", params={"days": 1})
    assert response.status_code == 200, response.text
    return response.json()


async def counts(admin):
    """All users, the active, the inactive and the verified ones, and those who registered today."""
    body = await stats(admin)
    return (*(body[name] for name in _NAMES), body["registrations"][0]["count"])


class TestLife:
    async def test_registered_verified_gone_and_back(self, service, admin):
        assert await counts(admin) == (1, 1, 0, 0, 1)
        person = await service.person()
        assert await counts(admin) == (2, 2, 0, 0, 2)
        await service.client().post("/auth/email/verify/request", json={"email": person.user["email"]})
        token = await service.mailed_token(person.user["email"])
        await service.client().post("/auth/email/verify", json={"token": token})
        assert await counts(admin) == (2, 2, 0, 1, 2)
        await person.client.delete("/users/me")
        assert await counts(admin) == (2, 1, 1, 1, 2)
        await admin.client.delete(f"/users/{person.id}")
        assert await counts(admin) == (1, 1, 0, 0, 1)
        await admin.client.post(f"/users/{person.id}/restore")
        assert await counts(admin) == (2, 1, 1, 1, 2)
        await admin.client.post(f"/users/{person.id}/activate")
        assert await counts(admin) == (2, 2, 0, 1, 2)

    async def test_created_suspended_moved_and_erased(self, admin):
        user = await create_user(admin)
        assert await counts(admin) == (2, 2, 0, 0, 2)
        await admin.client.post(f"/users/{user['id']}/deactivate")
        assert await counts(admin) == (2, 1, 1, 0, 2)
        await admin.client.delete(f"/users/{user['id']}", params={"erase": True})
        assert await counts(admin) == (1, 1, 0, 0, 1)

    async def test_another_address_has_to_be_verified_anew(self, service, admin):
        await database.execute(service.settings, "UPDATE users SET is_verified = true")
        assert await counts(admin) == (1, 1, 0, 1, 1)
        user = await create_user(admin)
        await database.execute(service.settings, "UPDATE users SET is_verified = true")
        assert await counts(admin) == (2, 2, 0, 2, 2)
        await admin.client.patch(f"/users/{user['id']}", json={"email": "another@example.com"})
        assert await counts(admin) == (2, 2, 0, 1, 2)

    async def test_what_is_refused_is_not_counted(self, admin):
        taken = await create_user(admin)
        body = {"email": taken["email"], "username": "another"}
        assert (await admin.client.post("/users", json=body)).status_code == 409
        assert await counts(admin) == (2, 2, 0, 0, 2)


class TestCost:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE users SET bio = 'x', updated_at = now(), version = version + 1",
            "UPDATE users SET password_hash = 'x', must_reset_password = true, last_login_at = now()",
        ],
    )
    async def test_other_changes_of_a_user_write_nothing(self, service, connection, statement):
        person = await service.person()
        before = await changes(connection)
        await person.client.patch("/users/me", json={"full_name": "Ada", "metadata": {"theme": "dark"}})
        await connection.execute(statement)
        assert before == await changes(connection)

    async def test_no_user_is_read(self, connection):
        rows = await connection.fetch(f"EXPLAIN (FORMAT JSON) {user_counts._SUM.sql}", None)
        plan = rows[0][0]
        assert '"Relation Name": "user_counts"' in plan
        assert '"Relation Name": "users"' not in plan


@pytest.mark.usefixtures("admin")
class TestFolding:
    @pytest.fixture(autouse=True)
    async def many(self, connection):
        """Twelve changes of four days, and one of today."""
        for number in range(1, 13):
            await connection.execute(ADD_USERS, number, number)

    async def test_housekeeping_leaves_one_row_per_day(self, service, connection):
        async with open_services(service.settings) as services:
            folded = [(await housekeeping.purge(services))["folded_user_counts"] for _ in range(2)]
        assert folded == [11, 0]  # three never confirmed their address, and are purged first
        assert await changes(connection) == 5
        assert await differences(connection) == []

    async def test_some_at_a_time(self, service, connection, monkeypatch):
        monkeypatch.setattr(housekeeping, "_FOLDED_AT_ONCE", 5)
        async with open_services(service.settings) as services:
            assert (await housekeeping.purge(services))["folded_user_counts"] > 0
        assert await differences(connection) == []

    async def test_days_on_which_nobody_is_left_go(self, service, connection):
        await connection.execute("DELETE FROM users WHERE username LIKE 'person-%'")
        async with open_services(service.settings) as services:
            await housekeeping.purge(services)
        assert await changes(connection) == 1

    async def test_who_asks_folds_when_many_have_piled_up(self, admin, connection, monkeypatch):
        before = await stats(admin)
        monkeypatch.setattr(directory, "_MANY_CHANGES", 13)
        assert before == await stats(admin)
        assert await changes(connection) == 13
        await create_user(admin)
        first, second = await stats(admin), await stats(admin)
        assert first == second
        assert await changes(connection) == 5
        assert await differences(connection) == []

    async def test_who_asks_is_answered_when_folding_fails(self, admin, connection, monkeypatch):
        monkeypatch.setattr(directory, "_MANY_CHANGES", 0)
        monkeypatch.setattr(directory, "_FOLDING_SECONDS", 0.1)
        before = await changes(connection)
        async with connection.transaction():
            await connection.execute("LOCK TABLE user_counts IN SHARE MODE")
            response = await admin.client.get("/users/stats/count")
        assert response.json()["total_users"] == 13
        assert before == await changes(connection)

    async def test_one_at_a_time(self, service, connection):
        async with connection.transaction():
            await connection.execute("SELECT pg_advisory_xact_lock($1)", user_counts._FOLD_LOCK)
            async with open_services(service.settings) as services:
                assert await housekeeping.fold_user_counts(services) == 0
        async with open_services(service.settings) as services:
            assert await housekeeping.fold_user_counts(services) == 8
