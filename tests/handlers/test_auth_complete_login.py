"""Signing in with a second factor."""

import jwt
import pytest

from tests.support.answers import faults, problem
from tests.support.authenticator import begin, complete, protect
from tests.support.clock import pass_time
from tests.support.mails import subjects
from tests.support.service import PASSWORD

WRONG, INVALID = (403, "factor_code_invalid"), (401, "login_token_invalid")


@pytest.fixture
async def ada(service):
    return await service.person()


@pytest.fixture
async def app(ada):
    return await protect(ada.client, PASSWORD)


@pytest.fixture
def client(service):
    return service.client()


def claims(tokens):
    return jwt.decode(tokens["access_token"], options={"verify_signature": False})


class TestLogin:
    @pytest.mark.usefixtures("app")
    async def test_gives_a_login_token_and_says_what_completes_it(self, ada, client):
        response = await client.post("/auth/login", json={"email": ada.user["email"], "password": PASSWORD})
        body = response.json()
        assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")
        assert sorted(body) == ["expires_in", "factors", "login_token", "status"]
        assert (body["status"], body["expires_in"]) == ("factor_required", 300)
        assert body["factors"] == ["totp", "recovery_code"]

    @pytest.mark.usefixtures("app")
    async def test_a_wrong_password_says_nothing_of_it(self, ada, client):
        body = {"email": ada.user["email"], "password": "Wrong-Gate-1"}
        assert problem(await client.post("/auth/login", json=body)) == (401, "invalid_credentials")

    async def test_without_one_the_answer_has_tokens_and_says_so(self, service):
        person = await service.person()
        assert person.tokens["status"] == "signed_in"
        assert claims(person.tokens)["amr"] == ["pwd"]
        assert claims(person.tokens)["acr"] == "urn:gatehouse:acr:1fa"

    async def test_the_token_endpoint_says_so_in_its_own_words(self, ada, app, client):
        form = {"grant_type": "password", "username": ada.user["email"], "password": PASSWORD}
        response = await client.post("/auth/token", data=form)
        body = response.json()
        assert (response.status_code, body["error"], body["expires_in"]) == (400, "mfa_required", 300)
        assert (await complete(client, body["login_token"], app.fresh())).status_code == 200


class TestCompleteLogin:
    async def test_opens_a_session(self, ada, app, client):
        response = await complete(client, await begin(client, ada, PASSWORD), app.fresh())
        tokens = response.json()
        own = await client.get("/auth/me", headers={"Authorization": f"Bearer {tokens['access_token']}"})
        assert (response.status_code, tokens["status"]) == (200, "signed_in")
        assert (own.json()["uuid"], tokens["user"]["uuid"]) == (ada.user["uuid"], ada.user["uuid"])

    async def test_tokens_say_how_and_when_and_refreshing_changes_neither(
        self, ada, app, client, monkeypatch
    ):
        tokens = (await complete(client, await begin(client, ada, PASSWORD), app.fresh())).json()
        pass_time(monkeypatch, minutes=10)
        body = {"refresh_token": tokens["refresh_token"]}
        refreshed = (await client.post("/auth/refresh", json=body)).json()
        first, second = claims(tokens), claims(refreshed)
        assert (first["amr"], first["acr"]) == (["pwd", "otp", "mfa"], "urn:gatehouse:acr:2fa")
        assert first["auth_time"] == first["iat"] < second["iat"]
        assert all(first[name] == second[name] for name in ("amr", "acr", "auth_time"))

    async def test_introspection_says_it_too(self, service, ada, app, client):
        admin = await service.admin()
        tokens = (await complete(client, await begin(client, ada, PASSWORD), app.fresh())).json()
        form = {"token": tokens["access_token"]}
        seen = (await admin.client.post("/auth/introspect", data=form)).json()
        assert (seen["amr"], seen["acr"]) == (["pwd", "otp", "mfa"], "urn:gatehouse:acr:2fa")
        assert seen["auth_time"] == claims(tokens)["auth_time"]

    async def test_remembers_who_wants_to_be(self, ada, app, client):
        token = await begin(client, ada, PASSWORD, remember_me=True)
        tokens = (await complete(client, token, app.fresh())).json()
        assert tokens["expires_in"] == 24 * 60 * 60

    async def test_a_recovery_code_stands_in_once_and_the_owner_is_told(self, service, ada, app, client):
        code = app.recovery_codes[0]
        typed = code.lower().replace("-", " ")
        first = await complete(client, await begin(client, ada, PASSWORD), typed)
        again = await complete(client, await begin(client, ada, PASSWORD), code)
        left = (await ada.client.get("/users/me/factors")).json()["recovery_codes_left"]
        assert first.status_code == 200
        assert problem(again) == WRONG
        assert left == 9
        assert "A recovery code was used" in await subjects(service, ada.user["email"])

    async def test_when_all_are_used_they_are_no_longer_offered(self, ada, app, client):
        for code in app.recovery_codes:
            await complete(client, await begin(client, ada, PASSWORD), code)
        body = {"email": ada.user["email"], "password": PASSWORD}
        assert (await client.post("/auth/login", json=body)).json()["factors"] == ["totp"]

    async def test_codes_of_the_steps_beside_the_present_one_are_taken(self, ada, app, client, monkeypatch):
        pass_time(monkeypatch, minutes=5)
        early = app.fresh()
        pass_time(monkeypatch, seconds=30)
        assert (await complete(client, await begin(client, ada, PASSWORD), early)).status_code == 200
        late = app.fresh()
        pass_time(monkeypatch, seconds=61)
        assert problem(await complete(client, await begin(client, ada, PASSWORD), late)) == WRONG

    async def test_a_code_works_once(self, ada, app, client):
        code = app.fresh()
        assert (await complete(client, await begin(client, ada, PASSWORD), code)).status_code == 200
        assert problem(await complete(client, await begin(client, ada, PASSWORD), code)) == WRONG

    async def test_any_factor_will_do(self, ada, app, client):
        second = await protect(ada.client, PASSWORD, name="tablet")
        assert second.recovery_codes == []
        for each in (app, second):
            response = await complete(client, await begin(client, ada, PASSWORD), each.fresh())
            assert response.status_code == 200

    async def test_a_wrong_code_leaves_the_token_usable(self, ada, app, client):
        token = await begin(client, ada, PASSWORD)
        assert problem(await complete(client, token, app.wrong())) == WRONG
        assert (await complete(client, token, app.fresh())).status_code == 200

    @pytest.mark.parametrize("token", ["gl_x", "go_" + "A" * 60, "gl_" + "A" * 60, "nothing"])
    async def test_an_unknown_token(self, client, token):
        assert problem(await complete(client, token, "123456")) == INVALID

    async def test_an_expired_token(self, ada, app, client, monkeypatch):
        token = await begin(client, ada, PASSWORD)
        pass_time(monkeypatch, seconds=301)
        assert problem(await complete(client, token, app.fresh())) == INVALID

    async def test_a_new_password_voids_it(self, ada, app, client):
        token = await begin(client, ada, PASSWORD)
        body = {"current_password": PASSWORD, "new_password": "Quite-Different-8"}
        await ada.client.post("/users/me/change-password", json=body)
        assert problem(await complete(client, token, app.fresh())) == INVALID

    async def test_an_account_that_was_deactivated_meanwhile(self, service, ada, app, client):
        admin = await service.admin()
        token = await begin(client, ada, PASSWORD)
        await admin.client.post(f"/users/{ada.id}/deactivate")
        assert problem(await complete(client, token, app.fresh())) == INVALID

    async def test_what_is_no_code_is_named(self, client):
        response = await complete(client, "gl_x", "12345")
        assert response.status_code == 422
        assert faults(response) == [("/code", "min_length")]

    async def test_both_steps_are_in_the_audit_trail(self, service, ada, app, client):
        admin = await service.admin()
        token = await begin(client, ada, PASSWORD)
        await complete(client, token, app.wrong())
        await complete(client, token, app.fresh())
        query = {"target": ada.user["uuid"], "limit": 3}
        entries = (await admin.client.get("/admin/audit", params=query)).json()["items"]
        assert [entry["action"] for entry in entries] == [
            "auth.login",
            "auth.factor_failed",
            "auth.factor_required",
        ]
        assert entries[0]["details"] == {"factor": "totp"}
