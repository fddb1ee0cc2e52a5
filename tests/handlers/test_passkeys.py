"""Adding passkeys, and what else is done with factors when they are passkeys."""

import pytest

from tests.support.answers import problem
from tests.support.authenticator import begin, complete, protect
from tests.support.clock import pass_time
from tests.support.database import execute
from tests.support.mails import subjects
from tests.support.passkeys import (
    BACKED_UP,
    BACKUP_ELIGIBLE,
    DOMAIN,
    PRESENT,
    SecurityKey,
    add,
    ask_to_create,
    ask_to_get,
    hold,
    send,
    sign,
)
from tests.support.service import PASSWORD

REFUSED, INVALID = (403, "passkey_invalid"), (401, "login_token_invalid")


@pytest.fixture
async def ada(service):
    return await service.person()


@pytest.fixture
def client(service):
    return service.client()


async def factors_of(person):
    return (await person.client.get("/users/me/factors")).json()


class TestBegin:
    async def test_says_what_the_browser_needs(self, ada):
        body = {"password": PASSWORD}
        answer = await ada.client.post("/users/me/factors/passkey/options", json=body)
        options = answer.json()["options"]
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert answer.json()["expires_in"] == 300
        assert options["rp"] == {"id": DOMAIN, "name": DOMAIN}
        assert options["user"]["name"] == ada.user["email"]
        assert len(options["challenge"]) == 43
        assert options["attestation"] == "none"

    async def test_needs_the_password(self, ada):
        body = {"password": "Wrong-Gate-1"}
        answer = await ada.client.post("/users/me/factors/passkey/options", json=body)
        assert problem(answer) == (403, "current_password_invalid")

    async def test_wrong_passwords_lock(self, start_service):
        strict = await start_service(login_max_failures=1)
        ada = await strict.person()
        home = strict.client(**ada.bearer)
        await home.post("/auth/login", json={"email": ada.user["email"], "password": "Wrong-Gate-1"})
        answer = await ada.client.post("/users/me/factors/passkey/options", json={"password": PASSWORD})
        assert problem(answer) == (429, "too_many_attempts")

    async def test_names_those_that_the_account_has(self, ada):
        key = await hold(ada.client, PASSWORD)
        excluded = (await ask_to_create(ada.client, PASSWORD))["excludeCredentials"]
        known = key.get({"challenge": ""})["id"]
        assert excluded == [{"type": "public-key", "id": known, "transports": ["usb"]}]

    async def test_changes_nothing_yet(self, ada):
        await ask_to_create(ada.client, PASSWORD)
        assert await factors_of(ada) == {"items": [], "recovery_codes_left": 0}


class TestAdd:
    async def test_signing_in_asks_for_it_from_now_on(self, service, ada, client):
        options = await ask_to_create(ada.client, PASSWORD)
        answer = await add(ada.client, SecurityKey().create(options), name="laptop")
        factor = answer.json()["factor"]
        assert (answer.status_code, answer.headers["cache-control"]) == (201, "no-store")
        assert answer.headers["location"] == f"/users/me/factors/{factor['id']}"
        assert (factor["kind"], factor["name"], factor["last_used_at"]) == ("passkey", "laptop", None)
        assert len(answer.json()["recovery_codes"]) == 10
        assert await factors_of(ada) == {"items": [factor], "recovery_codes_left": 10}
        assert await subjects(service, ada.user["email"]) == ["A second factor was added"]
        body = {"email": ada.user["email"], "password": PASSWORD}
        assert (await client.post("/auth/login", json=body)).json()["factors"] == ["passkey", "recovery_code"]

    async def test_beside_another_factor_there_are_no_new_codes(self, ada, client):
        await protect(ada.client, PASSWORD)
        key = await hold(ada.client, PASSWORD)
        body = {"email": ada.user["email"], "password": PASSWORD}
        possible = (await client.post("/auth/login", json=body)).json()["factors"]
        assert key.recovery_codes == []
        assert possible == ["passkey", "totp", "recovery_code"]

    async def test_keeps_what_the_authenticator_said(self, service, ada):
        key = SecurityKey(flags=PRESENT | BACKUP_ELIGIBLE | BACKED_UP, sign_count=0)
        await hold(ada.client, PASSWORD, key)
        sql = "SELECT credential_id, sign_count, backup_eligible, backed_up, transports FROM passkeys"
        rows = await execute(service.settings, sql)
        assert [tuple(row) for row in rows] == [(key.credential_id, 0, True, True, ["usb"])]

    async def test_a_challenge_works_once_and_only_the_newest(self, ada):
        first = await ask_to_create(ada.client, PASSWORD)
        second = await ask_to_create(ada.client, PASSWORD)
        assert problem(await add(ada.client, SecurityKey().create(first))) == REFUSED
        assert problem(await add(ada.client, SecurityKey().create(second))) == REFUSED
        third = await ask_to_create(ada.client, PASSWORD)
        assert (await add(ada.client, SecurityKey().create(third))).status_code == 201
        assert problem(await add(ada.client, SecurityKey().create(third))) == REFUSED

    async def test_in_time_only(self, ada, monkeypatch):
        options = await ask_to_create(ada.client, PASSWORD)
        pass_time(monkeypatch, seconds=301)
        assert problem(await add(ada.client, SecurityKey().create(options))) == REFUSED

    async def test_the_same_key_belongs_to_one_account(self, service, ada):
        other, key = await service.person(), await hold(ada.client, PASSWORD)
        theirs = key.create(await ask_to_create(other.client, PASSWORD))
        own = key.create(await ask_to_create(ada.client, PASSWORD))
        assert problem(await add(other.client, theirs)) == (409, "passkey_exists")
        assert problem(await add(ada.client, own)) == (409, "passkey_exists")
        assert await factors_of(other) == {"items": [], "recovery_codes_left": 0}

    async def test_there_is_a_limit(self, ada):
        options = await ask_to_create(ada.client, PASSWORD)
        for _ in range(10):
            await protect(ada.client, PASSWORD)
        assert problem(await add(ada.client, SecurityKey().create(options))) == (409, "factor_limit")
        body = {"password": PASSWORD}
        answer = await ada.client.post("/users/me/factors/passkey/options", json=body)
        assert problem(answer) == (409, "factor_limit")

    async def test_what_no_browser_returns_is_named(self, ada):
        answer = await add(ada.client, {"id": "x"})
        assert problem(answer) == (403, "passkey_invalid")
        assert "toJSON()" in answer.json()["detail"]

    async def test_a_key_that_is_too_long_to_be_one(self, ada):
        options = await ask_to_create(ada.client, PASSWORD)
        key = SecurityKey(credential_id=bytes(1024))
        assert problem(await add(ada.client, key.create(options))) == REFUSED


class TestCompleteLogin:
    @pytest.fixture
    async def key(self, ada):
        return await hold(ada.client, PASSWORD)

    async def test_opens_a_session(self, service, ada, key, client):
        admin = await service.admin()
        answer = await sign(client, await begin(client, ada, PASSWORD), key)
        tokens = answer.json()
        form = {"token": tokens["access_token"]}
        seen = (await admin.client.post("/auth/introspect", data=form)).json()
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert (tokens["status"], tokens["user"]["uuid"]) == ("signed_in", ada.user["uuid"])
        assert (seen["amr"], seen["acr"]) == (["pwd", "pop", "mfa"], "urn:gatehouse:acr:2fa")
        assert (await factors_of(ada))["items"][0]["last_used_at"] is not None

    async def test_asks_for_the_passkeys_of_the_account(self, ada, key, client):
        options = await ask_to_get(client, await begin(client, ada, PASSWORD))
        known = key.get(options)["id"]
        assert options["rpId"] == DOMAIN
        assert [each["id"] for each in options["allowCredentials"]] == [known]

    async def test_remembers_who_wants_to_be(self, ada, key, client):
        token = await begin(client, ada, PASSWORD, remember_me=True)
        assert (await sign(client, token, key)).json()["expires_in"] == 24 * 60 * 60

    async def test_again_and_again(self, ada, key, client):
        for _ in range(3):
            answer = await sign(client, await begin(client, ada, PASSWORD), key)
            assert answer.status_code == 200

    async def test_keys_that_do_not_count(self, ada, client):
        key = await hold(ada.client, PASSWORD, SecurityKey(sign_count=0))
        for _ in range(2):
            answer = await sign(client, await begin(client, ada, PASSWORD), key)
            assert answer.status_code == 200

    async def test_whether_it_is_backed_up_is_kept(self, service, ada, client):
        key = await hold(ada.client, PASSWORD, SecurityKey(flags=PRESENT | BACKUP_ELIGIBLE))
        key.flags |= BACKED_UP
        await sign(client, await begin(client, ada, PASSWORD), key)
        assert [row[0] for row in await execute(service.settings, "SELECT backed_up FROM passkeys")] == [True]

    async def test_a_recovery_code_stands_in(self, ada, key, client):
        token = await begin(client, ada, PASSWORD)
        assert (await complete(client, token, key.recovery_codes[0])).status_code == 200

    async def test_a_wrong_one_leaves_the_login_token_usable(self, ada, key, client):
        token = await begin(client, ada, PASSWORD)
        assert problem(await sign(client, token, SecurityKey())) == REFUSED
        assert (await sign(client, token, key)).status_code == 200

    @pytest.mark.usefixtures("key")
    async def test_the_refusal_says_what_would_be_right(self, ada, client):
        answer = await sign(client, await begin(client, ada, PASSWORD), SecurityKey())
        assert "used on a page of http://127.0.0.1:8000" in answer.json()["detail"]

    async def test_without_any_there_is_nothing_to_ask_for(self, ada, client):
        await protect(ada.client, PASSWORD)
        token = await begin(client, ada, PASSWORD)
        answer = await client.post("/auth/login/passkey/options", json={"login_token": token})
        assert problem(answer) == (409, "no_factor")

    async def test_an_unknown_login_token(self, client):
        answer = await client.post("/auth/login/passkey/options", json={"login_token": "gl_x"})
        assert problem(answer) == INVALID
        assert problem(await send(client, "gl_x", SecurityKey().get({"challenge": "AAAA"}))) == INVALID

    async def test_what_no_browser_returns_is_named(self, client):
        answer = await send(client, "gl_x", {"id": "x"})
        assert problem(answer) == (403, "passkey_invalid")
        assert "toJSON()" in answer.json()["detail"]

    async def test_both_steps_are_in_the_audit_trail(self, service, ada, key, client):
        admin, token = await service.admin(), await begin(client, ada, PASSWORD)
        await sign(client, token, SecurityKey())
        await sign(client, token, key)
        query = {"target": ada.user["uuid"], "limit": 5}
        entries = (await admin.client.get("/admin/audit", params=query)).json()["items"]
        assert [entry["action"] for entry in entries] == [
            "auth.login",
            "auth.factor_failed",
            "auth.factor_required",
            "factors.add_passkey",
            "factors.begin_passkey",
        ]
        assert entries[0]["details"] == {"factor": "passkey"}


class TestAsAnyFactor:
    async def test_has_a_new_name_and_is_exported(self, ada):
        key = await hold(ada.client, PASSWORD)
        answer = await ada.client.patch(f"/users/me/factors/{key.factor_id}", json={"name": "old key"})
        exported = (await ada.client.get("/users/me/export")).json()
        assert answer.json()["name"] == "old key"
        assert [each["kind"] for each in exported["factors"]] == ["passkey"]

    async def test_is_removed_with_the_recovery_codes(self, service, ada, client):
        key = await hold(ada.client, PASSWORD)
        path = f"/users/me/factors/{key.factor_id}/remove"
        assert (await ada.client.post(path, json={"password": PASSWORD})).status_code == 204
        body = {"email": ada.user["email"], "password": PASSWORD}
        assert (await client.post("/auth/login", json=body)).json()["status"] == "signed_in"
        assert await execute(service.settings, "SELECT FROM passkeys") == []
        assert (await hold(ada.client, PASSWORD, key)).factor_id != ""

    async def test_is_not_confirmed(self, ada):
        key = await hold(ada.client, PASSWORD)
        answer = await ada.client.post(f"/users/me/factors/{key.factor_id}/confirm", json={"code": "123456"})
        assert problem(answer) == (404, "factor_not_found")

    async def test_a_code_signs_in_beside_it(self, ada, client):
        await hold(ada.client, PASSWORD)
        app = await protect(ada.client, PASSWORD)
        token = await begin(client, ada, PASSWORD)
        assert (await complete(client, token, app.fresh())).status_code == 200

    async def test_an_administrator_resets_it(self, service, ada, client):
        admin = await service.admin()
        await hold(ada.client, PASSWORD)
        await admin.client.delete(f"/users/{ada.id}/factors")
        body = {"email": ada.user["email"], "password": PASSWORD}
        assert (await client.post("/auth/login", json=body)).json()["status"] == "signed_in"
        assert await execute(service.settings, "SELECT FROM passkeys") == []

    async def test_erasing_the_account_leaves_none(self, service, ada):
        admin = await service.admin()
        await hold(ada.client, PASSWORD)
        await admin.client.delete(f"/users/{ada.id}", params={"erase": True})
        assert await execute(service.settings, "SELECT FROM passkeys") == []
