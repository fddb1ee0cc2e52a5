"""Whoever has stolen a session, and not the phone: guessing codes and proofs made for something else."""

import pytest

from tests.support.answers import problem
from tests.support.authenticator import begin, complete, protect
from tests.support.database import execute
from tests.support.passkeys import SecurityKey, ask_to_create, ask_to_get, hold
from tests.support.service import PASSWORD
from tests.support.stepping_up import REQUIRED, ask_to_step_up, make_key, step_up

LOCKED, WRONG = (429, "too_many_attempts"), (403, "factor_code_invalid")
REFUSED, ENDED = (403, "passkey_invalid"), (401, "invalid_token")


@pytest.fixture
async def victim(service):
    return await service.person()


@pytest.fixture
async def stolen(service, victim):
    """A session of the victim from before the second factor, in another network."""
    session = await service.login(victim.user)
    session.client = service.client("203.0.113.66", **session.bearer)
    return session


@pytest.fixture
async def app(victim, stolen):
    return await protect(victim.client, PASSWORD)


async def send(client, credential):
    return await client.post("/auth/step-up/passkey", json={"credential": credential})


class TestGuessing:
    async def test_the_last_guess_ends_the_session_and_the_owner_goes_on(self, victim, stolen, app):
        answers = [problem(await step_up(stolen.client, app.wrong())) for _ in range(6)]
        assert answers == [WRONG] * 5 + [ENDED]
        assert (await step_up(victim.client, app.fresh())).status_code == 200

    async def test_from_many_networks_is_no_better(self, service, stolen, app):
        guesses = [service.client(f"203.0.113.{each}", **stolen.bearer) for each in range(6)]
        answers = [problem(await step_up(client, app.wrong())) for client in guesses]
        assert answers == [WRONG] * 5 + [ENDED]

    async def test_the_right_password_in_between_resets_nothing(self, service, victim, stolen, app):
        for _ in range(5):
            assert problem(await step_up(stolen.client, app.wrong())) == WRONG
            await begin(service.client("203.0.113.66"), victim, PASSWORD)
        assert problem(await step_up(stolen.client, app.fresh())) == ENDED

    async def test_shares_the_lock_of_sign_ins(self, service, victim, stolen, app):
        attacker = service.client("203.0.113.66")
        token = await begin(attacker, victim, PASSWORD)
        for _ in range(5):
            await complete(attacker, token, app.wrong())
        assert problem(await step_up(stolen.client, app.fresh())) == LOCKED

    async def test_passkeys_share_it(self, service, victim, stolen):
        key = await hold(victim.client, PASSWORD)
        attacker = service.client("203.0.113.66")
        token = await begin(attacker, victim, PASSWORD)
        for _ in range(5):
            await complete(attacker, token, key.recovery_codes[0].replace(key.recovery_codes[0][0], "0"))
        assert problem(await send(stolen.client, key.get(await ask_to_step_up(stolen.client)))) == LOCKED


class TestProofsForSomethingElse:
    async def test_a_challenge_of_another_session(self, victim, stolen):
        key = await hold(victim.client, PASSWORD)
        await ask_to_step_up(stolen.client)
        signed = key.get(await ask_to_step_up(victim.client))
        assert problem(await send(stolen.client, signed)) == REFUSED

    async def test_a_challenge_of_a_sign_in(self, service, victim, stolen):
        key, client = await hold(victim.client, PASSWORD), service.client()
        token = await begin(client, victim, PASSWORD)
        signed = key.get(await ask_to_get(client, token))
        assert problem(await send(stolen.client, signed)) == REFUSED

    async def test_a_challenge_for_a_new_passkey(self, victim):
        key = await hold(victim.client, PASSWORD)
        signed = key.get(await ask_to_create(victim.client, PASSWORD))
        assert problem(await send(victim.client, signed)) == REFUSED

    async def test_a_signature_again(self, victim):
        key = await hold(victim.client, PASSWORD)
        signed = key.get(await ask_to_step_up(victim.client))
        assert (await send(victim.client, signed)).status_code == 200
        assert problem(await send(victim.client, signed)) == REFUSED

    @pytest.mark.usefixtures("app")
    async def test_a_code_of_ones_own(self, service, stolen):
        attacker = await service.person()
        own = await protect(attacker.client, PASSWORD)
        assert problem(await step_up(stolen.client, own.fresh())) == WRONG

    @pytest.mark.usefixtures("app")
    async def test_a_factor_of_ones_own_cannot_be_added(self, stolen):
        body = {"password": PASSWORD}
        assert problem(await stolen.client.post("/users/me/factors/totp", json=body)) == REQUIRED
        assert problem(await stolen.client.post("/users/me/factors/passkey/options", json=body)) == REQUIRED

    async def test_nor_one_that_was_begun_before(self, service, victim, stolen):
        options, key = await ask_to_create(stolen.client, PASSWORD), SecurityKey()
        await protect(victim.client, PASSWORD)
        made = await stolen.client.post("/users/me/factors/passkey", json={"credential": key.create(options)})
        assert problem(made) == REQUIRED
        assert len(await execute(service.settings, "SELECT FROM factors")) == 1


async def test_an_ended_session_cannot_step_up(victim, stolen, app):
    sessions = (await victim.client.get("/users/me/sessions")).json()["items"]
    other = next(each["id"] for each in sessions if not each["is_current"])
    await victim.client.delete(f"/users/me/sessions/{other}")
    assert problem(await step_up(stolen.client, app.fresh())) == ENDED
    assert problem(await make_key(stolen.client)) == ENDED
