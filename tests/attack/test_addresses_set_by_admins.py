"""Nothing opens by mail to an address that an administrator set and its holder has not confirmed."""

import pytest

from gatehouse.core.permissions import ADMIN
from tests.support.answers import problem, told
from tests.support.clock import stop_time
from tests.support.mails import subjects
from tests.support.service import PASSWORD, Service

NEW_PASSWORD = "Another-Gate-8"
NEW_USER = {"email": "eve@example.com", "username": "eve"}


async def ask_for_reset(service: Service, email: str) -> None:
    response = await service.client().post("/auth/password/reset", json={"email": email})
    assert response.status_code == 202


class TestAddressesThatAdministratorsSet:
    @pytest.fixture
    async def moved(self, service):
        """Somebody whose address an administrator has changed."""
        admin, person = await service.admin(ADMIN), await service.person()
        response = await admin.client.patch(f"/users/{person.id}", json={"email": "new@example.com"})
        assert (response.status_code, response.json()["is_verified"]) == (200, False)
        return admin, person

    async def test_no_reset_is_mailed_there(self, service, moved):
        await ask_for_reset(service, "new@example.com")
        await ask_for_reset(service, moved[1].user["email"])
        assert await subjects(service, "new@example.com") == []
        assert await subjects(service, moved[1].user["email"]) == ["Your email address was changed"]

    @pytest.mark.usefixtures("moved")
    async def test_the_answer_is_that_for_an_address_nobody_has(self, service, monkeypatch):
        stop_time(monkeypatch)
        answers = [
            await service.client().post("/auth/password/reset", json={"email": email})
            for email in ("new@example.com", "nobody@example.com")
        ]
        assert told(answers[0]) == told(answers[1])

    @pytest.mark.usefixtures("moved")
    async def test_once_confirmed_it_is_an_address_like_any_other(self, service):
        await confirm(service, "new@example.com")
        await reset(service, "new@example.com")

    async def test_a_forced_reset_asks_to_confirm_it_first(self, service, moved):
        admin, person = moved
        response = await admin.client.post(f"/users/{person.id}/force-password-reset")
        assert response.status_code == 202
        token = await service.mailed_token("new@example.com")
        body = {"token": token, "new_password": NEW_PASSWORD}
        as_reset = await service.client().post("/auth/password/reset/confirm", json=body)
        assert problem(as_reset) == (422, "one_time_token_invalid")
        verified = await service.client().post("/auth/email/verify", json={"token": token})
        assert verified.status_code == 204
        await reset(service, "new@example.com")

    async def test_an_address_the_owner_chose_and_confirmed_is_free_of_it(self, service, moved):
        _, person = moved
        body = {"new_email": "own@example.com", "password": PASSWORD}
        assert (await person.client.post("/users/me/change-email", json=body)).status_code == 202
        token = await service.mailed_token("own@example.com")
        done = await service.client().post("/users/me/change-email/confirm", json={"token": token})
        assert done.status_code == 204
        await reset(service, "own@example.com")

    async def test_changing_the_case_of_its_letters_changes_nothing(self, service):
        admin, person = await service.admin(ADMIN), await service.person(email="ada@example.com")
        await admin.client.patch(f"/users/{person.id}", json={"email": "Ada@Example.com"})
        await reset(service, "Ada@Example.com")

    async def test_whoever_is_invited_is_mailed_a_link(self, service):
        admin = await service.admin(ADMIN)
        assert (await admin.client.post("/users", json=NEW_USER)).status_code == 201
        await choose_password(service, await service.mailed_token(NEW_USER["email"]))
        assert (await service.login(NEW_USER, NEW_PASSWORD)).user["is_verified"]

    @pytest.mark.parametrize("fields", [{}, {"password": PASSWORD}])
    async def test_whoever_was_created_can_reset_at_the_first_address(self, service, fields):
        admin = await service.admin(ADMIN)
        assert (await admin.client.post("/users", json={**NEW_USER, **fields})).status_code == 201
        await reset(service, NEW_USER["email"])

    async def test_an_invitation_to_a_wrong_address_can_be_put_right(self, service):
        admin = await service.admin(ADMIN)
        invited = (await admin.client.post("/users", json={**NEW_USER, "email": "evee@example.com"})).json()
        astray = await service.mailed_token("evee@example.com")
        await admin.client.patch(f"/users/{invited['id']}", json={"email": NEW_USER["email"]})
        body = {"token": astray, "new_password": NEW_PASSWORD}
        late = await service.client().post("/auth/password/reset/confirm", json=body)
        assert problem(late) == (422, "one_time_token_invalid")
        await admin.client.post(f"/users/{invited['id']}/force-password-reset")
        await choose_password(service, await service.mailed_token(NEW_USER["email"]))
        await service.login(NEW_USER, NEW_PASSWORD)

    async def test_a_created_account_with_a_password_is_guarded_when_its_address_changes(self, service):
        admin = await service.admin(ADMIN)
        made = (await admin.client.post("/users", json={**NEW_USER, "password": PASSWORD})).json()
        await admin.client.patch(f"/users/{made['id']}", json={"email": "new@example.com"})
        await ask_for_reset(service, "new@example.com")
        assert await subjects(service, "new@example.com") == []


async def confirm(service: Service, email: str) -> None:
    await service.client().post("/auth/email/verify/request", json={"email": email})
    token = await service.mailed_token(email)
    assert (await service.client().post("/auth/email/verify", json={"token": token})).status_code == 204


async def reset(service: Service, email: str) -> None:
    before = len(await subjects(service, email))
    await ask_for_reset(service, email)
    assert len(await subjects(service, email)) == before + 1
    await choose_password(service, await service.mailed_token(email))
    await service.login({"email": email}, NEW_PASSWORD)


async def choose_password(service: Service, token: str) -> None:
    body = {"token": token, "new_password": NEW_PASSWORD}
    response = await service.client().post("/auth/password/reset/confirm", json=body)
    assert response.status_code == 204
