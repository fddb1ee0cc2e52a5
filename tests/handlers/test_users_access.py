"""The sessions of others, and giving and taking roles."""

import asyncio

import pytest

from tests.support.answers import problem
from tests.support.database import execute
from tests.support.service import Person
from tests.support.users import create_api_key, create_role, create_user


@pytest.fixture
async def admin(service):
    return await service.admin()


async def grant(by, user_id, role):
    return await by.client.put(f"/users/{user_id}/roles/{role}")


async def revoke(by, user_id, role):
    return await by.client.delete(f"/users/{user_id}/roles/{role}")


async def can_use(client):
    return (await client.get("/users/me")).status_code == 200


class TestSessions:
    async def test_where_a_user_is_signed_in(self, service, admin):
        person = await service.person()
        await service.login(person.user)
        sessions = (await admin.client.get(f"/users/{person.id}/sessions")).json()["items"]
        assert [session["is_current"] for session in sessions] == [False, False]
        assert {session["ip_address"] for session in sessions} == {"198.51.100.7"}
        assert sessions[0]["created_at"] > sessions[1]["created_at"]

    async def test_the_own_one_is_marked(self, admin):
        [session] = (await admin.client.get(f"/users/{admin.id}/sessions")).json()["items"]
        assert session["is_current"] is True

    async def test_a_user_who_never_signed_in(self, admin):
        user = await create_user(admin)
        assert (await admin.client.get(f"/users/{user['id']}/sessions")).json() == {"items": []}

    async def test_all_end_and_api_keys_stay(self, service, admin):
        person = await service.person()
        other = await service.login(person.user)
        key = service.client(**{"X-API-Key": await create_api_key(person)})
        assert (await admin.client.delete(f"/users/{person.id}/sessions")).status_code == 204
        assert [await can_use(client) for client in (person.client, other.client, key)] == [
            False,
            False,
            True,
        ]
        assert (await admin.client.get(f"/users/{person.id}/sessions")).json() == {"items": []}
        assert await can_use((await service.login(person.user)).client)


@pytest.mark.parametrize("change", [grant, revoke])
class TestBoth:
    async def test_anonymous(self, service, change):
        nobody = Person(service.client(), {}, "")
        assert problem(await change(nobody, 1, "user")) == (401, "unauthenticated")

    async def test_forbidden(self, service, change):
        person = await service.person()
        assert problem(await change(person, person.id, "user")) == (403, "forbidden")

    async def test_nobody(self, admin, change):
        assert problem(await change(admin, 999, "user")) == (404, "user_not_found")

    async def test_no_such_role(self, admin, change):
        user = await create_user(admin)
        assert problem(await change(admin, user["id"], "nothing")) == (404, "role_not_found")

    @pytest.mark.parametrize("role", ["superuser", "introspector", "everything"])
    async def test_a_role_above_the_caller(self, service, admin, change, role):
        await create_role(admin, "introspector", "tokens:introspect")
        await create_role(admin, "everything", "users:read", "roles:write")
        lesser = await service.admin("admin")
        user = await create_user(lesser)
        assert problem(await change(lesser, user["id"], role)) == (403, "privilege_escalation")

    async def test_a_user_above_the_caller(self, service, admin, change):
        lesser = await service.admin("admin")
        assert problem(await change(lesser, admin.id, "user")) == (403, "privilege_escalation")

    async def test_nobody_makes_or_unmakes_a_superuser_by_permissions_alone(self, service, admin, change):
        permissions = [
            item["name"] for item in (await admin.client.get("/admin/permissions")).json()["items"]
        ]
        await create_role(admin, "everything", *permissions)
        other = await service.admin("everything")
        user = await create_user(admin)
        assert problem(await change(other, user["id"], "superuser")) == (403, "privilege_escalation")

    async def test_an_api_key_hands_on_no_more_than_its_scopes(self, service, admin, change):
        user = await create_user(admin, roles=["user"])
        key = await create_api_key(admin, "roles:assign")
        holder = Person(service.client(**{"X-API-Key": key}), {}, "")
        assert problem(await change(holder, user["id"], "user")) == (403, "privilege_escalation")


class TestGrant:
    async def test_the_user_can_do_more_once_signed_in_again(self, service, admin):
        person = await service.person()
        assert problem(await person.client.get("/admin/audit")) == (403, "forbidden")
        response = await grant(admin, person.id, "admin")
        assert (response.status_code, response.json()["roles"]) == (200, ["admin", "user"])
        assert not await can_use(person.client)
        again = await service.login(person.user)
        assert (await again.client.get("/admin/audit")).status_code == 200

    async def test_twice_changes_nothing(self, service, admin):
        person = await service.person()
        before = await admin.client.get(f"/users/{person.id}")
        response = await grant(admin, person.id, "user")
        assert (response.json(), response.headers["etag"]) == (before.json(), before.headers["etag"])
        assert await can_use(person.client)

    async def test_it_is_in_the_audit_log(self, admin):
        user = await create_user(admin)
        await grant(admin, user["id"], "admin")
        query = {"action": "users.grant_role"}
        [entry] = (await admin.client.get("/admin/audit", params=query)).json()["items"]
        assert (entry["target_id"], entry["details"]) == (user["uuid"], {"role": "admin"})

    async def test_a_superuser(self, service, admin):
        person = await service.person()
        assert (await grant(admin, person.id, "superuser")).json()["is_superuser"] is True


class TestRevoke:
    async def test_it_is_felt_on_the_next_request(self, service, admin):
        other = await service.admin("admin")
        key = service.client(**{"X-API-Key": await create_api_key(other, "audit:read")})
        assert (await key.get("/admin/audit")).status_code == 200
        response = await revoke(admin, other.id, "admin")
        assert (response.status_code, response.json()["roles"]) == (200, ["user"])
        assert not await can_use(other.client)
        assert not await can_use(key)
        again = await service.login(other.user)
        assert problem(await again.client.get("/admin/audit")) == (403, "forbidden")

    async def test_a_role_that_the_user_does_not_have(self, admin):
        user = await create_user(admin)
        before = await admin.client.get(f"/users/{user['id']}")
        response = await revoke(admin, user["id"], "admin")
        assert (response.json(), response.headers["etag"]) == (user, before.headers["etag"])

    async def test_the_last_superuser_stays_one(self, service, admin):
        assert problem(await revoke(admin, admin.id, "superuser")) == (409, "last_admin")
        other = await service.admin()
        assert (await revoke(admin, other.id, "superuser")).status_code == 200
        assert problem(await revoke(admin, admin.id, "superuser")) == (409, "last_admin")

    async def test_a_superuser_who_cannot_act_does_not_count(self, service, admin):
        other, third = await service.admin(), await service.admin()
        await admin.client.post(f"/users/{other.id}/deactivate")
        await admin.client.delete(f"/users/{third.id}")
        assert problem(await revoke(admin, admin.id, "superuser")) == (409, "last_admin")
        assert (await revoke(admin, other.id, "superuser")).status_code == 200

    async def test_two_superusers_at_once(self, service, admin):
        other = await service.admin()
        answers = await asyncio.gather(
            revoke(admin, other.id, "superuser"), revoke(other, admin.id, "superuser")
        )
        assert [answer.status_code for answer in answers].count(200) == 1
        roles = await execute(service.settings, "SELECT FROM user_roles WHERE role = 'superuser'")
        assert len(roles) == 1
