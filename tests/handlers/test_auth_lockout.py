import asyncio

import pytest

from tests.support.answers import problem
from tests.support.clock import pass_time
from tests.support.service import PASSWORD

OTHER_ADDRESS = "203.0.113.80"
NEW_PASSWORD = "Quite-Different-8"


def by_login(client, name, password):
    return client.post("/auth/login", json={"email": name, "password": password})


def by_token(client, name, password):
    return client.post("/auth/token", data={"grant_type": "password", "username": name, "password": password})


async def fail(service, name, times=5, way=by_login, address="198.51.100.7"):
    client = service.client(address)
    return [await way(client, name, "Wrong-1234") for _ in range(times)]


class TestLockout:
    async def test_after_five_failures_the_right_password_is_wrong_too(self, service):
        user = await service.register()
        await fail(service, user["email"], 4)
        assert (await by_login(service.client(), user["email"], PASSWORD)).status_code == 200
        await fail(service, user["email"], 5)
        locked = await by_login(service.client(), user["email"], PASSWORD)
        assert problem(locked) == (401, "invalid_credentials")

    async def test_lasts_fifteen_minutes_however_often_one_tries(self, service, monkeypatch):
        user = await service.register()
        await fail(service, user["email"], 5)
        pass_time(monkeypatch, minutes=14)
        await fail(service, user["email"], 3)
        locked = await by_login(service.client(), user["email"], PASSWORD)
        pass_time(monkeypatch, minutes=1)
        open_again = await by_login(service.client(), user["email"], PASSWORD)
        assert (locked.status_code, open_again.status_code) == (401, 200)

    async def test_does_not_keep_the_owner_out_elsewhere(self, service):
        user = await service.register()
        await fail(service, user["email"], 6)
        response = await by_login(service.client(OTHER_ADDRESS), user["email"], PASSWORD)
        assert response.status_code == 200

    async def test_success_elsewhere_does_not_help_who_guesses(self, service):
        user = await service.register()
        await fail(service, user["email"], 5)
        await by_login(service.client(OTHER_ADDRESS), user["email"], PASSWORD)
        locked = await by_login(service.client(), user["email"], PASSWORD)
        assert problem(locked) == (401, "invalid_credentials")

    async def test_success_with_another_account_does_not_help_either(self, service):
        victim, own = await service.register(), await service.register()
        await fail(service, victim["email"], 5)
        await by_login(service.client(), own["email"], PASSWORD)
        locked = await by_login(service.client(), victim["email"], PASSWORD)
        assert problem(locked) == (401, "invalid_credentials")

    async def test_every_name_and_every_way_counts_as_one(self, service):
        person = await service.person(email="ada@example.com", username="ada")
        await fail(service, "ada@example.com", 1)
        await fail(service, "ADA@example.COM", 1)
        await fail(service, "ada@example.com", 1, by_token)
        await fail(service, "aDa", 1, by_token)
        body = {"current_password": "Wrong-1234", "new_password": NEW_PASSWORD}
        await person.client.post("/users/me/change-password", json=body)
        locked = await by_login(service.client(), "ada@example.com", PASSWORD)
        assert problem(locked) == (401, "invalid_credentials")

    async def test_holds_for_changing_the_password_and_the_address(self, service):
        person = await service.person()
        await fail(service, person.user["email"], 5)
        password = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
        email = {"password": PASSWORD, "new_email": "new@example.com"}
        answers = [
            await person.client.post("/users/me/change-password", json=password),
            await person.client.post("/users/me/change-email", json=email),
        ]
        assert [problem(answer) for answer in answers] == [(403, "current_password_invalid")] * 2

    async def test_parallel_guesses_do_not_outrun_it(self, service):
        user = await service.register()
        client = service.client()
        guesses = [by_login(client, user["email"], "Wrong-1234") for _ in range(8)]
        await asyncio.gather(*guesses)
        locked = await by_login(client, user["email"], PASSWORD)
        assert problem(locked) == (401, "invalid_credentials")

    async def test_an_ipv6_household_is_one_address(self, service):
        user = await service.register()
        for last in range(5):
            await fail(service, user["email"], 1, address=f"2001:db8:0:1::{last + 1}")
        neighbour = await by_login(service.client("2001:db8:0:1:ffff::9"), user["email"], PASSWORD)
        stranger = await by_login(service.client("2001:db8:0:2::1"), user["email"], PASSWORD)
        assert (neighbour.status_code, stranger.status_code) == (401, 200)

    async def test_an_administrator_can_lift_it(self, service):
        user, admin = await service.register(), await service.admin()
        await fail(service, user["email"], 6)
        await admin.client.post(f"/users/{user['id']}/unlock")
        assert (await by_login(service.client(), user["email"], PASSWORD)).status_code == 200


@pytest.fixture
async def strict(start_service):
    """Where an account bears three attempts an hour from addresses it does not know."""
    return await start_service(account_max_failures=3)


class TestAccountWideLimit:
    async def test_many_addresses_together_are_slowed_down(self, strict):
        user = await strict.register()
        for number in range(3):
            await fail(strict, user["email"], 1, address=f"203.0.113.{number}")
        response = await by_login(strict.client(OTHER_ADDRESS), user["email"], PASSWORD)
        assert problem(response) == (401, "invalid_credentials")

    async def test_the_owner_gets_in_from_where_they_logged_in_before(self, strict):
        person = await strict.person()
        for number in range(5):
            await fail(strict, person.user["email"], 1, address=f"203.0.113.{number}")
        response = await by_login(strict.client(), person.user["email"], PASSWORD)
        assert response.status_code == 200

    async def test_it_refills_with_time(self, strict, monkeypatch):
        user = await strict.register()
        for number in range(3):
            await fail(strict, user["email"], 1, address=f"203.0.113.{number}")
        pass_time(monkeypatch, minutes=21)
        response = await by_login(strict.client(OTHER_ADDRESS), user["email"], PASSWORD)
        assert response.status_code == 200

    async def test_an_administrator_can_lift_it(self, strict):
        user, admin = await strict.register(), await strict.admin()
        for number in range(3):
            await fail(strict, user["email"], 1, address=f"203.0.113.{number}")
        await admin.client.post(f"/users/{user['id']}/unlock")
        response = await by_login(strict.client(OTHER_ADDRESS), user["email"], PASSWORD)
        assert response.status_code == 200
