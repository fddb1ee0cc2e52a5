import asyncio

import pytest

from tests.support.answers import faults, problem
from tests.support.clock import pass_time
from tests.support.mails import subjects
from tests.support.service import PASSWORD

NEW_PASSWORD = "Quite-Different-8"
INVALID = (422, "one_time_token_invalid")


def ask(service, email):
    return service.client().post("/auth/password/reset", json={"email": email})


def by_body(client, token, password=NEW_PASSWORD):
    return client.post("/auth/password/reset/confirm", json={"token": token, "new_password": password})


def by_path(client, token, password=NEW_PASSWORD):
    return client.put(f"/auth/password/reset/{token}", json={"new_password": password})


@pytest.fixture
def reset_token(service):
    async def mail(user):
        await ask(service, user["email"])
        return await service.mailed_token(user["email"], "Reset your password")

    return mail


class TestRequestPasswordReset:
    async def test_mails_a_token_to_the_address_as_it_is_kept(self, service):
        user = await service.register(email="Ada@Example.com")
        response = await ask(service, "aDA@EXAMPLE.com")
        message = await service.mailer.wait_for("Ada@Example.com")
        assert response.status_code == 202
        assert message.subject == "Reset your password"
        assert f"{service.settings.public_url}/reset-password#token=go_" in message.text
        assert user["username"] in message.text

    async def test_links_lead_where_the_setting_says_whatever_the_host_header(self, start_service):
        service = await start_service(frontend_url="https://app.example.com/", allowed_hosts="*")
        user = await service.register()
        headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
        body = {"email": user["email"]}
        await service.client(**headers).post("/auth/password/reset", json=body)
        message = await service.mailer.wait_for(user["email"])
        assert "https://app.example.com/reset-password#token=" in message.text
        assert "evil.example" not in message.text

    async def test_an_account_that_waits_for_its_address_may_use_it(self, start_service):
        service = await start_service(require_email_verification=True)
        body = {"email": "ada@example.com", "username": "ada-l", "password": PASSWORD}
        await service.client().post("/auth/register", json=body)
        await ask(service, body["email"])
        token = await service.mailed_token(body["email"], "Reset your password")
        assert (await by_body(service.client(), token)).status_code == 204
        person = await service.login(body, NEW_PASSWORD)
        assert (person.user["status"], person.user["is_verified"]) == ("active", True)


@pytest.mark.parametrize("confirm", [by_body, by_path])
class TestResetPassword:
    async def test_sets_the_password_and_proves_the_address(self, service, reset_token, confirm):
        user = await service.register()
        response = await confirm(service.client(), await reset_token(user))
        former = await service.client().post(
            "/auth/login", json={"email": user["email"], "password": PASSWORD}
        )
        person = await service.login(user, NEW_PASSWORD)
        assert response.status_code == 204
        assert problem(former) == (401, "invalid_credentials")
        assert person.user["is_verified"] is True
        assert await subjects(service, user["email"]) == ["Reset your password", "Your password was changed"]

    async def test_ends_every_session_and_key(self, service, reset_token, confirm):
        person = await service.person()
        key = await person.client.post("/users/me/api-keys", json={"name": "k", "scopes": []})
        await confirm(service.client(), await reset_token(person.user))
        refreshed = await service.client().post(
            "/auth/refresh", json={"refresh_token": person.tokens["refresh_token"]}
        )
        by_key = await service.client(**{"X-API-Key": key.json()["key"]}).get("/auth/me")
        assert problem(await person.client.get("/auth/me")) == (401, "invalid_token")
        assert problem(refreshed) == (401, "refresh_token_invalid")
        assert problem(by_key) == (401, "invalid_token")

    async def test_works_once(self, service, reset_token, confirm):
        token = await reset_token(await service.register())
        first, second = [await confirm(service.client(), token) for _ in range(2)]
        assert first.status_code == 204
        assert problem(second) == INVALID
        assert faults(second) == [("/token" if confirm is by_body else "/path/token", "one_time_token")]

    async def test_of_several_at_once_one_wins(self, service, reset_token, confirm):
        token = await reset_token(await service.register())
        client = service.client()
        responses = await asyncio.gather(*(confirm(client, token) for _ in range(4)))
        assert sorted(response.status_code for response in responses) == [204, 422, 422, 422]

    async def test_works_for_an_hour(self, service, reset_token, confirm, monkeypatch):
        early, late = [await reset_token(await service.register()) for _ in range(2)]
        pass_time(monkeypatch, minutes=59)
        weak = await confirm(service.client(), early, "password")
        pass_time(monkeypatch, minutes=1)
        assert problem(weak) == (422, "weak_password")
        assert problem(await confirm(service.client(), late)) == INVALID

    async def test_a_weak_password_leaves_the_token_usable(self, service, reset_token, confirm):
        user = await service.register(username="grace-hopper")
        token = await reset_token(user)
        weak = await confirm(service.client(), token, "Hopper-1")
        assert problem(weak) == (422, "weak_password")
        assert faults(weak) == [("/new_password", "guessable")]
        assert (await confirm(service.client(), token)).status_code == 204

    async def test_the_newest_token_is_the_only_one(self, service, reset_token, confirm):
        user = await service.register()
        first = await reset_token(user)
        service.mailer.sent.clear()
        second = await reset_token(user)
        assert problem(await confirm(service.client(), first)) == INVALID
        assert (await confirm(service.client(), second)).status_code == 204

    async def test_voided_by_a_change_of_password(self, service, reset_token, confirm):
        person = await service.person()
        token = await reset_token(person.user)
        body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
        await person.client.post("/users/me/change-password", json=body)
        assert problem(await confirm(service.client(), token)) == INVALID

    async def test_voided_by_a_change_of_address(self, service, reset_token, confirm):
        person = await service.person()
        token = await reset_token(person.user)
        body = {"password": PASSWORD, "new_email": "new@example.com"}
        await person.client.post("/users/me/change-email", json=body)
        change = await service.mailed_token("new@example.com")
        await service.client().post("/users/me/change-email/confirm", json={"token": change})
        assert problem(await confirm(service.client(), token)) == INVALID

    async def test_does_not_bring_a_deactivated_account_back(self, service, reset_token, confirm):
        person = await service.person()
        token = await reset_token(person.user)
        await person.client.delete("/users/me")
        assert problem(await confirm(service.client(), token)) == INVALID

    async def test_a_token_for_something_else_is_none(self, service, confirm):
        user = await service.register()
        await service.client().post("/auth/email/verify/request", json={"email": user["email"]})
        token = await service.mailed_token(user["email"], "Confirm your email address")
        assert problem(await confirm(service.client(), token)) == INVALID
        assert (await service.client().post("/auth/email/verify", json={"token": token})).status_code == 204

    @pytest.mark.parametrize("token", ["x" * 20, "go_" + "A" * 53, "gr_" + "A" * 59])
    async def test_what_is_no_token(self, service, confirm, token):
        assert problem(await confirm(service.client(), token)) == INVALID

    async def test_a_refresh_token_is_none(self, service, confirm):
        person = await service.person()
        assert problem(await confirm(service.client(), person.tokens["refresh_token"])) == INVALID

    async def test_lifts_a_forced_reset(self, service, confirm):
        person, admin = await service.person(), await service.admin()
        await admin.client.post(f"/users/{person.id}/force-password-reset")
        token = await service.mailed_token(person.user["email"], "Reset your password")
        assert (await confirm(service.client(), token)).status_code == 204
        assert (await service.login(person.user, NEW_PASSWORD)).id == person.id

    async def test_accepts_an_invitation(self, service, confirm):
        admin = await service.admin()
        body = {"email": "invited@example.com", "username": "invited"}
        created = await admin.client.post("/users", json=body)
        token = await service.mailed_token(body["email"], "Your account is ready")
        assert created.status_code == 201
        assert (await confirm(service.client(), token)).status_code == 204
        assert (await service.login(body, NEW_PASSWORD)).user["is_verified"] is True
