import asyncio

import pytest

from tests.support.answers import problem, told
from tests.support.clock import pass_time, stop_time
from tests.support.service import PASSWORD

OTHER_ADDRESS = "203.0.113.80"
NEW_PASSWORD = "Quite-Different-8"
NOBODY = "nobody@example.com"
WRONG, LOCKED = (401, "invalid_credentials"), (429, "too_many_attempts")


def by_login(client, name, password):
    return client.post(
        "/auth/login", json={"email" if "@" in name else "username": name, "password": password}
    )


def by_token(client, name, password):
    return client.post("/auth/token", data={"grant_type": "password", "username": name, "password": password})


async def fail(service, name, times=5, way=by_login, address="198.51.100.7"):
    client = service.client(address)
    return [await way(client, name, "Wrong-1234") for _ in range(times)]


class TestLockout:
    async def test_after_five_failures_the_right_password_opens_nothing(self, service):
        user = await service.register()
        await fail(service, user["email"], 4)
        assert (await by_login(service.client(), user["email"], PASSWORD)).status_code == 200
        await fail(service, user["email"], 5)
        locked = await by_login(service.client(), user["email"], PASSWORD)
        assert problem(locked) == LOCKED

    async def test_lasts_fifteen_minutes_however_often_one_tries(self, service, monkeypatch):
        user = await service.register()
        await fail(service, user["email"], 5)
        pass_time(monkeypatch, minutes=14)
        await fail(service, user["email"], 3)
        locked = await by_login(service.client(), user["email"], PASSWORD)
        pass_time(monkeypatch, minutes=1)
        open_again = await by_login(service.client(), user["email"], PASSWORD)
        assert (locked.status_code, open_again.status_code) == (429, 200)

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
        assert problem(locked) == LOCKED

    async def test_success_with_another_account_does_not_help_either(self, service):
        victim, own = await service.register(), await service.register()
        await fail(service, victim["email"], 5)
        await by_login(service.client(), own["email"], PASSWORD)
        locked = await by_login(service.client(), victim["email"], PASSWORD)
        assert problem(locked) == LOCKED

    async def test_every_name_and_every_way_counts_as_one(self, service):
        person = await service.person(email="ada@example.com", username="ada")
        await fail(service, "ada@example.com", 1)
        await fail(service, "ADA@example.COM", 1)
        await fail(service, "ada@example.com", 1, by_token)
        await fail(service, "aDa", 1, by_token)
        body = {"current_password": "Wrong-1234", "new_password": NEW_PASSWORD}
        await person.client.post("/users/me/change-password", json=body)
        by_email = await by_login(service.client(), "ada@example.com", PASSWORD)
        by_name = await by_token(service.client(), "ada", PASSWORD)
        assert problem(by_email) == WRONG
        assert by_name.json()["error"] == "invalid_grant"
        assert problem(await person.client.post("/users/me/change-password", json=body)) == LOCKED

    async def test_holds_for_changing_the_password_and_the_address(self, service):
        person = await service.person()
        await fail(service, person.user["email"], 5)
        password = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
        email = {"password": PASSWORD, "new_email": "new@example.com"}
        answers = [
            await person.client.post("/users/me/change-password", json=password),
            await person.client.post("/users/me/change-email", json=email),
        ]
        assert [problem(answer) for answer in answers] == [LOCKED] * 2
        assert {answer.headers["retry-after"] for answer in answers} <= {"899", "900"}

    async def test_parallel_guesses_do_not_outrun_it(self, service):
        user = await service.register()
        client = service.client()
        guesses = [by_login(client, user["email"], "Wrong-1234") for _ in range(8)]
        await asyncio.gather(*guesses)
        locked = await by_login(client, user["email"], PASSWORD)
        assert problem(locked) == LOCKED

    async def test_an_ipv6_household_is_one_address(self, service):
        user = await service.register()
        for last in range(5):
            await fail(service, user["email"], 1, address=f"2001:db8:0:1::{last + 1}")
        neighbour = await by_login(service.client("2001:db8:0:1:ffff::9"), user["email"], PASSWORD)
        stranger = await by_login(service.client("2001:db8:0:2::1"), user["email"], PASSWORD)
        assert (neighbour.status_code, stranger.status_code) == (429, 200)

    async def test_an_administrator_can_lift_it(self, service):
        user, admin = await service.register(), await service.admin()
        await fail(service, user["email"], 6)
        await admin.client.post(f"/users/{user['id']}/unlock")
        assert (await by_login(service.client(), user["email"], PASSWORD)).status_code == 200


class TestWhatIsTold:
    """The sixth attempt is answered the same way whether or not the name belongs to somebody."""

    @pytest.mark.parametrize("way", [by_login, by_token])
    async def test_known_and_unknown_names_lock_alike(self, service, way, monkeypatch):
        stop_time(monkeypatch)
        user = await service.register()
        known, unknown = [await fail(service, name, 7, way) for name in (user["email"], NOBODY)]
        assert [told(answer) for answer in known] == [told(answer) for answer in unknown]
        assert [answer.status_code for answer in known[4:]] == [400 if way is by_token else 401, 429, 429]
        assert problem(known[5]) == LOCKED
        waits = {answer.headers["retry-after"] for answer in (*known[5:], *unknown[5:])}
        assert waits == {"900"}

    @pytest.mark.parametrize("way", [by_login, by_token])
    async def test_the_right_password_makes_no_difference(self, service, way):
        user = await service.register()
        wrong = (await fail(service, user["email"], 6, way))[-1]
        right = await way(service.client(), user["email"], PASSWORD)
        assert told(right) == told(wrong)

    @pytest.mark.parametrize("exists", [True, False])
    async def test_the_wait_is_what_is_left_of_the_lock(self, service, exists, monkeypatch):
        stop_time(monkeypatch)
        name = (await service.register())["email"] if exists else NOBODY
        await fail(service, name, 5)
        pass_time(monkeypatch, seconds=600.5)
        before = await by_login(service.client(), name, "Wrong-1234")
        pass_time(monkeypatch, seconds=299.4)
        last = await by_login(service.client(), name, "Wrong-1234")
        pass_time(monkeypatch, seconds=0.1)
        over = await by_login(service.client(), name, "Wrong-1234")
        assert (before.headers["retry-after"], last.headers["retry-after"]) == ("300", "1")
        assert problem(over) == WRONG

    async def test_spellings_of_an_unknown_address_are_one_name_too(self, service):
        for spelling in (
            "NOBODY@example.com",
            "nobody@EXAMPLE.com.",
            "nobody@example.com",
            "Nobody@example.com",
        ):
            await fail(service, spelling, 1)
        assert problem((await fail(service, NOBODY, 2))[-1]) == LOCKED

    async def test_a_lock_does_not_reveal_which_names_belong_together(self, service):
        """Guesses at the address of somebody known by name would be confirmed by a lock."""
        await service.register(email="ada@example.com", username="ada")
        await fail(service, "ada", 6)
        own, others = [(await fail(service, name, 1))[0] for name in ("ada@example.com", NOBODY)]
        right = await by_login(service.client(), "ada@example.com", PASSWORD)
        assert told(own) == told(others)
        assert problem(own) == problem(right) == WRONG

    async def test_in_turns_the_names_of_an_account_allow_no_more_guesses(self, service):
        await service.register(email="ada@example.com", username="ada")
        await fail(service, "ada", 4)
        await fail(service, "ada@example.com", 1)
        for name in ("ada", "ada@example.com"):
            assert problem(await by_login(service.client(), name, PASSWORD)) == WRONG

    async def test_an_administrator_lifts_it_for_every_name(self, service):
        user, admin = await service.register(username="ada"), await service.admin()
        for name in ("ada", user["email"]):
            await fail(service, name, 6)
        await admin.client.post(f"/users/{user['id']}/unlock")
        for name in ("ada", user["email"]):
            assert (await by_login(service.client(), name, PASSWORD)).status_code == 200


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
