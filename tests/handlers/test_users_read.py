"""Looking users up, and counting them."""

from datetime import UTC, datetime, timedelta

import pytest

from gatehouse.core import clock
from tests.support.answers import faults, problem
from tests.support.database import execute
from tests.support.users import create_api_key, create_user

NOBODY = "0b0e3a52-7a0e-4d0c-9c1f-5c2f1d9a6e11"


class TestGet:
    async def test_by_id_and_by_uuid(self, service):
        person, other = await service.person(), await service.person(full_name="Ada Lovelace")
        by_id = await person.client.get(f"/users/{other.id}")
        by_uuid = await person.client.get(f"/users/uuid/{other.user['uuid']}")
        in_capitals = await person.client.get(f"/users/uuid/{other.user['uuid'].upper()}")
        assert by_id.json() == by_uuid.json() == in_capitals.json() == other.user
        assert by_id.headers["etag"] == by_uuid.headers["etag"]

    @pytest.mark.parametrize("path", ["/users/999", f"/users/uuid/{NOBODY}", "/users/999/cross-env-ref"])
    async def test_nobody(self, service, path):
        person = await service.person()
        assert problem(await person.client.get(path)) == (404, "user_not_found")

    @pytest.mark.parametrize("path", ["/users/{id}", "/users/uuid/{uuid}", "/users/{id}/cross-env-ref"])
    async def test_a_deleted_user(self, service, path):
        admin, person = await service.admin(), await service.person()
        await admin.client.delete(f"/users/{person.id}")
        assert problem(await admin.client.get(path.format(**person.user))) == (404, "user_not_found")

    async def test_with_an_api_key(self, service):
        person, other = await service.person(), await service.person()
        allowed = service.client(**{"X-API-Key": await create_api_key(person, "users:read")})
        assert (await allowed.get(f"/users/{other.id}")).json() == other.user
        bare = service.client(**{"X-API-Key": await create_api_key(person)})
        assert problem(await bare.get(f"/users/{other.id}")) == (403, "forbidden")
        assert (await bare.get(f"/users/{person.id}")).json() == person.user

    async def test_the_entity_tag_changes_with_the_user(self, service):
        person = await service.person()
        before = (await person.client.get(f"/users/{person.id}")).headers["etag"]
        assert (await person.client.get(f"/users/{person.id}")).headers["etag"] == before
        await person.client.patch("/users/me", json={"bio": "x"})
        assert (await person.client.get(f"/users/{person.id}")).headers["etag"] != before


class TestReference:
    async def test_the_few_fields_others_keep(self, service):
        admin, person = await service.admin(), await service.person()
        response = await person.client.get(f"/users/{person.id}/cross-env-ref")
        names = ("uuid", "username", "email", "is_active")
        assert response.json() == {name: person.user[name] for name in names}
        await admin.client.post(f"/users/{person.id}/deactivate")
        response = await admin.client.get(f"/users/{person.id}/cross-env-ref")
        assert response.json()["is_active"] is False


class TestStats:
    async def stats(self, person, **query):
        response = await person.client.get("/users/stats/count", params=query)
        assert response.status_code == 200, response.text
        return response.json()

    async def test_users_by_state(self, service):
        admin = await service.admin()
        for _ in range(3):
            await create_user(admin)
        gone, off = await create_user(admin), await create_user(admin)
        await admin.client.delete(f"/users/{gone['id']}")
        await admin.client.post(f"/users/{off['id']}/deactivate")
        await execute(service.settings, "UPDATE users SET is_verified = true WHERE id = $1", admin.id)
        stats = await self.stats(admin)
        del stats["registrations"]
        assert stats == {"total_users": 5, "active_users": 4, "inactive_users": 1, "verified_users": 1}

    async def test_registrations_per_day(self, service, monkeypatch):
        noon = datetime(2026, 3, 3, 12, tzinfo=UTC)
        admin = await service.admin()
        await execute(service.settings, "UPDATE users SET created_at = '2020-01-01T00:00Z'")
        moments = (
            "2026-02-28 23:59:59.999Z",
            "2026-03-01 00:00Z",
            "2026-03-02 01:30+02",
            "2026-03-03 11:59Z",
        )
        for moment in moments:
            user = await create_user(admin)
            sql = "UPDATE users SET created_at = $2::text::timestamptz WHERE id = $1"
            await execute(service.settings, sql, user["id"], moment)
        await execute(service.settings, "UPDATE sessions SET expires_at = '9999-01-01T00:00Z'")
        monkeypatch.setattr(clock, "now", lambda: noon)
        expected = [
            {"date": "2026-03-01", "count": 2},
            {"date": "2026-03-02", "count": 0},
            {"date": "2026-03-03", "count": 1},
        ]
        assert (await self.stats(admin, days=3))["registrations"] == expected
        assert (await self.stats(admin, days=1))["registrations"] == expected[2:]

    async def test_thirty_days_unless_told_otherwise(self, service):
        person = await service.person()
        registrations = (await self.stats(person))["registrations"]
        days = [datetime.fromisoformat(entry["date"]).date() for entry in registrations]
        assert days == [days[-1] - timedelta(days=ago) for ago in reversed(range(30))]
        assert sum(entry["count"] for entry in registrations) == 1
        assert len((await self.stats(person, days=90))["registrations"]) == 90

    @pytest.mark.parametrize(("days", "rule"), [(0, "minimum"), (91, "maximum"), ("ten", "type")])
    async def test_a_window_out_of_bounds(self, service, days, rule):
        person = await service.person()
        response = await person.client.get("/users/stats/count", params={"days": days})
        assert faults(response) == [("/query/days", rule)]
