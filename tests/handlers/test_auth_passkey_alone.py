"""A passkey signs in by itself: no name, no password."""

import jwt
import pytest

from tests.support.answers import problem
from tests.support.authenticator import protect
from tests.support.database import execute
from tests.support.passkeys import PRESENT, SecurityKey, ask_to_sign_in, hold, sign_in
from tests.support.service import PASSWORD
from tests.support.stepping_up import make_key

REFUSED = (403, "passkey_invalid")


@pytest.fixture
async def ada(service):
    return await service.person()


@pytest.fixture
async def key(ada):
    return await hold(ada.client, PASSWORD)


@pytest.fixture
def client(service):
    return service.client()


def claims(tokens):
    return jwt.decode(tokens["access_token"], options={"verify_signature": False})


class TestBegin:
    async def test_asks_for_any_passkey_that_its_person_unlocks(self, client):
        answer = await client.post("/auth/passkey/options")
        options = answer.json()["options"]
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert (options["allowCredentials"], options["userVerification"]) == ([], "required")
        assert (options["rpId"], answer.json()["expires_in"]) == ("127.0.0.1", 300)

    async def test_strangers_are_limited(self, start_service):
        client = (await start_service(rate_limit_requests=2)).client()
        answers = [await client.post("/auth/passkey/options") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]


class TestLogIn:
    async def test_opens_a_session_that_has_shown_two_factors(self, service, ada, key, client):
        answer = await sign_in(client, key.get(await ask_to_sign_in(client)))
        tokens = answer.json()
        bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert (tokens["status"], tokens["user"]["id"]) == ("signed_in", ada.id)
        assert claims(tokens)["amr"] == ["pop", "mfa"]
        assert claims(tokens)["acr"] == "urn:gatehouse:acr:2fa"
        assert (await make_key(service.client(**bearer))).status_code == 201

    async def test_remembers_who_wants_to_be(self, key, client):
        credential = key.get(await ask_to_sign_in(client))
        tokens = (await sign_in(client, credential, remember_me=True)).json()
        assert tokens["expires_in"] == 86_400

    async def test_with_the_right_one_of_several(self, ada, key, client):
        await protect(ada.client, PASSWORD)
        other = await hold(ada.client, PASSWORD)
        for each in (key, other):
            answer = await sign_in(client, each.get(await ask_to_sign_in(client)))
            assert answer.json()["user"]["id"] == ada.id

    async def test_is_in_the_audit_trail(self, service, ada, key, client):
        admin = await service.admin()
        await sign_in(client, key.get(await ask_to_sign_in(client)))
        key.flags = PRESENT
        await sign_in(client, key.get(await ask_to_sign_in(client)))
        query = {"target": ada.user["uuid"], "limit": 2}
        entries = (await admin.client.get("/admin/audit", params=query)).json()["items"]
        assert [(entry["action"], entry["details"]) for entry in entries] == [
            ("auth.login_failed", {"factor": "passkey"}),
            ("auth.login", {"passkey": "alone"}),
        ]

    async def test_the_refusal_says_what_would_be_right(self, client):
        answer = await sign_in(client, SecurityKey(handle="AAAA").get(await ask_to_sign_in(client)))
        assert problem(answer) == REFUSED
        assert "http://127.0.0.1:8000" in answer.json()["detail"]

    async def test_what_no_browser_returns_is_named(self, key, client):
        signed = key.get(await ask_to_sign_in(client))
        signed["response"]["clientDataJSON"] = "e30"
        for credential in ({"id": "x"}, signed):
            answer = await sign_in(client, credential)
            assert problem(answer) == REFUSED
            assert "toJSON()" in answer.json()["detail"]


class TestAccount:
    async def test_that_is_deactivated(self, service, ada, key, client):
        admin = await service.admin()
        await admin.client.post(f"/users/{ada.id}/deactivate")
        answer = await sign_in(client, key.get(await ask_to_sign_in(client)))
        assert problem(answer) == (403, "account_inactive")

    async def test_that_has_to_reset_the_password(self, service, ada, key, client):
        admin = await service.admin()
        await admin.client.post(f"/users/{ada.id}/force-password-reset")
        answer = await sign_in(client, key.get(await ask_to_sign_in(client)))
        assert problem(answer) == (403, "password_reset_required")

    async def test_whose_address_is_not_verified(self, service, ada, key, client):
        sql = "UPDATE users SET status = 'pending_verification' WHERE id = $1"
        await execute(service.settings, sql, ada.id)
        answer = await sign_in(client, key.get(await ask_to_sign_in(client)))
        assert problem(answer) == (403, "email_not_verified")

    async def test_that_is_deleted(self, service, ada, key, client):
        admin = await service.admin()
        await admin.client.delete(f"/users/{ada.id}")
        assert problem(await sign_in(client, key.get(await ask_to_sign_in(client)))) == REFUSED

    async def test_whose_factors_were_reset(self, service, ada, key, client):
        admin = await service.admin()
        await admin.client.delete(f"/users/{ada.id}/factors")
        assert problem(await sign_in(client, key.get(await ask_to_sign_in(client)))) == REFUSED

    async def test_that_is_locked_by_wrong_passwords(self, ada, key, client):
        for _ in range(6):
            body = {"email": ada.user["email"], "password": "Wrong-Gate-1"}
            locked = await client.post("/auth/login", json=body)
        answer = await sign_in(client, key.get(await ask_to_sign_in(client)))
        assert (locked.status_code, answer.status_code) == (429, 200)
