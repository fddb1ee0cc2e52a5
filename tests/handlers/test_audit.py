"""Reading the audit log, which nobody rewrites."""

from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from gatehouse.core import clock
from tests.support.answers import faults, problem
from tests.support.database import execute
from tests.support.users import create_api_key, create_user

PATH = "/admin/audit"


async def entries(person, **query):
    response = await person.client.get(PATH, params=query)
    assert response.status_code == 200, response.text
    return response.json()["items"]


async def actions(person, **query):
    return [entry["action"] for entry in await entries(person, **query)]


class TestList:
    async def test_anonymous(self, service):
        assert problem(await service.client().get(PATH)) == (401, "unauthenticated")

    async def test_forbidden(self, service):
        assert problem(await (await service.person()).client.get(PATH)) == (403, "forbidden")

    async def test_one_entry(self, service):
        admin = await service.admin()
        headers = {"X-Request-ID": "asked-1", "User-Agent": "Auditor/1"}
        body = {"email": "ada@example.com", "username": "ada"}
        user = (await admin.client.post("/users", json=body, headers=headers)).json()
        [entry] = await entries(admin, request_id="asked-1")
        assert datetime.now(UTC) - datetime.fromisoformat(entry.pop("created_at")) < timedelta(minutes=1)
        assert entry.pop("id") > 0
        assert entry == {
            "action": "users.create",
            "actor_uuid": admin.user["uuid"],
            "actor_kind": "user",
            "target_type": "user",
            "target_id": user["uuid"],
            "ip_address": "198.51.100.7",
            "user_agent": "Auditor/1",
            "request_id": "asked-1",
            "details": {"roles": ["user"]},
        }

    async def test_in_what_capacity(self, service):
        admin = await service.admin()
        keyed = service.client(**{"X-API-Key": await create_api_key(admin, "users:write")})
        await keyed.post("/users", json={"email": "ada@example.com", "username": "ada", "roles": []})
        await service.client().post("/auth/login", json={"username": "nobody", "password": "Wrong-1"})
        [created] = await entries(admin, action="users.create")
        assert (created["actor_kind"], created["actor_uuid"]) == ("api_key", admin.user["uuid"])
        [failed] = await entries(admin, action="auth.login_failed")
        assert (failed["actor_kind"], failed["actor_uuid"], failed["target_id"]) == ("anonymous", None, None)

    async def test_a_lock_is_noted_with_the_failure_that_began_it(self, service):
        admin, ada = await service.admin(), await service.person()
        for _ in range(service.settings.login_max_failures + 1):
            wrong = {"email": ada.user["email"], "password": "Wrong-1"}
            await service.client("198.51.100.7").post("/auth/login", json=wrong)
        failed = await entries(admin, action="auth.login_failed")
        assert [entry["details"] for entry in failed] == [{"locks": True}, {}, {}, {}, {}]
        assert {entry["ip_address"] for entry in failed} == {"198.51.100.7"}

    async def test_a_refused_escalation_is_noted(self, service):
        admin, ada = await service.admin(), await service.person()
        refused = await ada.client.post("/users/me/api-keys", json={"name": "k", "scopes": ["users:write"]})
        assert refused.json()["code"] == "privilege_escalation"
        [entry] = await entries(admin, action="access.escalation_refused")
        assert (entry["actor_uuid"], entry["target_id"]) == (ada.user["uuid"], ada.user["uuid"])
        assert entry["details"] == {"operation": "me.create_api_key"}

    async def test_more_of_them_than_anybody_reads_are_not(self, service):
        admin, ada = await service.admin(), await service.person()
        for _ in range(62):
            await ada.client.post("/users/me/api-keys", json={"name": "k", "scopes": ["users:write"]})
        assert len(await entries(admin, action="access.escalation_refused", limit=100)) == 60

    async def test_what_was_refused_is_not_what_happened(self, service):
        admin = await service.admin()
        before = await entries(admin)
        await admin.client.delete(f"/users/{admin.id}")
        await admin.client.post("/users", json={"email": admin.user["email"], "username": "other"})
        assert await entries(admin) == before

    async def test_nothing_secret_or_personal_is_in_the_details(self, service):
        person = await service.person(full_name="Sesame Street")
        await person.client.patch("/users/me", json={"bio": "Sesame"})
        body = {"current_password": person.password, "new_password": "Sesame-Open-7"}
        await person.client.post("/users/me/change-password", json=body)
        await create_api_key(person, "users:read")
        details = str([entry["details"] for entry in await entries(await service.admin())])
        assert "Sesame" not in details
        assert person.password not in details


class TestFilters:
    @pytest.fixture
    async def admin(self, service):
        admin = await service.admin()
        await create_user(admin)
        return admin

    async def test_action(self, admin):
        assert await actions(admin, action="users.create") == ["users.create"]
        assert await actions(admin, action="users.delete") == []

    async def test_actor(self, admin):
        [created] = await entries(admin, action="users.create", actor=admin.user["uuid"])
        assert await entries(admin, actor=created["target_id"]) == []
        assert await actions(admin, actor=admin.user["uuid"]) == [
            "users.create",
            "auth.login",
            "auth.register",
        ]

    async def test_target(self, admin):
        [created] = await entries(admin, action="users.create")
        assert await entries(admin, target=created["target_id"]) == [created]
        assert await entries(admin, target="%") == []

    async def test_time(self, admin):
        [created] = await entries(admin, action="users.create")
        moment = created["created_at"]
        assert await actions(admin, created_from=moment) == ["users.create"]
        assert await actions(admin, created_to=moment) == ["auth.login", "auth.register"]
        assert await actions(admin, created_from=moment, created_to=moment) == []

    @pytest.mark.parametrize(
        ("query", "fault"),
        [
            ({"action": "x"}, ("/query/action", "pattern")),
            ({"actor": "me"}, ("/query/actor", "format")),
            ({"target": ""}, ("/query/target", "min_length")),
            ({"request_id": "a b"}, ("/query/request_id", "pattern")),
            ({"created_from": "today"}, ("/query/created_from", "format")),
            ({"limit": 0}, ("/query/limit", "minimum")),
            ({"skip": 1}, ("/query/skip", "additional_properties")),
        ],
    )
    async def test_those_that_break_a_rule(self, admin, query, fault):
        response = await admin.client.get(PATH, params=query)
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [fault]


class TestPages:
    async def test_newest_first_while_entries_are_added(self, service, monkeypatch):
        admin = await service.admin()
        moment = clock.now()
        monkeypatch.setattr(clock, "now", lambda: moment)
        for _ in range(5):
            await create_user(admin)
        everything = await entries(admin)
        response = await admin.client.get(PATH, params={"limit": 2, "actor": admin.user["uuid"]})
        seen = response.json()["items"]
        while link := response.links.get("next"):
            await create_user(admin)
            response = await admin.client.get(link["url"])
            seen += response.json()["items"]
        assert seen == everything
        assert [entry["id"] for entry in seen] == sorted((entry["id"] for entry in seen), reverse=True)
        assert response.json()["next_cursor"] is None

    async def test_by_time_whoever_was_first_to_write(self, service, settings):
        """Entries of one moment by id; a clock that lags behind puts an entry among older ones."""
        admin = await service.admin()
        for _ in range(4):
            await create_user(admin)
        [(latest,)] = await execute(settings, "SELECT max(id) FROM audit_log")
        await execute(settings, "ALTER TABLE audit_log DISABLE TRIGGER USER")
        await execute(
            settings, "UPDATE audit_log SET created_at = created_at - interval '1 hour' WHERE id = $1", latest
        )
        await execute(settings, "ALTER TABLE audit_log ENABLE TRIGGER USER")
        response = await admin.client.get(PATH, params={"limit": 1})
        seen = [entry["id"] for entry in response.json()["items"]]
        while link := response.links.get("next"):
            response = await admin.client.get(link["url"])
            seen += [entry["id"] for entry in response.json()["items"]]
        assert seen == [*range(latest - 1, 0, -1), latest]


class TestAppendOnly:
    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE audit_log SET action = 'nothing.happened'",
            "UPDATE audit_log SET actor_uuid = NULL, ip_address = NULL",
            "UPDATE audit_log SET ip_address = '192.0.2.1'",
            "UPDATE audit_log SET details = '{\"a\": 1}'",
            "DELETE FROM audit_log",
        ],
    )
    async def test_the_database_refuses_to_rewrite_it(self, service, settings, sql):
        admin = await service.admin()
        before = await entries(admin)
        with pytest.raises(asyncpg.IntegrityConstraintViolationError, match="append-only"):
            await execute(settings, sql)
        assert await entries(admin) == before

    async def test_addresses_alone_may_be_forgotten(self, service, settings):
        admin = await service.admin()
        before = await entries(admin)
        await execute(settings, "UPDATE audit_log SET ip_address = NULL, user_agent = NULL")
        forgotten = [{**entry, "ip_address": None, "user_agent": None} for entry in before]
        assert await entries(admin) == forgotten
