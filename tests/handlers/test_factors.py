"""Enrolling, confirming, renaming and removing second factors, and their recovery codes."""

import re
from uuid import uuid4

import pyotp
import pytest

from tests.support.answers import problem
from tests.support.authenticator import Authenticator, begin, complete, confirm, enrol, protect
from tests.support.clock import pass_time
from tests.support.database import execute
from tests.support.mails import subjects
from tests.support.service import PASSWORD

WRONG_PASSWORD, NOT_FOUND = (403, "current_password_invalid"), (404, "factor_not_found")
WRONG_CODE = (403, "factor_code_invalid")


@pytest.fixture
async def ada(service):
    return await service.person()


async def factors_of(person):
    return (await person.client.get("/users/me/factors")).json()


async def remove(person, app, password=PASSWORD):
    return await person.client.post(f"/users/me/factors/{app.factor_id}/remove", json={"password": password})


async def new_codes(person, password=PASSWORD):
    return await person.client.post("/users/me/recovery-codes", json={"password": password})


async def status_at_login(service, person):
    body = {"email": person.user["email"], "password": PASSWORD}
    return (await service.client().post("/auth/login", json=body)).json()["status"]


class TestEnrolTotp:
    async def test_shows_the_secret_in_three_ways(self, ada):
        body = {"password": PASSWORD, "name": "phone"}
        answer = await ada.client.post("/users/me/factors/totp", json=body)
        shown = answer.json()
        uri = pyotp.parse_uri(shown["otpauth_uri"])
        assert (answer.status_code, answer.headers["cache-control"]) == (201, "no-store")
        assert (uri.secret, uri.name, uri.issuer) == (shown["secret"], ada.user["email"], "127.0.0.1:8000")
        assert len(shown["secret"]) == 32
        assert re.fullmatch(r"<svg .*</svg>", shown["qr_svg"], re.DOTALL)
        assert (shown["name"], shown["expires_in"]) == ("phone", 900)

    async def test_changes_nothing_until_it_is_confirmed(self, service, ada):
        await enrol(ada.client, PASSWORD)
        assert await factors_of(ada) == {"items": [], "recovery_codes_left": 0}
        assert await status_at_login(service, ada) == "signed_in"

    async def test_the_secret_is_not_stored_as_it_is(self, service, ada):
        app = await enrol(ada.client, PASSWORD)
        sealed = await execute(service.settings, "SELECT sealed FROM factors")
        assert app.secret.encode() not in sealed[0][0]

    async def test_needs_the_password(self, ada):
        answer = await ada.client.post("/users/me/factors/totp", json={"password": "Wrong-Gate-1"})
        assert problem(answer) == WRONG_PASSWORD

    async def test_wrong_passwords_are_counted_and_the_last_one_ends_the_session(self, ada):
        for _ in range(5):
            await ada.client.post("/users/me/factors/totp", json={"password": "Wrong-Gate-1"})
        assert problem(await ada.client.get("/users/me/factors")) == (401, "invalid_token")

    async def test_enrolling_again_replaces_it(self, ada):
        first, second = await enrol(ada.client, PASSWORD), await enrol(ada.client, PASSWORD)
        assert problem(await confirm(ada.client, first)) == NOT_FOUND
        assert (await confirm(ada.client, second)).status_code == 200

    async def test_there_is_a_limit(self, ada):
        for _ in range(10):
            await protect(ada.client, PASSWORD)
        answer = await ada.client.post("/users/me/factors/totp", json={"password": PASSWORD})
        assert problem(answer) == (409, "factor_limit")

    async def test_an_api_key_cannot(self, service, ada):
        body = {"name": "k", "scopes": []}
        key = (await ada.client.post("/users/me/api-keys", json=body)).json()["key"]
        client = service.client(**{"X-API-Key": key})
        assert (await client.post("/users/me/factors/totp", json={"password": PASSWORD})).status_code == 401


class TestConfirm:
    async def test_signing_in_asks_for_a_code_from_now_on(self, service, ada):
        app = await protect(ada.client, PASSWORD, name="phone")
        shown = await factors_of(ada)
        assert await status_at_login(service, ada) == "factor_required"
        assert [(each["id"], each["kind"], each["name"]) for each in shown["items"]] == [
            (app.factor_id, "totp", "phone")
        ]
        assert shown["recovery_codes_left"] == 10
        assert await subjects(service, ada.user["email"]) == ["A second factor was added"]
        assert (await ada.client.get("/users/me")).status_code == 200

    async def test_gives_ten_recovery_codes_that_are_stored_hashed(self, service, ada):
        app = await protect(ada.client, PASSWORD)
        assert len(set(app.recovery_codes)) == 10
        assert all(re.fullmatch(r"([2-9A-Z]{4}-){3}[2-9A-Z]{4}", code) for code in app.recovery_codes)
        stored = await execute(service.settings, "SELECT digest FROM recovery_codes")
        assert [len(row[0]) for row in stored] == [32] * 10

    async def test_the_code_is_used_up(self, service, ada):
        app = await enrol(ada.client, PASSWORD)
        code = app.fresh()
        await ada.client.post(f"/users/me/factors/{app.factor_id}/confirm", json={"code": code})
        client = service.client()
        token = await begin(client, ada, PASSWORD)
        assert problem(await complete(client, token, code)) == WRONG_CODE

    async def test_a_wrong_code_and_too_many(self, ada):
        app = await enrol(ada.client, PASSWORD)
        path, body = f"/users/me/factors/{app.factor_id}/confirm", {"code": app.wrong()}
        answers = [problem(await ada.client.post(path, json=body)) for _ in range(6)]
        assert answers == [WRONG_CODE] * 5 + [(429, "too_many_attempts")]

    async def test_in_time_only(self, ada, monkeypatch):
        app = await enrol(ada.client, PASSWORD)
        pass_time(monkeypatch, minutes=14)
        path = f"/users/me/factors/{app.factor_id}/confirm"
        assert problem(await ada.client.post(path, json={"code": app.wrong()})) == WRONG_CODE
        pass_time(monkeypatch, seconds=61)
        answer = await ada.client.post("/auth/refresh", json={"refresh_token": ada.tokens["refresh_token"]})
        bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        assert problem(await ada.client.post(path, json={"code": app.fresh()}, headers=bearer)) == NOT_FOUND

    async def test_once_and_ones_own(self, service, ada):
        app, other = await protect(ada.client, PASSWORD), await service.person()
        waiting = await enrol(ada.client, PASSWORD)
        assert problem(await confirm(ada.client, app)) == NOT_FOUND
        assert problem(await confirm(other.client, waiting)) == NOT_FOUND


class TestRename:
    async def test_has_the_new_name(self, ada):
        app = await protect(ada.client, PASSWORD)
        answer = await ada.client.patch(f"/users/me/factors/{app.factor_id}", json={"name": "old phone"})
        assert answer.json()["name"] == "old phone"
        assert [each["name"] for each in (await factors_of(ada))["items"]] == ["old phone"]

    async def test_ones_own_only(self, service, ada):
        app, other = await protect(ada.client, PASSWORD), await service.person()
        answer = await other.client.patch(f"/users/me/factors/{app.factor_id}", json={"name": "mine"})
        assert problem(answer) == NOT_FOUND


class TestRemove:
    async def test_the_last_one_takes_the_recovery_codes_along(self, service, ada):
        app = await protect(ada.client, PASSWORD)
        assert (await remove(ada, app)).status_code == 204
        assert await factors_of(ada) == {"items": [], "recovery_codes_left": 0}
        assert await status_at_login(service, ada) == "signed_in"
        assert (await subjects(service, ada.user["email"]))[-1] == "A second factor was removed"

    async def test_while_another_is_left_it_is_asked_for(self, service, ada):
        first = await protect(ada.client, PASSWORD)
        await protect(ada.client, PASSWORD)
        await remove(ada, first)
        assert await status_at_login(service, ada) == "factor_required"
        assert (await factors_of(ada))["recovery_codes_left"] == 10

    async def test_needs_the_password(self, ada):
        app = await protect(ada.client, PASSWORD)
        assert problem(await remove(ada, app, "Wrong-Gate-1")) == WRONG_PASSWORD

    async def test_wrong_passwords_lock(self, start_service):
        strict = await start_service(login_max_failures=1)
        ada = await strict.person()
        app = await protect(ada.client, PASSWORD)
        home = strict.client(**ada.bearer)
        await home.post("/auth/login", json={"email": ada.user["email"], "password": "Wrong-Gate-1"})
        assert problem(await remove(ada, app)) == (429, "too_many_attempts")
        assert problem(await new_codes(ada)) == (429, "too_many_attempts")
        body = {"password": PASSWORD}
        locked = await ada.client.post("/users/me/factors/totp", json=body)
        assert problem(locked) == (429, "too_many_attempts")

    async def test_unknown_or_not_confirmed(self, ada):
        waiting = await enrol(ada.client, PASSWORD)
        unknown = Authenticator("", str(uuid4()))
        assert problem(await remove(ada, waiting)) == NOT_FOUND
        assert problem(await remove(ada, unknown)) == NOT_FOUND


class TestMakeRecoveryCodes:
    async def test_new_ones_void_the_old(self, service, ada):
        app = await protect(ada.client, PASSWORD)
        answer = await new_codes(ada)
        client, codes = service.client(), answer.json()["recovery_codes"]
        token = await begin(client, ada, PASSWORD)
        assert (answer.status_code, answer.headers["cache-control"], len(codes)) == (200, "no-store", 10)
        assert problem(await complete(client, token, app.recovery_codes[0])) == WRONG_CODE
        assert (await complete(client, token, codes[0])).status_code == 200
        assert "New recovery codes were made" in await subjects(service, ada.user["email"])

    async def test_needs_the_password_and_a_factor(self, ada):
        assert problem(await new_codes(ada)) == (409, "no_factor")
        assert problem(await new_codes(ada, "Wrong-Gate-1")) == WRONG_PASSWORD


class TestResetFactors:
    async def test_removes_them_ends_sessions_and_tells(self, service, ada):
        admin, app = await service.admin(), await protect(ada.client, PASSWORD)
        client = service.client()
        token = await begin(client, ada, PASSWORD)
        answer = await admin.client.delete(f"/users/{ada.id}/factors")
        entries = (await admin.client.get("/admin/audit", params={"action": "users.reset_factors"})).json()
        assert answer.status_code == 204
        assert problem(await ada.client.get("/users/me")) == (401, "invalid_token")
        assert problem(await complete(client, token, app.fresh())) == (401, "login_token_invalid")
        assert await status_at_login(service, ada) == "signed_in"
        assert (await subjects(service, ada.user["email"]))[-1] == "Your second factors were reset"
        assert [entry["target_id"] for entry in entries["items"]] == [ada.user["uuid"]]
        assert await execute(service.settings, "SELECT FROM recovery_codes") == []

    async def test_keys_keep_working(self, service, ada):
        admin = await service.admin()
        await protect(ada.client, PASSWORD)
        body = {"name": "k", "scopes": []}
        key = (await ada.client.post("/users/me/api-keys", json=body)).json()["key"]
        await admin.client.delete(f"/users/{ada.id}/factors")
        assert (await service.client(**{"X-API-Key": key}).get("/auth/me")).status_code == 200

    async def test_without_any_nothing_happens(self, service, ada):
        admin = await service.admin()
        assert (await admin.client.delete(f"/users/{ada.id}/factors")).status_code == 204
        assert (await ada.client.get("/users/me")).status_code == 200
        assert await subjects(service, ada.user["email"]) == []

    async def test_not_ones_own_and_not_those_of_who_holds_more(self, service):
        admin, clerk = await service.admin(), await service.admin("admin")
        own = await admin.client.delete(f"/users/{admin.id}/factors")
        above = await clerk.client.delete(f"/users/{admin.id}/factors")
        assert problem(own) == (403, "forbidden")
        assert problem(above) == (403, "privilege_escalation")
        assert problem(await admin.client.delete("/users/999999/factors")) == (404, "user_not_found")


class TestWhatIsKept:
    async def test_the_export_has_factors_without_secrets(self, ada):
        app = await protect(ada.client, PASSWORD, name="phone")
        answer = await ada.client.get("/users/me/export")
        assert [each["name"] for each in answer.json()["factors"]] == ["phone"]
        assert answer.json()["recovery_codes_left"] == 10
        assert app.secret not in answer.text

    async def test_erasing_the_account_leaves_none(self, service, ada):
        admin = await service.admin()
        await protect(ada.client, PASSWORD)
        await admin.client.delete(f"/users/{ada.id}", params={"erase": True})
        assert await execute(service.settings, "SELECT FROM factors") == []
        assert await execute(service.settings, "SELECT FROM recovery_codes") == []
        rows = await execute(service.settings, "SELECT FROM users WHERE has_factor")
        assert rows == []

    async def test_unlocking_forgets_wrong_codes(self, service, ada):
        admin, app, client = await service.admin(), await protect(ada.client, PASSWORD), service.client()
        token = await begin(client, ada, PASSWORD)
        code = app.fresh()
        for _ in range(5):
            await complete(client, token, app.wrong())
        assert problem(await complete(client, token, code)) == (429, "too_many_attempts")
        await admin.client.post(f"/users/{ada.id}/unlock")
        assert (await complete(client, token, code)).status_code == 200

    async def test_a_row_of_the_version_before_signs_in_with_the_password(self, service, ada):
        await execute(service.settings, "UPDATE sessions SET amr = DEFAULT")
        body = {"refresh_token": ada.tokens["refresh_token"]}
        assert (await service.client().post("/auth/refresh", json=body)).status_code == 200
