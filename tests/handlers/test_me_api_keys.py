import asyncio
from uuid import uuid4

import pytest

from tests.support.answers import faults, problem
from tests.support.clock import pass_time
from tests.support.database import execute


def create(person, **fields):
    return person.client.post("/users/me/api-keys", json={"name": "reader", "scopes": [], **fields})


@pytest.fixture
def key_client(service):
    """A client that signs in with a new API key."""

    async def make(person, *scopes, **fields):
        response = await create(person, scopes=list(scopes), **fields)
        return service.client(**{"X-API-Key": response.json()["key"]})

    return make


class TestCreateApiKey:
    async def test_shows_the_key_this_once(self, service):
        person = await service.person()
        response = await create(person, name="nightly report", scopes=["users:read"])
        key = response.json()
        (listed,) = (await person.client.get("/users/me/api-keys")).json()["items"]
        text = key.pop("key")
        assert response.status_code == 201
        assert response.headers["location"] == f"/users/me/api-keys/{key['id']}"
        assert response.headers["cache-control"] == "no-store"
        assert text.startswith(key["prefix"] + "_")
        assert (key["name"], key["scopes"], key["expires_at"]) == ("nightly report", ["users:read"], None)
        assert listed == key

    async def test_what_is_kept_does_not_make_it_work(self, service):
        person = await service.person()
        key = (await create(person)).json()
        (row,) = await execute(service.settings, "SELECT api_keys::text AS kept FROM api_keys")
        secret = key["key"].removeprefix(key["prefix"])
        assert secret not in row["kept"]

    async def test_works_for_its_scopes_and_no_more(self, service, key_client):
        admin = await service.admin()
        client = await key_client(admin, "users:read")
        assert (await client.get("/users")).status_code == 200
        assert problem(await client.get("/admin/audit")) == (403, "forbidden")

    async def test_works_for_what_its_owner_still_may(self, service, key_client):
        person = await service.admin("admin")
        client = await key_client(person, "users:read", "audit:read")
        sql = "DELETE FROM user_roles WHERE user_id = $1 AND role = 'admin'"
        await execute(service.settings, sql, person.id)
        assert problem(await client.get("/admin/audit")) == (403, "forbidden")
        assert (await client.get("/users")).status_code == 200

    async def test_without_scopes_it_reads_the_own_account_only(self, service, key_client):
        client = await key_client(await service.admin())
        assert (await client.get("/users/me")).status_code == 200
        assert problem(await client.get("/users")) == (403, "forbidden")

    async def test_nobody_gives_what_they_do_not_hold(self, service):
        person = await service.person()
        response = await create(person, scopes=["users:read", "users:write"])
        assert problem(response) == (403, "privilege_escalation")

    async def test_expires(self, service, key_client, monkeypatch):
        person = await service.person()
        client = await key_client(person, expires_in_days=30)
        pass_time(monkeypatch, days=29, hours=23)
        assert (await client.get("/auth/me")).status_code == 200
        pass_time(monkeypatch, hours=1)
        assert problem(await client.get("/auth/me")) == (401, "invalid_token")

    @pytest.mark.parametrize("fields", [{}, {"expires_in_days": None}])
    async def test_never_expires_unless_asked_to(self, service, key_client, monkeypatch, fields):
        client = await key_client(await service.person(), **fields)
        pass_time(monkeypatch, days=4000)
        assert (await client.get("/auth/me")).status_code == 200

    async def test_the_last_use_is_noted(self, service, key_client):
        person = await service.person()
        client = await key_client(person)
        await client.get("/auth/me")
        (key,) = (await person.client.get("/users/me/api-keys")).json()["items"]
        assert key["last_used_at"] > key["created_at"]

    @pytest.mark.parametrize(
        ("field", "value", "fault"),
        [
            ("name", "", ("/name", "min_length")),
            ("name", "n" * 101, ("/name", "max_length")),
            ("name", "a\nb", ("/name", "pattern")),
            ("scopes", ["users:all"], ("/scopes/0", "pattern")),
            ("scopes", ["users:read", "users:read"], ("/scopes", "unique_items")),
            ("expires_in_days", 0, ("/expires_in_days", "minimum")),
            ("expires_in_days", 3651, ("/expires_in_days", "maximum")),
            ("expires_in_days", 1.5, ("/expires_in_days", "type")),
            ("user_id", 1, ("/user_id", "additional_properties")),
        ],
    )
    async def test_bounds(self, service, field, value, fault):
        response = await create(await service.person(), **{field: value})
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [fault]

    async def test_fifty_and_no_more(self, service):
        person = await service.person()
        for _ in range(48):
            await create(person)
        responses = await asyncio.gather(*(create(person) for _ in range(4)))
        refused = [response for response in responses if response.status_code != 201]
        items = (await person.client.get("/users/me/api-keys")).json()["items"]
        assert [problem(response) for response in refused] == [(409, "api_key_limit")] * 2
        assert len(items) == 50
        await person.client.delete(f"/users/me/api-keys/{items[0]['id']}")
        assert (await create(person)).status_code == 201

    async def test_an_expired_key_does_not_count(self, service, monkeypatch):
        person = await service.person()
        for _ in range(50):
            await create(person, expires_in_days=1)
        pass_time(monkeypatch, days=1)
        person = await service.login(person.user)
        assert (await create(person)).status_code == 201
        assert len((await person.client.get("/users/me/api-keys")).json()["items"]) == 1


class TestListApiKeys:
    async def test_newest_first_and_nobody_elses(self, service):
        person, other = await service.person(), await service.person()
        await create(other, name="theirs")
        for name in ("first", "second"):
            await create(person, name=name)
        items = (await person.client.get("/users/me/api-keys")).json()["items"]
        assert [item["name"] for item in items] == ["second", "first"]


class TestRevokeApiKey:
    async def test_it_stops_at_once(self, service):
        person = await service.person()
        key = (await create(person)).json()
        client = service.client(**{"X-API-Key": key["key"]})
        response = await person.client.delete(f"/users/me/api-keys/{key['id']}")
        assert response.status_code == 204
        assert problem(await client.get("/auth/me")) == (401, "invalid_token")
        assert (await person.client.get("/users/me/api-keys")).json() == {"items": []}

    async def test_those_of_others_and_revoked_ones_are_not_there(self, service):
        person, other = await service.person(), await service.person()
        theirs, revoked = (await create(other)).json()["id"], (await create(person)).json()["id"]
        await person.client.delete(f"/users/me/api-keys/{revoked}")
        for key_id in (theirs, revoked, uuid4()):
            response = await person.client.delete(f"/users/me/api-keys/{key_id}")
            assert problem(response) == (404, "api_key_not_found")
        assert len((await other.client.get("/users/me/api-keys")).json()["items"]) == 1


class TestWrongPlaces:
    """A secret opens the door it was made for, and no other."""

    async def test_an_api_key_is_no_bearer_token(self, service):
        person = await service.person()
        key = (await create(person)).json()["key"]
        response = await service.client(Authorization=f"Bearer {key}").get("/auth/me")
        assert problem(response) == (401, "invalid_token")

    @pytest.mark.parametrize("which", ["access_token", "refresh_token"])
    async def test_tokens_are_no_api_keys(self, service, which):
        person = await service.person()
        response = await service.client(**{"X-API-Key": person.tokens[which]}).get("/auth/me")
        assert problem(response) == (401, "invalid_token")

    async def test_a_refresh_token_is_no_bearer_token(self, service):
        person = await service.person()
        client = service.client(Authorization=f"Bearer {person.tokens['refresh_token']}")
        assert problem(await client.get("/auth/me")) == (401, "invalid_token")

    async def test_a_mailed_token_is_neither(self, service):
        user = await service.register()
        await service.client().post("/auth/password/reset", json={"email": user["email"]})
        token = await service.mailed_token(user["email"])
        headers = [{"Authorization": f"Bearer {token}"}, {"X-API-Key": token}]
        answers = [await service.client(**header).get("/auth/me") for header in headers]
        assert [problem(answer) for answer in answers] == [(401, "invalid_token")] * 2

    @pytest.mark.parametrize("key", ["gk_", "gk_0123456789ab_x", "x" * 5000, "é"])
    async def test_what_is_no_key(self, service, key):
        client = service.client()
        response = await client.get("/auth/me", headers=[(b"X-API-Key", key.encode())])
        assert problem(response) == (401, "invalid_token")

    @pytest.mark.parametrize(
        ("method", "path", "body"),
        [
            ("PATCH", "/users/me", {"bio": "x"}),
            ("DELETE", "/users/me", None),
            ("POST", "/users/me/api-keys", {"name": "more", "scopes": []}),
            ("GET", "/users/me/api-keys", None),
            ("GET", "/users/me/sessions", None),
            ("POST", "/users/me/change-password", {"current_password": "x", "new_password": "Other-Gate-77"}),
        ],
    )
    async def test_a_key_does_not_change_the_account(self, service, key_client, method, path, body):
        client = await key_client(await service.admin(), "users:read")
        response = await client.request(method, path, json=body)
        assert problem(response) == (401, "unauthenticated")
