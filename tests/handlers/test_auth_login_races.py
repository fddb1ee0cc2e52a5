"""What happens between looking at a password and acting on it; each moment is made to last."""

import asyncio
from datetime import timedelta

import bcrypt
import pytest

from gatehouse.security.passwords import PasswordHasher
from tests.support.answers import problem
from tests.support.database import execute
from tests.support.service import PASSWORD
from tests.support.waiting import until_found

FAST = bcrypt.gensalt(4)
SET_HASH = "UPDATE users SET password_hash = $1"


def hashed(password):
    return bcrypt.hashpw(password.encode(), FAST).decode()


def log_in(service, user, password=PASSWORD):
    return service.client().post("/auth/login", json={"email": user["email"], "password": password})


@pytest.fixture
def while_checking(monkeypatch):
    """Something else happens after a password was looked at, and before anything comes of it."""
    check = PasswordHasher.verify

    def happens(act):
        async def verify(self, password, stored):
            outcome = await check(self, password, stored)
            await act()
            return outcome

        monkeypatch.setattr(PasswordHasher, "verify", verify)

    return happens


class TestPasswordChangedMeanwhile:
    @pytest.mark.parametrize("outdated_hash", [False, True])
    async def test_the_former_one_does_not_sign_in(self, service, while_checking, outdated_hash):
        user = await service.register()
        if outdated_hash:
            await execute(service.settings, SET_HASH, hashed(PASSWORD))
        while_checking(lambda: execute(service.settings, SET_HASH, hashed("Another-1")))
        assert problem(await log_in(service, user)) == (401, "invalid_credentials")
        assert await execute(service.settings, "SELECT FROM sessions") == []

    async def test_the_former_one_sets_no_new_one(self, service, while_checking):
        person = await service.person()
        while_checking(lambda: execute(service.settings, SET_HASH, hashed("Another-1")))
        body = {"current_password": PASSWORD, "new_password": "Quite-Different-8"}
        response = await person.client.post("/users/me/change-password", json=body)
        assert problem(response) == (403, "current_password_invalid")

    async def test_the_account_deactivated_meanwhile(self, service, while_checking):
        user = await service.register()
        while_checking(lambda: execute(service.settings, "UPDATE users SET status = 'inactive'"))
        assert problem(await log_in(service, user)) == (403, "account_inactive")


class TestManyAtOnce:
    async def test_rightful_logins_at_once_all_succeed(self, service):
        user = await service.register()
        answers = await asyncio.gather(*(log_in(service, user) for _ in range(8)))
        assert [answer.status_code for answer in answers] == [200] * 8

    async def test_those_that_wait_too_long_are_told_to_come_back(
        self, start_service, while_checking, monkeypatch
    ):
        monkeypatch.setattr("gatehouse.domain.attempts._LONGEST_WAIT", timedelta(seconds=0.1))
        service = await start_service(login_max_failures=1)
        user = await service.register()
        first_may_go_on = asyncio.Event()
        while_checking(first_may_go_on.wait)
        first = asyncio.create_task(log_in(service, user))
        await until_found(service.settings, "SELECT FROM login_attempts")
        second = await log_in(service, user)
        first_may_go_on.set()
        assert problem(second) == (503, "overloaded")
        assert second.headers["retry-after"] == "1"
        assert (await first).status_code == 200

    async def test_a_locked_account_is_not_hashed_for(self, start_service):
        service = await start_service(login_max_failures=1, password_hash_queue=8)
        user = await service.register()
        await log_in(service, user, "Wrong-1234")
        answers = await asyncio.gather(*(log_in(service, user) for _ in range(8)))
        assert [problem(answer) for answer in answers] == [(429, "too_many_attempts")] * 8
