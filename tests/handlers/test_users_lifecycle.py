"""Deleting, erasing, restoring, switching on and off, unlocking, and asking for another password."""

import asyncio

import pytest

from tests.support.answers import problem
from tests.support.database import execute
from tests.support.service import PASSWORD
from tests.support.users import create_api_key, create_role, create_user

ACTS = (
    ("DELETE", ""),
    ("POST", "/activate"),
    ("POST", "/deactivate"),
    ("POST", "/restore"),
    ("POST", "/unlock"),
    ("POST", "/force-password-reset"),
    ("GET", "/sessions"),
    ("DELETE", "/sessions"),
)


@pytest.fixture
async def admin(service):
    return await service.admin()


async def act(by, user_id, name, **query):
    return await by.client.post(f"/users/{user_id}/{name}", params=query)


async def delete(by, user_id, **query):
    return await by.client.delete(f"/users/{user_id}", params=query)


async def can_use(client):
    return (await client.get("/users/me")).status_code == 200


async def login(service, user, password=PASSWORD, **client):
    body = {"email": user["email"], "password": password}
    return await service.client(**client).post("/auth/login", json=body)


@pytest.mark.parametrize(("method", "suffix"), ACTS)
class TestEveryAct:
    async def test_forbidden(self, service, method, suffix):
        person = await service.person()
        response = await person.client.request(method, f"/users/{person.id}{suffix}")
        assert problem(response) == (403, "forbidden")

    async def test_nobody(self, admin, method, suffix):
        response = await admin.client.request(method, f"/users/999{suffix}")
        assert problem(response) == (404, "user_not_found")

    async def test_nobody_reaches_above_themselves(self, service, admin, method, suffix):
        lesser = await service.admin("admin")
        response = await lesser.client.request(method, f"/users/{admin.id}{suffix}")
        assert problem(response) == (403, "privilege_escalation")
        assert await can_use(admin.client)

    async def test_nobody_with_every_permission_reaches_a_superuser(self, service, admin, method, suffix):
        """A role that holds all permissions of today is not the role that holds those of tomorrow."""
        permissions = [
            item["name"] for item in (await admin.client.get("/admin/permissions")).json()["items"]
        ]
        await create_role(admin, "everything", *permissions)
        other = await service.admin("everything")
        response = await other.client.request(method, f"/users/{admin.id}{suffix}")
        assert problem(response) == (403, "privilege_escalation")


class TestDelete:
    async def test_everything_of_the_user_stops(self, service, admin):
        person = await service.person()
        key = service.client(**{"X-API-Key": await create_api_key(person)})
        assert await can_use(key)
        assert (await delete(admin, person.id)).status_code == 204
        assert not await can_use(person.client)
        assert not await can_use(key)
        refresh = {"refresh_token": person.tokens["refresh_token"]}
        response = await service.client().post("/auth/refresh", json=refresh)
        assert problem(response) == (401, "refresh_token_invalid")
        assert problem(await login(service, person.user)) == (401, "invalid_credentials")

    async def test_address_and_name_stay_taken(self, admin):
        user = await create_user(admin)
        await delete(admin, user["id"])
        body = {"email": user["email"], "username": "other"}
        assert problem(await admin.client.post("/users", json=body)) == (409, "email_taken")

    async def test_twice(self, admin):
        user = await create_user(admin)
        await delete(admin, user["id"])
        assert problem(await delete(admin, user["id"])) == (404, "user_not_found")

    async def test_oneself(self, admin):
        assert problem(await delete(admin, admin.id)) == (409, "cannot_delete_self")
        assert await can_use(admin.client)

    async def test_two_superusers_at_once(self, service, admin):
        """Whichever comes first, one of them is left."""
        other = await service.admin()
        answers = await asyncio.gather(delete(admin, other.id), delete(other, admin.id))
        assert 204 in {answer.status_code for answer in answers}
        refused = [problem(answer) for answer in answers if answer.is_error]
        assert refused in ([(409, "last_admin")], [(401, "invalid_token")])
        assert [await can_use(admin.client), await can_use(other.client)].count(True) == 1

    async def test_with_a_key_that_may_not(self, service, admin):
        user = await create_user(admin)
        client = service.client(**{"X-API-Key": await create_api_key(admin, "users:write")})
        assert problem(await client.delete(f"/users/{user['id']}")) == (403, "forbidden")


class TestRestore:
    async def test_the_account_is_back_and_the_sessions_are_not(self, service, admin):
        person = await service.person()
        await delete(admin, person.id)
        response = await act(admin, person.id, "restore")
        same = {name: value for name, value in person.user.items() if name != "updated_at"}
        assert response.status_code == 200
        assert same.items() <= response.json().items()
        assert not await can_use(person.client)
        assert await can_use((await service.login(person.user)).client)

    async def test_an_account_that_is_there(self, admin):
        user = await create_user(admin)
        seen = (await admin.client.get(f"/users/{user['id']}")).headers["etag"]
        response = await act(admin, user["id"], "restore")
        assert (response.json(), response.headers["etag"]) == (user, seen)

    async def test_nobody_restores_above_themselves(self, service, admin):
        other, lesser = await service.admin(), await service.admin("admin")
        await delete(admin, other.id)
        assert problem(await act(lesser, other.id, "restore")) == (403, "privilege_escalation")
        assert problem(await admin.client.get(f"/users/{other.id}")) == (404, "user_not_found")


class TestErase:
    PERSONAL = ("Ada Lovelace", "ada@lovelace.example", "ada-l", "Engines", "198.51.100.77", "Difference/1")

    async def erased(self, service, admin):
        fields = {"email": "ada@lovelace.example", "username": "ada-l", "full_name": "Ada Lovelace"}
        user = await service.register(**fields)
        client = service.client("198.51.100.77", **{"User-Agent": "Difference/1"})
        for password in (PASSWORD, "Wrong-Gate-7"):
            await client.post("/auth/login", json={"email": fields["email"], "password": password})
        person = await service.login(user)
        await person.client.patch("/users/me", json={"bio": "Engines", "metadata": {"a": "Engines"}})
        await create_api_key(person)
        await client.post("/auth/password/reset", json={"email": fields["email"]})
        assert (await delete(admin, person.id, erase="true")).status_code == 204
        return person

    async def test_nothing_personal_is_left(self, service, admin, settings):
        await self.erased(service, admin)
        tables = await execute(settings, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        left = ""
        for (table,) in tables:
            left += "".join(str(row[0]) for row in await execute(settings, f"SELECT t::text FROM {table} t"))
        assert [text for text in self.PERSONAL if text in left] == []

    async def test_it_cannot_be_undone(self, service, admin):
        person = await self.erased(service, admin)
        assert problem(await act(admin, person.id, "restore")) == (404, "user_not_found")
        assert problem(await login(service, person.user)) == (401, "invalid_credentials")
        assert not await can_use(person.client)

    async def test_address_and_name_are_free_again(self, service, admin):
        person = await self.erased(service, admin)
        again = await service.register(email=person.user["email"], username=person.user["username"])
        assert again["uuid"] != person.user["uuid"]

    async def test_what_was_done_stays_on_record(self, service, admin):
        person = await self.erased(service, admin)
        query = {"actor": person.user["uuid"]}
        entries = (await admin.client.get("/admin/audit", params=query)).json()["items"]
        assert {"auth.register", "auth.login", "me.update"} <= {entry["action"] for entry in entries}
        assert {(entry["ip_address"], entry["user_agent"]) for entry in entries} == {(None, None)}


class TestSwitch:
    async def test_off_and_on(self, service, admin):
        person = await service.person()
        off = await act(admin, person.id, "deactivate")
        assert (off.json()["status"], off.json()["is_active"]) == ("suspended", False)
        assert not await can_use(person.client)
        assert problem(await login(service, person.user)) == (403, "account_inactive")
        on = await act(admin, person.id, "activate")
        assert (on.json()["status"], on.json()["is_active"]) == ("active", True)
        assert on.headers["etag"] != off.headers["etag"]
        assert not await can_use(person.client)
        assert (await login(service, person.user)).status_code == 200

    @pytest.mark.parametrize("name", ["activate", "deactivate"])
    async def test_twice_changes_nothing(self, admin, name):
        user = await create_user(admin)
        once, twice = [await act(admin, user["id"], name) for _ in range(2)]
        assert (twice.json(), twice.headers["etag"]) == (once.json(), once.headers["etag"])

    async def test_the_last_superuser_stays_on(self, service, admin):
        assert problem(await act(admin, admin.id, "deactivate")) == (409, "last_admin")
        other = await service.admin()
        assert (await act(admin, other.id, "deactivate")).status_code == 200
        assert problem(await act(admin, admin.id, "deactivate")) == (409, "last_admin")
        assert await can_use(admin.client)


class TestUnlock:
    async def test_the_owner_can_try_again(self, service, admin):
        person = await service.person()
        for _ in range(service.settings.login_max_failures):
            assert (await login(service, person.user, "Wrong-Gate-7")).status_code == 401
        assert problem(await login(service, person.user)) == (429, "too_many_attempts")
        response = await act(admin, person.id, "unlock")
        assert response.json()["id"] == person.id
        assert (await login(service, person.user)).status_code == 200


class TestForcePasswordReset:
    async def test_only_a_new_password_opens_the_account(self, service, admin):
        person = await service.person()
        key = service.client(**{"X-API-Key": await create_api_key(person)})
        response = await act(admin, person.id, "force-password-reset")
        assert response.status_code == 202
        assert not await can_use(person.client)
        assert not await can_use(key)
        assert problem(await login(service, person.user)) == (403, "password_reset_required")
        token = await service.mailed_token(person.user["email"])
        body = {"token": token, "new_password": "Another-Gate-8"}
        assert (await service.client().post("/auth/password/reset/confirm", json=body)).status_code == 204
        assert (await login(service, person.user, "Another-Gate-8")).status_code == 200
        assert problem(await login(service, person.user)) == (401, "invalid_credentials")
