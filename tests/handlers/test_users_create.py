"""Making accounts for others, one by one."""

import asyncio

import pytest

from tests.support.answers import faults, problem
from tests.support.database import execute
from tests.support.service import PASSWORD
from tests.support.users import create_api_key, create_role, create_user

KEY = {"Idempotency-Key": "create-grace"}
GRACE = {"email": "Grace@Example.com", "username": "Grace"}


class TestCreate:
    async def test_anonymous(self, service):
        assert problem(await service.client().post("/users", json=GRACE)) == (401, "unauthenticated")

    async def test_forbidden(self, service):
        person = await service.person()
        assert problem(await person.client.post("/users", json=GRACE)) == (403, "forbidden")

    async def test_all_fields(self, service):
        admin = await service.admin()
        profile = {
            "full_name": "Grace Hopper",
            "bio": "Compilers.\n\tAnd a clock.",
            "avatar_url": "https://images.example.com/g.png?s=1",
            "metadata": {"team": "navy", "ranks": [1, {"name": "admiral"}]},
            "roles": ["user", "admin"],
        }
        response = await admin.client.post("/users", json={**GRACE, **profile})
        created = response.json()
        assert response.status_code == 201
        assert {name: created[name] for name in {**GRACE, **profile}} == {
            **GRACE,
            **profile,
            "roles": ["admin", "user"],
        }
        assert response.headers["location"] == f"/users/{created['id']}"
        again = await admin.client.get(response.headers["location"])
        assert again.json() == created
        assert again.headers["etag"] == response.headers["etag"]

    async def test_what_is_not_given(self, service):
        created = await create_user(await service.admin())
        assert created["roles"] == ["user"]
        assert (created["status"], created["is_active"]) == ("active", True)
        assert (created["is_verified"], created["is_superuser"]) == (False, False)
        assert created["metadata"] == {}
        nothing = ("full_name", "bio", "avatar_url", "last_login_at")
        assert [created[name] for name in nothing] == [None] * len(nothing)

    async def test_without_any_role(self, service):
        assert (await create_user(await service.admin(), roles=[]))["roles"] == []

    async def test_with_a_password(self, service):
        admin = await service.admin()
        user = await create_user(admin, **GRACE, password=PASSWORD)
        assert (await service.login(user)).user["id"] == user["id"]
        assert await execute(service.settings, "SELECT FROM outbox") == []
        assert service.mailer.sent == []

    async def test_an_invitation_is_mailed_without_one(self, service):
        admin = await service.admin()
        user = await create_user(admin, **GRACE)
        login = {"email": GRACE["email"], "password": PASSWORD}
        assert problem(await service.client().post("/auth/login", json=login)) == (401, "invalid_credentials")
        token = await service.mailed_token(GRACE["email"])
        body = {"token": token, "new_password": PASSWORD}
        assert (await service.client().post("/auth/password/reset/confirm", json=body)).status_code == 204
        invited = await service.login(user)
        assert invited.user["is_verified"] is True

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"email": "GRACE@EXAMPLE.COM"}, "email_taken"),
            ({"email": "grace@example.com"}, "email_taken"),
            ({"username": "gRACE"}, "username_taken"),
        ],
    )
    async def test_conflict(self, service, fields, code):
        admin = await service.admin()
        await create_user(admin, **GRACE)
        body = {"email": "other@example.com", "username": "other", **fields}
        assert problem(await admin.client.post("/users", json=body)) == (409, code)

    async def test_a_role_that_does_not_exist(self, service):
        admin = await service.admin()
        response = await admin.client.post("/users", json={**GRACE, "roles": ["user", "nobody"]})
        assert problem(response) == (404, "role_not_found")
        assert await execute(service.settings, "SELECT FROM users WHERE username = 'Grace'") == []

    @pytest.mark.parametrize("roles", [["superuser"], ["user", "superuser"], ["introspector"]])
    async def test_roles_above_the_caller(self, service, roles):
        await create_role(await service.admin(), "introspector", "tokens:introspect")
        admin = await service.admin("admin")
        response = await admin.client.post("/users", json={**GRACE, "roles": roles})
        assert problem(response) == (403, "privilege_escalation")

    async def test_an_api_key_gives_no_more_than_its_scopes(self, service):
        key = await create_api_key(await service.admin(), "users:write")
        client = service.client(**{"X-API-Key": key})
        assert problem(await client.post("/users", json=GRACE)) == (403, "privilege_escalation")
        assert (await client.post("/users", json={**GRACE, "roles": []})).status_code == 201

    @pytest.mark.parametrize(
        ("fields", "code", "fault"),
        [
            ({"password": "password123"}, "weak_password", "/password"),
            ({"password": "Grace-11"}, "weak_password", "/password"),
            ({"email": "nowhere@"}, "validation_failed", "/email"),
            ({"email": "a@b@c.example"}, "validation_failed", "/email"),
            ({"username": "gr"}, "validation_failed", "/username"),
            ({"username": "gr ace"}, "validation_failed", "/username"),
            ({"avatar_url": "http://images.example.com/g.png"}, "validation_failed", "/avatar_url"),
            ({"avatar_url": "javascript:alert(1)"}, "validation_failed", "/avatar_url"),
            ({"bio": "\u0007"}, "validation_failed", "/bio"),
            ({"full_name": "x" * 201}, "validation_failed", "/full_name"),
            ({"metadata": {"a": {"b": {"c": {"d": {"e": {}}}}}}}, "metadata_invalid", "/metadata"),
            ({"metadata": {"a": "x" * 16_384}}, "metadata_invalid", "/metadata"),
            ({"metadata": {str(number): 1 for number in range(51)}}, "validation_failed", "/metadata"),
            ({"roles": ["user", "user"]}, "validation_failed", "/roles"),
            ({"roles": ["User!"]}, "validation_failed", "/roles/0"),
        ],
    )
    async def test_fields_that_break_a_rule(self, service, fields, code, fault):
        admin = await service.admin()
        response = await admin.client.post("/users", json={**GRACE, **fields})
        assert problem(response) == (422, code)
        assert {place for place, _ in faults(response)} == {fault}

    @pytest.mark.parametrize(
        "field",
        ["id", "uuid", "is_superuser", "is_verified", "is_active", "status", "password_hash", "created_at"],
    )
    async def test_what_nobody_sets(self, service, field):
        admin = await service.admin()
        response = await admin.client.post("/users", json={**GRACE, field: True})
        assert faults(response) == [(f"/{field}", "additional_properties")]

    async def test_it_is_in_the_audit_log(self, service):
        admin = await service.admin()
        user = await create_user(admin, roles=["user", "admin"])
        [entry] = (await admin.client.get("/admin/audit", params={"action": "users.create"})).json()["items"]
        assert (entry["actor_uuid"], entry["target_id"]) == (admin.user["uuid"], user["uuid"])
        assert entry["details"] == {"roles": ["admin", "user"]}


class TestIdempotency:
    async def test_the_first_answer_is_repeated(self, service):
        admin = await service.admin()
        first = await admin.client.post("/users", json=GRACE, headers=KEY)
        second = await admin.client.post("/users", json=GRACE, headers=KEY)
        assert "idempotency-replayed" not in first.headers
        assert second.headers["idempotency-replayed"] == "true"
        assert (second.status_code, second.json()) == (201, first.json())
        for name in ("location", "etag"):
            assert second.headers[name] == first.headers[name]
        assert len(await execute(service.settings, "SELECT FROM users WHERE username = 'Grace'")) == 1

    async def test_another_body(self, service):
        admin = await service.admin()
        await admin.client.post("/users", json=GRACE, headers=KEY)
        response = await admin.client.post("/users", json={**GRACE, "bio": "x"}, headers=KEY)
        assert problem(response) == (422, "idempotency_key_reused")

    async def test_the_key_of_somebody_else(self, service):
        one, other = await service.admin(), await service.admin()
        await one.client.post("/users", json=GRACE, headers=KEY)
        response = await other.client.post("/users", json=GRACE, headers=KEY)
        assert problem(response) == (409, "email_taken")

    async def test_a_refused_request_may_be_tried_again(self, service):
        admin = await service.admin()
        response = await admin.client.post("/users", json={**GRACE, "roles": ["late"]}, headers=KEY)
        assert response.status_code == 404
        await create_role(admin, "late")
        response = await admin.client.post("/users", json={**GRACE, "roles": ["late"]}, headers=KEY)
        assert response.status_code == 201

    async def test_all_at_once(self, service):
        admin = await service.admin()
        body = {**GRACE, "password": PASSWORD}
        answers = await asyncio.gather(
            *(admin.client.post("/users", json=body, headers=KEY) for _ in range(4))
        )
        assert len(await execute(service.settings, "SELECT FROM users WHERE username = 'Grace'")) == 1
        assert {answer.status_code for answer in answers} <= {201, 409}
        assert {problem(answer) for answer in answers if answer.is_error} <= {
            (409, "idempotency_in_progress")
        }
