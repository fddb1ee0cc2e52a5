import asyncio

import pytest

from tests.support.answers import faults, problem
from tests.support.clock import pass_time
from tests.support.mails import subjects
from tests.support.service import PASSWORD

NEW = "Ada.New@Example.com"
INVALID = (422, "one_time_token_invalid")


def ask(person, new_email=NEW, password=PASSWORD):
    return person.client.post("/users/me/change-email", json={"new_email": new_email, "password": password})


def confirm(service, token):
    return service.client().post("/users/me/change-email/confirm", json={"token": token})


@pytest.fixture
async def ada(service):
    return await service.person(email="ada@example.com", username="ada-l")


class TestChangeEmail:
    async def test_tells_both_addresses_and_changes_nothing_yet(self, service, ada):
        response = await ask(ada)
        token = await service.mailed_token(NEW)
        notice = await service.mailer.wait_for("ada@example.com")
        assert response.status_code == 202
        assert (await ada.client.get("/users/me")).json()["email"] == "ada@example.com"
        assert notice.subject == "Email address change requested"
        assert token not in notice.text

    async def test_needs_the_password(self, service, ada):
        response = await ask(ada, password="Wrong-1234")
        assert problem(response) == (403, "current_password_invalid")
        assert await subjects(service, NEW) == []

    @pytest.mark.parametrize("spelling", ["grace@example.com", "GRACE@example.COM"])
    async def test_an_address_of_somebody_else(self, service, ada, spelling):
        await service.register(email="grace@example.com")
        assert problem(await ask(ada, spelling)) == (409, "email_taken")

    async def test_another_spelling_of_the_own_address(self, service, ada):
        assert (await ask(ada, "ADA@example.com")).status_code == 202
        assert (await confirm(service, await service.mailed_token("ADA@example.com"))).status_code == 204
        assert (await ada.client.get("/users/me")).json()["email"] == "ADA@example.com"

    async def test_no_address(self, ada):
        response = await ask(ada, "ada@localhost")
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [("/new_email", "email")]


class TestConfirmEmailChange:
    async def test_changes_and_proves_the_address(self, service, ada):
        await ask(ada)
        response = await confirm(service, await service.mailed_token(NEW))
        user = (await service.login({"email": NEW.lower()})).user
        former = await service.client().post(
            "/auth/login", json={"email": "ada@example.com", "password": PASSWORD}
        )
        assert response.status_code == 204
        assert (user["email"], user["is_verified"]) == (NEW, True)
        assert problem(former) == (401, "invalid_credentials")
        assert await subjects(service, "ada@example.com") == [
            "Email address change requested",
            "Your email address was changed",
        ]

    async def test_the_session_goes_on_and_the_former_address_is_free(self, service, ada):
        await ask(ada)
        await confirm(service, await service.mailed_token(NEW))
        heir = await service.register(email="ada@example.com")
        assert (await ada.client.get("/users/me")).json()["email"] == NEW
        assert heir["uuid"] != ada.user["uuid"]

    async def test_works_once(self, service, ada):
        await ask(ada)
        token = await service.mailed_token(NEW)
        responses = await asyncio.gather(*(confirm(service, token) for _ in range(3)))
        assert sorted(response.status_code for response in responses) == [204, 422, 422]
        assert problem(await confirm(service, token)) == INVALID

    async def test_works_for_a_day(self, service, ada, monkeypatch):
        await ask(ada)
        token = await service.mailed_token(NEW)
        pass_time(monkeypatch, days=1)
        assert problem(await confirm(service, token)) == INVALID

    async def test_the_latest_confirmed_voids_the_others(self, service, ada):
        await ask(ada, "first@example.com")
        await ask(ada, "second@example.com")
        first = await service.mailed_token("first@example.com")
        second = await service.mailed_token("second@example.com")
        assert (await confirm(service, second)).status_code == 204
        assert problem(await confirm(service, first)) == INVALID

    async def test_voided_by_a_change_of_password(self, service, ada):
        await ask(ada)
        token = await service.mailed_token(NEW)
        body = {"current_password": PASSWORD, "new_password": "Quite-Different-8"}
        await ada.client.post("/users/me/change-password", json=body)
        assert problem(await confirm(service, token)) == INVALID

    async def test_an_address_taken_in_the_meantime(self, service, ada):
        await ask(ada)
        token = await service.mailed_token(NEW)
        await service.register(email=NEW.lower())
        response = await confirm(service, token)
        assert problem(response) == (409, "email_taken")
        assert (await ada.client.get("/users/me")).json()["email"] == "ada@example.com"

    async def test_a_token_for_something_else_is_none(self, service, ada):
        await service.client().post("/auth/password/reset", json={"email": ada.user["email"]})
        token = await service.mailed_token(ada.user["email"], "Reset your password")
        assert problem(await confirm(service, token)) == INVALID
