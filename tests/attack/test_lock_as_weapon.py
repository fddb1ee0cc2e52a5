"""Guessing at an account from many places slows the guesses down, and does not lock its owner out."""

import pytest

from gatehouse.domain.housekeeping import purge
from gatehouse.domain.services import open_services
from tests.support.answers import problem
from tests.support.clock import pass_time
from tests.support.database import execute
from tests.support.service import PASSWORD

HOME, AWAY = "2001:db8:0:1::1", "203.0.113.80"
NEW_PASSWORD = "Another-Gate-8"
WRONG, LOCKED = (401, "invalid_credentials"), (429, "too_many_attempts")


@pytest.fixture
async def strict(start_service):
    """Where an account bears three guesses an hour from networks that it does not know."""
    return await start_service(account_max_failures=3, rate_limit_enabled=False)


@pytest.fixture
async def victim(strict):
    """Somebody who has signed in from home."""
    user = await strict.register()
    assert (await log_in(strict, user, HOME)).status_code == 200
    return user


def log_in(service, user, address, password=PASSWORD):
    body = {"email": user["email"], "password": password}
    return service.client(address).post("/auth/login", json=body)


async def besiege(service, user, networks=4):
    """From so many networks that no more guesses are left to the account."""
    for number in range(networks):
        await log_in(service, user, f"192.0.2.{number + 1}", "Wrong-Gate-1")
    assert problem(await log_in(service, user, "192.0.2.99")) == WRONG


async def reset(service, user, address):
    await service.client(address).post("/auth/password/reset", json={"email": user["email"]})
    token = await service.mailed_token(user["email"], "Reset your password")
    body = {"token": token, "new_password": NEW_PASSWORD}
    return await service.client(address).post("/auth/password/reset/confirm", json=body)


class TestFromKnownNetworks:
    async def test_the_owner_gets_in_from_home(self, strict, victim):
        await besiege(strict, victim)
        assert (await log_in(strict, victim, HOME)).status_code == 200

    async def test_a_new_privacy_address_of_home_is_home(self, strict, victim):
        await besiege(strict, victim)
        assert (await log_in(strict, victim, "2001:db8:0:1:aaaa:bbbb:cccc:dddd")).status_code == 200

    async def test_the_network_beside_it_is_not(self, strict, victim):
        await besiege(strict, victim)
        assert problem(await log_in(strict, victim, "2001:db8:0:2::1")) == WRONG

    async def test_home_is_remembered_long_after_the_session_is_gone(self, strict, victim, monkeypatch):
        pass_time(monkeypatch, days=400)
        async with open_services(strict.settings) as services:
            assert (await purge(services))["sessions"] == 1
        await besiege(strict, victim)
        assert (await log_in(strict, victim, HOME)).status_code == 200

    async def test_sessions_from_before_it_was_remembered_count(self, strict, victim):
        await execute(strict.settings, "DELETE FROM known_networks")
        await besiege(strict, victim)
        assert (await log_in(strict, victim, HOME)).status_code == 200

    async def test_home_of_somebody_else_is_not(self, strict, victim):
        other = await strict.register()
        await log_in(strict, other, AWAY)
        await besiege(strict, victim)
        assert problem(await log_in(strict, victim, AWAY)) == WRONG

    async def test_a_failed_sign_in_makes_nothing_known(self, strict, victim):
        await log_in(strict, victim, AWAY, "Wrong-Gate-1")
        await besiege(strict, victim, 3)
        assert problem(await log_in(strict, victim, AWAY)) == WRONG

    async def test_guesses_from_home_are_limited_all_the_same(self, strict, victim):
        for _ in range(5):
            assert problem(await log_in(strict, victim, HOME, "Wrong-Gate-1")) == WRONG
        assert problem(await log_in(strict, victim, HOME)) == LOCKED

    async def test_nothing_is_left_of_it_when_the_account_is_erased(self, service, strict, victim):
        admin = await service.admin()
        erased = await admin.client.delete(f"/users/{victim['id']}", params={"erase": True})
        assert erased.status_code == 204
        rows = await execute(strict.settings, "SELECT FROM known_networks WHERE user_id = $1", victim["id"])
        assert rows == []


class TestByAMailedLink:
    async def test_the_owner_gets_in_anywhere(self, strict, victim):
        await besiege(strict, victim)
        assert problem(await log_in(strict, victim, AWAY)) == WRONG
        assert (await reset(strict, victim, AWAY)).status_code == 204
        assert (await log_in(strict, victim, AWAY, NEW_PASSWORD)).status_code == 200

    async def test_while_that_network_is_locked_too(self, strict, victim):
        for _ in range(6):
            locked = await log_in(strict, victim, AWAY, "Wrong-Gate-1")
        assert problem(locked) == LOCKED
        assert (await reset(strict, victim, AWAY)).status_code == 204
        assert (await log_in(strict, victim, AWAY, NEW_PASSWORD)).status_code == 200

    async def test_those_who_guess_elsewhere_stay_locked(self, strict, victim):
        for _ in range(6):
            await log_in(strict, victim, "192.0.2.1", "Wrong-Gate-1")
        await reset(strict, victim, AWAY)
        assert problem(await log_in(strict, victim, "192.0.2.1", NEW_PASSWORD)) == LOCKED
        assert problem(await log_in(strict, victim, "192.0.2.2", "Wrong-Gate-1")) == WRONG

    async def test_a_new_account_gets_in_where_it_was_confirmed(self, start_service):
        verifying = await start_service(require_email_verification=True, account_max_failures=3)
        user = {"email": "new@example.com", "username": "new"}
        await verifying.client().post("/auth/register", json={**user, "password": PASSWORD})
        token = await verifying.mailed_token(user["email"])
        await besiege(verifying, user)
        body = {"token": token, "password": NEW_PASSWORD}
        verified = await verifying.client(AWAY).post("/auth/email/verify", json=body)
        assert verified.status_code == 204
        assert (await log_in(verifying, user, AWAY, NEW_PASSWORD)).status_code == 200
