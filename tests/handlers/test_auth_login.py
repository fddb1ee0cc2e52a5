import pytest

from tests.support.answers import faults, problem
from tests.support.clock import pass_time, stop_time
from tests.support.database import execute
from tests.support.service import PASSWORD

_NINETY_EIGHT_MORE = """
    INSERT INTO sessions (id, user_id, remember_me, created_at, rotated_at, last_used_at, expires_at)
    SELECT gen_random_uuid(), $1, false, now(), now(), now(), now() + interval '7 days'
    FROM generate_series(1, 98)
"""


def log_in(client, **body):
    return client.post("/auth/login", json={"password": PASSWORD, **body})


class TestLogin:
    @pytest.mark.parametrize(
        "names",
        [
            {"email": "Ada@Example.com"},
            {"email": "aDA@eXAMPLE.COM"},
            {"username": "Ada"},
            {"username": "aDA"},
            {"username": "ada@example.com"},
        ],
    )
    async def test_by_any_spelling_of_either_name(self, service, names, monkeypatch):
        user = await service.register(email="Ada@Example.com", username="Ada")
        stop_time(monkeypatch)
        response = await log_in(service.client(), **names)
        answer = response.json()
        assert response.status_code == 200
        assert response.headers["cache-control"] == "no-store"
        assert answer["user"]["uuid"] == user["uuid"]
        assert answer["user"]["last_login_at"] > user["created_at"]
        assert answer["token_type"] == "bearer"
        assert (answer["expires_in"], answer["refresh_expires_in"]) == (900, 7 * 86_400)

    async def test_remember_me_gives_longer_tokens(self, service, monkeypatch):
        user = await service.register()
        stop_time(monkeypatch)
        person = await service.login(user, remember_me=True)
        assert person.tokens["expires_in"] == 24 * 3600
        assert person.tokens["refresh_expires_in"] == 30 * 86_400
        pass_time(monkeypatch, hours=23)
        assert (await person.client.get("/auth/me")).status_code == 200
        pass_time(monkeypatch, hours=1)
        assert problem(await person.client.get("/auth/me")) == (401, "invalid_token")

    async def test_the_life_of_tokens_is_a_setting(self, start_service, monkeypatch):
        service = await start_service(access_token_expire_minutes=30, refresh_token_expire_days=1)
        stop_time(monkeypatch)
        person = await service.person()
        assert (person.tokens["expires_in"], person.tokens["refresh_expires_in"]) == (1800, 86_400)

    @pytest.mark.parametrize("names", [{}, {"email": "ada@example.com", "username": "ada"}])
    async def test_needs_exactly_one_name(self, service, names):
        response = await log_in(service.client(), **names)
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [("", "one_of")]

    async def test_the_wrong_password(self, service):
        user = await service.register()
        response = await log_in(service.client(), email=user["email"], password=PASSWORD.lower())
        assert problem(response) == (401, "invalid_credentials")
        assert response.headers["www-authenticate"] == 'Bearer realm="gatehouse"'

    async def test_failures_are_in_the_audit_log_of_the_account(self, service):
        person = await service.person()
        await log_in(service.client("203.0.113.5"), email=person.user["email"], password="Wrong-1234")
        entries = (await person.client.get("/users/me/export")).json()["audit"]
        assert (entries[0]["action"], entries[0]["ip_address"]) == ("auth.login_failed", "203.0.113.5")

    async def test_an_inactive_account_is_told_apart_by_its_password_only(self, service):
        person = await service.person()
        await person.client.delete("/users/me")
        right = await log_in(service.client(), email=person.user["email"])
        wrong = await log_in(service.client(), email=person.user["email"], password="Wrong-1234")
        assert problem(right) == (403, "account_inactive")
        assert problem(wrong) == (401, "invalid_credentials")

    async def test_a_password_that_must_be_reset_opens_nothing(self, service):
        person, admin = await service.person(), await service.admin()
        forced = await admin.client.post(f"/users/{person.id}/force-password-reset")
        right = await log_in(service.client(), email=person.user["email"])
        wrong = await log_in(service.client(), email=person.user["email"], password="Wrong-1234")
        assert forced.status_code == 202
        assert problem(right) == (403, "password_reset_required")
        assert problem(wrong) == (401, "invalid_credentials")

    async def test_only_the_hundred_newest_sessions_stay(self, service):
        oldest = await service.person()
        second = await service.login(oldest.user)
        await execute(service.settings, _NINETY_EIGHT_MORE, oldest.id)
        newest = await service.login(oldest.user)
        assert problem(await oldest.client.get("/auth/me")) == (401, "invalid_token")
        assert (await second.client.get("/auth/me")).status_code == 200
        assert len((await newest.client.get("/users/me/sessions")).json()["items"]) == 100
