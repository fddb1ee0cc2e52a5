import pytest

from tests.support.answers import faults, problem
from tests.support.clock import pass_time

NOT_LIVE = {"active": False}


@pytest.fixture
async def introspect(service):
    """What somebody who may ask is told about a token."""
    admin = await service.admin()

    async def ask(token, **fields):
        response = await admin.client.post("/auth/introspect", data={"token": token, **fields})
        assert response.status_code == 200, response.text
        return response.json()

    return ask


async def api_key(person, **fields):
    body = {"name": "reader", "scopes": [], **fields}
    response = await person.client.post("/users/me/api-keys", json=body)
    return response.json()


class TestIntrospect:
    async def test_an_access_token(self, service, introspect):
        person = await service.person()
        told = await introspect(person.tokens["access_token"], token_type_hint="access_token")
        sessions = (await person.client.get("/users/me/sessions")).json()["items"]
        assert told["active"] is True
        assert told["token_type"] == "access_token"
        assert (told["sub"], told["username"]) == (person.user["uuid"], person.user["username"])
        assert told["scope"] == "users:read"
        assert told["sid"] == sessions[0]["id"]
        assert (told["iss"], told["aud"]) == ("gatehouse", "gatehouse")
        assert told["exp"] - told["iat"] == 900
        assert told["jti"]

    async def test_a_refresh_token(self, service, introspect):
        person = await service.person()
        told = await introspect(person.tokens["refresh_token"], token_type_hint="access_token")
        assert (told["active"], told["token_type"]) == (True, "refresh_token")
        assert told["sub"] == person.user["uuid"]
        assert "iat" not in told

    async def test_an_api_key_has_the_scopes_that_its_owner_holds(self, service, introspect):
        person = await service.person()
        key = await api_key(person, scopes=["users:read"], expires_in_days=1)
        told = await introspect(key["key"])
        assert (told["active"], told["token_type"], told["scope"]) == (True, "api_key", "users:read")
        assert told["exp"] > 0

    async def test_an_api_key_without_end_or_scopes(self, service, introspect):
        person = await service.person()
        told = await introspect((await api_key(person))["key"])
        assert (told["active"], told["scope"]) == (True, "")
        assert "exp" not in told

    @pytest.mark.parametrize("token", ["x", "a.b.c", "gr_x", "gk_x_y", "go_x", "é" * 100, "x" * 4096])
    async def test_what_nobody_issued(self, introspect, token):
        assert await introspect(token) == NOT_LIVE

    async def test_what_was_ended(self, service, introspect):
        person = await service.person()
        key = (await api_key(person))["key"]
        await person.client.delete("/users/me")
        tokens = [person.tokens["access_token"], person.tokens["refresh_token"], key]
        assert [await introspect(token) for token in tokens] == [NOT_LIVE] * 3

    async def test_what_has_expired(self, service, monkeypatch):
        person = await service.person()
        admin = await service.login((await service.admin()).user, remember_me=True)
        pass_time(monkeypatch, minutes=15)
        form = {"token": person.tokens["access_token"]}
        assert (await admin.client.post("/auth/introspect", data=form)).json() == NOT_LIVE

    async def test_a_spent_refresh_token(self, service, introspect):
        person = await service.person()
        body = {"refresh_token": person.tokens["refresh_token"]}
        renewed = (await service.client().post("/auth/refresh", json=body)).json()
        assert await introspect(person.tokens["refresh_token"]) == NOT_LIVE
        assert (await introspect(renewed["refresh_token"]))["active"] is True

    async def test_one_time_tokens_are_none_of_its_business(self, service, introspect):
        user = await service.register()
        await service.client().post("/auth/password/reset", json={"email": user["email"]})
        assert await introspect(await service.mailed_token(user["email"])) == NOT_LIVE

    @pytest.mark.parametrize("roles", [[], ["admin"]])
    async def test_needs_the_permission(self, service, roles):
        person = await service.admin(*roles) if roles else await service.person()
        response = await person.client.post("/auth/introspect", data={"token": "x"})
        assert problem(response) == (403, "forbidden")

    async def test_by_api_key_with_that_scope(self, service):
        admin = await service.admin()
        key = await api_key(admin, scopes=["tokens:introspect"])
        client = service.client(**{"X-API-Key": key["key"]})
        response = await client.post("/auth/introspect", data={"token": admin.tokens["access_token"]})
        assert response.json()["active"] is True

    async def test_a_form_without_a_token(self, service):
        admin = await service.admin()
        response = await admin.client.post("/auth/introspect", data={"token": ""})
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [("/token", "min_length")]


class TestRevoke:
    @pytest.mark.parametrize("which", ["access_token", "refresh_token"])
    async def test_ends_the_session_of_the_token(self, service, which):
        person = await service.person()
        elsewhere = await service.login(person.user)
        response = await service.client().post("/auth/revoke", data={"token": person.tokens[which]})
        refreshed = await service.client().post(
            "/auth/refresh", json={"refresh_token": person.tokens["refresh_token"]}
        )
        assert (response.status_code, response.content) == (200, b"")
        assert problem(await person.client.get("/auth/me")) == (401, "invalid_token")
        assert problem(refreshed) == (401, "refresh_token_invalid")
        assert (await elsewhere.client.get("/auth/me")).status_code == 200

    async def test_stops_an_api_key(self, service):
        person = await service.person()
        key = (await api_key(person))["key"]
        await service.client().post("/auth/revoke", data={"token": key})
        by_key = await service.client(**{"X-API-Key": key}).get("/auth/me")
        assert problem(by_key) == (401, "invalid_token")
        assert (await person.client.get("/users/me/api-keys")).json()["items"] == []

    async def test_is_noted(self, service):
        person = await service.person()
        elsewhere = await service.login(person.user)
        for token in (person.tokens["refresh_token"], (await api_key(elsewhere))["key"]):
            await service.client().post("/auth/revoke", data={"token": token})
        entries = (await elsewhere.client.get("/users/me/export")).json()["audit"]
        assert [entry["action"] for entry in entries].count("auth.revoke") == 2

    @pytest.mark.parametrize("token", ["x", "a.b.c", "gr_x", "gk_x_y", "é"])
    async def test_what_nobody_issued_is_passed_over(self, service, token):
        form = {"token": token, "token_type_hint": "saml"}
        assert (await service.client().post("/auth/revoke", data=form)).status_code == 200

    async def test_twice_is_as_good_as_once(self, service):
        person = await service.person()
        form = {"token": person.tokens["refresh_token"]}
        answers = [await service.client().post("/auth/revoke", data=form) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200]
