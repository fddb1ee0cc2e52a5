import pytest

from tests.support.answers import faults, problem
from tests.support.mails import subjects
from tests.support.service import PASSWORD

NEW_PASSWORD = "Quite-Different-8"


def change(person, current=PASSWORD, new=NEW_PASSWORD):
    body = {"current_password": current, "new_password": new}
    return person.client.post("/users/me/change-password", json=body)


class TestChangePassword:
    async def test_the_new_one_signs_in_and_the_old_one_does_not(self, service):
        person = await service.person()
        response = await change(person)
        former = await service.client().post(
            "/auth/login", json={"email": person.user["email"], "password": PASSWORD}
        )
        assert response.status_code == 204
        assert problem(former) == (401, "invalid_credentials")
        assert (await service.login(person.user, NEW_PASSWORD)).id == person.id
        assert await subjects(service, person.user["email"]) == ["Your password was changed"]

    async def test_ends_the_other_sessions_and_the_keys(self, service):
        here = await service.person()
        there = await service.login(here.user)
        key = (await here.client.post("/users/me/api-keys", json={"name": "k", "scopes": []})).json()["key"]
        await change(here)
        refreshed = await service.client().post(
            "/auth/refresh", json={"refresh_token": there.tokens["refresh_token"]}
        )
        own = await service.client().post(
            "/auth/refresh", json={"refresh_token": here.tokens["refresh_token"]}
        )
        by_key = await service.client(**{"X-API-Key": key}).get("/auth/me")
        assert problem(await there.client.get("/auth/me")) == (401, "invalid_token")
        assert problem(refreshed) == (401, "refresh_token_invalid")
        assert problem(by_key) == (401, "invalid_token")
        assert (await here.client.get("/auth/me")).status_code == 200
        assert own.status_code == 200

    async def test_needs_the_current_one(self, service):
        person = await service.person()
        response = await change(person, current="Wrong-1234")
        assert problem(response) == (403, "current_password_invalid")
        assert (await service.login(person.user)).id == person.id

    @pytest.mark.parametrize(
        ("new", "code"),
        [
            ("password1", "breached"),
            ("all-lower-case", "variety"),
            ("Lovelace-1", "guessable"),
            ("Countess-1", "guessable"),
        ],
    )
    async def test_a_weak_one_is_refused(self, service, new, code):
        person = await service.person(email="countess@example.com", full_name="Ada Lovelace")
        response = await change(person, new=new)
        assert problem(response) == (422, "weak_password")
        assert ("/new_password", code) in faults(response)
        assert new not in response.text

    async def test_somebody_without_a_password_cannot(self, service):
        admin = await service.admin()
        body = {"email": "invited@example.com", "username": "invited"}
        await admin.client.post("/users", json=body)
        token = await service.mailed_token(body["email"])
        form = {"token": token, "new_password": NEW_PASSWORD}
        await service.client().post("/auth/password/reset/confirm", json=form)
        person = await service.login(body, NEW_PASSWORD)
        assert (await change(person, NEW_PASSWORD, PASSWORD)).status_code == 204
