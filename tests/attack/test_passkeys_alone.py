"""A passkey that is all there is: one not unlocked, not for this, or not for the first time opens nothing."""

import pytest

from tests.support.answers import problem, told
from tests.support.authenticator import begin
from tests.support.clock import pass_time
from tests.support.passkeys import PRESENT, SecurityKey, ask_to_get, ask_to_sign_in, hold, send, sign_in
from tests.support.service import PASSWORD
from tests.support.stepping_up import ask_to_step_up

REFUSED = (403, "passkey_invalid")


@pytest.fixture
async def victim(service):
    return await service.person()


@pytest.fixture
async def key(victim):
    return await hold(victim.client, PASSWORD)


@pytest.fixture
def attacker(service):
    return service.client("203.0.113.66")


async def attempt(client, key):
    return await sign_in(client, key.get(await ask_to_sign_in(client)))


async def test_a_key_that_was_found_and_is_not_unlocked(key, attacker):
    key.flags = PRESENT
    assert problem(await attempt(attacker, key)) == REFUSED


async def test_the_same_key_as_a_second_factor_needs_the_password_only(victim, key, attacker):
    """It was unlocked by nobody, so the password has to be right: as before."""
    key.flags = PRESENT
    token = await begin(attacker, victim, PASSWORD)
    signed = key.get(await ask_to_get(attacker, token))
    assert (await send(attacker, token, signed)).status_code == 200


class TestNames:
    async def test_of_another_account(self, service, key, attacker):
        other = await service.person()
        own = await hold(other.client, PASSWORD)
        own.handle = key.handle
        assert problem(await attempt(attacker, own)) == REFUSED

    async def test_of_nobody(self, key, attacker):
        key.handle = None
        assert problem(await attempt(attacker, key)) == REFUSED

    async def test_of_the_victim_with_a_key_of_ones_own(self, key, attacker):
        forged = SecurityKey(handle=key.handle)
        copied = SecurityKey(handle=key.handle, credential_id=key.credential_id)
        answers = [await attempt(attacker, each) for each in (forged, copied)]
        assert told(answers[0]) == told(answers[1])
        assert problem(answers[0]) == REFUSED


class TestChallenges:
    async def test_work_once(self, key, attacker):
        signed = key.get(await ask_to_sign_in(attacker))
        assert (await sign_in(attacker, signed)).status_code == 200
        assert problem(await sign_in(attacker, signed)) == REFUSED

    async def test_work_once_for_what_is_wrong(self, key, attacker):
        options = await ask_to_sign_in(attacker)
        await sign_in(attacker, SecurityKey(handle=key.handle).get(options))
        assert problem(await sign_in(attacker, key.get(options))) == REFUSED

    async def test_in_time_only(self, key, attacker, monkeypatch):
        options = await ask_to_sign_in(attacker)
        pass_time(monkeypatch, minutes=5, seconds=1)
        assert problem(await sign_in(attacker, key.get(options))) == REFUSED

    async def test_of_a_second_step(self, victim, key, attacker):
        token = await begin(attacker, victim, PASSWORD)
        options = await ask_to_get(attacker, token)
        options["allowCredentials"] = []
        assert problem(await sign_in(attacker, key.get(options))) == REFUSED

    async def test_of_a_session(self, victim, key, attacker):
        options = await ask_to_step_up(victim.client)
        options["allowCredentials"] = []
        assert problem(await sign_in(attacker, key.get(options))) == REFUSED

    async def test_are_good_for_nothing_else(self, victim, key, attacker):
        token = await begin(attacker, victim, PASSWORD)
        await ask_to_get(attacker, token)
        signed = key.get(await ask_to_sign_in(attacker))
        assert problem(await send(attacker, token, signed)) == REFUSED
        stepped = await victim.client.post("/auth/step-up/passkey", json={"credential": signed})
        assert problem(stepped) == REFUSED

    async def test_that_nobody_asked_for(self, key, attacker):
        made_up = {"challenge": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "allowCredentials": []}
        assert problem(await sign_in(attacker, key.get(made_up))) == REFUSED


class TestSignatures:
    async def test_for_another_page_and_another_domain(self, key, attacker):
        key.origin = "https://evil.example"
        assert problem(await attempt(attacker, key)) == REFUSED
        key.origin, key.domain = SecurityKey().origin, "evil.example"
        assert problem(await attempt(attacker, key)) == REFUSED

    async def test_whose_count_went_back(self, key, attacker):
        assert (await attempt(attacker, key)).status_code == 200
        key.sign_count -= 1
        assert problem(await attempt(attacker, key)) == REFUSED
