"""Whoever has the password and not the passkey: pages, domains, signatures and challenges that are wrong."""

import json
from base64 import urlsafe_b64decode

import pytest

from gatehouse.security.crypto import encode
from tests.support.answers import problem, told
from tests.support.authenticator import begin, complete, protect
from tests.support.clock import pass_time
from tests.support.database import execute
from tests.support.passkeys import (
    PRESENT,
    SecurityKey,
    add,
    ask_to_create,
    ask_to_get,
    hold,
    send,
    sign,
)
from tests.support.service import PASSWORD

REFUSED, LOCKED = (403, "passkey_invalid"), (429, "too_many_attempts")
INVALID = (401, "login_token_invalid")
FOREIGN_ORIGINS = [
    "https://127.0.0.1:8000",
    "http://127.0.0.1:8001",
    "http://127.0.0.1",
    "http://127.0.0.1:8000.evil.example",
    "http://evil.example",
    "null",
    "",
]


@pytest.fixture
async def victim(service):
    return await service.person()


@pytest.fixture
async def key(victim):
    return await hold(victim.client, PASSWORD)


@pytest.fixture
def attacker(service):
    return service.client("203.0.113.66")


def altered(member, change):
    """What somebody makes of one part of the browser's answer."""

    def alter(credential):
        raw = credential["response"][member]
        plain = urlsafe_b64decode(raw + "=" * (-len(raw) % 4))
        response = {**credential["response"], member: encode(change(plain))}
        return {**credential, "response": response}

    return alter


def claim(**changes):
    return altered("clientDataJSON", lambda plain: json.dumps({**json.loads(plain), **changes}).encode())


def flipped(plain):
    return plain[:-1] + bytes([plain[-1] ^ 1])


class TestSignature:
    @pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
    async def test_for_another_page(self, victim, key, attacker, origin):
        key.origin = origin
        assert problem(await sign(attacker, await begin(attacker, victim, PASSWORD), key)) == REFUSED

    @pytest.mark.parametrize("domain", ["evil.example", "0.0.1", "sub.127.0.0.1", ""])
    async def test_for_another_domain(self, victim, key, attacker, domain):
        key.domain = domain
        assert problem(await sign(attacker, await begin(attacker, victim, PASSWORD), key)) == REFUSED

    @pytest.mark.parametrize("flags", [0, 0x04, PRESENT | 0x10])
    async def test_without_anybody_there_or_with_flags_that_cannot_be(self, victim, key, attacker, flags):
        key.flags = flags
        assert problem(await sign(attacker, await begin(attacker, victim, PASSWORD), key)) == REFUSED

    @pytest.mark.parametrize(
        "change",
        [
            claim(origin="http://127.0.0.1:8000", more="x"),
            claim(type="webauthn.create"),
            claim(challenge="AAAA"),
            altered("clientDataJSON", lambda _plain: b"[]"),
            altered("clientDataJSON", lambda _plain: b"\xff" * 9),
            altered("clientDataJSON", lambda _plain: b"[" * 20_000),
            altered("authenticatorData", flipped),
            altered("authenticatorData", lambda plain: plain[:36]),
            altered("authenticatorData", lambda plain: plain + b"\xa0"),
            altered("authenticatorData", lambda _plain: b""),
            altered("signature", flipped),
            altered("signature", lambda _plain: b""),
        ],
    )
    async def test_that_was_changed_on_the_way(self, victim, key, attacker, change):
        token = await begin(attacker, victim, PASSWORD)
        assert problem(await sign(attacker, token, key, change)) == REFUSED

    async def test_of_the_kind_that_makes_passkeys(self, victim, key, attacker):
        token = await begin(attacker, victim, PASSWORD)
        signed = key.get(await ask_to_get(attacker, token), "webauthn.create")
        assert problem(await send(attacker, token, signed)) == REFUSED

    async def test_by_another_key_with_the_same_name(self, victim, key, attacker):
        forged = SecurityKey(credential_id=key.credential_id, sign_count=99)
        assert problem(await sign(attacker, await begin(attacker, victim, PASSWORD), forged)) == REFUSED

    async def test_by_somebody_elses_key(self, service, victim, key, attacker):
        other = await service.person()
        theirs = await hold(other.client, PASSWORD)
        token = await begin(attacker, victim, PASSWORD)
        signed = theirs.get(await ask_to_get(attacker, token))
        assert problem(await send(attacker, token, signed)) == REFUSED
        renamed = {**theirs.get(await ask_to_get(attacker, token)), **_name_of(key)}
        assert problem(await send(attacker, token, renamed)) == REFUSED

    async def test_with_a_count_that_went_back_as_a_copied_key_has(self, victim, key, attacker):
        key.sign_count = 41
        assert (await sign(attacker, await begin(attacker, victim, PASSWORD), key)).status_code == 200
        for last in (41, 40, 0):  # it counts on from there; with 0 it says that it does not count
            key.sign_count = last
            assert problem(await sign(attacker, await begin(attacker, victim, PASSWORD), key)) == REFUSED
        key.sign_count = 42
        assert (await sign(attacker, await begin(attacker, victim, PASSWORD), key)).status_code == 200

    async def test_by_a_key_that_was_removed(self, victim, key, attacker):
        await protect(victim.client, PASSWORD)
        token = await begin(attacker, victim, PASSWORD)
        signed = key.get(await ask_to_get(attacker, token))
        body = {"password": PASSWORD}
        await victim.client.post(f"/users/me/factors/{key.factor_id}/remove", json=body)
        assert problem(await send(attacker, token, signed)) == REFUSED

    async def test_whatever_is_wrong_is_refused_alike(self, service, victim, key, attacker):
        other = await service.person()
        theirs = await hold(other.client, PASSWORD)
        token = await begin(attacker, victim, PASSWORD)
        answers = [
            told(await sign(attacker, token, SecurityKey())),
            told(await sign(attacker, token, theirs)),
            told(await sign(attacker, token, key, altered("signature", flipped))),
            told(await send(attacker, token, key.get({"challenge": "AAAA"}))),
        ]
        assert all(answer == answers[0] for answer in answers)


def _name_of(key):
    return {"id": encode(key.credential_id), "rawId": encode(key.credential_id)}


class TestChallenge:
    async def test_is_used_up_by_the_right_signature(self, victim, key, attacker):
        token = await begin(attacker, victim, PASSWORD)
        signed = key.get(await ask_to_get(attacker, token))
        assert (await send(attacker, token, signed)).status_code == 200
        assert problem(await send(attacker, token, signed)) == INVALID
        again = await begin(attacker, victim, PASSWORD)
        await ask_to_get(attacker, again)
        assert problem(await send(attacker, again, signed)) == REFUSED

    async def test_is_used_up_by_a_wrong_one(self, victim, key, attacker):
        token = await begin(attacker, victim, PASSWORD)
        options = await ask_to_get(attacker, token)
        assert problem(await send(attacker, token, SecurityKey().get(options))) == REFUSED
        assert problem(await send(attacker, token, key.get(options))) == REFUSED

    async def test_of_another_sign_in(self, victim, key, attacker):
        first, second = await begin(attacker, victim, PASSWORD), await begin(attacker, victim, PASSWORD)
        signed = key.get(await ask_to_get(attacker, first))
        await ask_to_get(attacker, second)
        assert problem(await send(attacker, second, signed)) == REFUSED

    async def test_of_somebody_else(self, service, victim, key, attacker):
        other = await service.person()
        await hold(other.client, PASSWORD)
        theirs = await begin(attacker, other, PASSWORD)
        signed = key.get(await ask_to_get(attacker, theirs))
        token = await begin(attacker, victim, PASSWORD)
        assert problem(await send(attacker, token, signed)) == REFUSED
        assert problem(await send(attacker, theirs, signed)) == REFUSED

    async def test_that_nobody_asked_for(self, victim, key, attacker):
        token = await begin(attacker, victim, PASSWORD)
        assert problem(await send(attacker, token, key.get({"challenge": "AAAA"}))) == REFUSED

    async def test_that_was_for_making_a_passkey(self, victim, key, attacker):
        options = await ask_to_create(victim.client, PASSWORD)
        token = await begin(attacker, victim, PASSWORD)
        assert problem(await send(attacker, token, key.get(options))) == REFUSED

    async def test_that_is_too_old(self, victim, key, attacker, monkeypatch):
        token = await begin(attacker, victim, PASSWORD)
        options = await ask_to_get(attacker, token)
        pass_time(monkeypatch, seconds=301)
        fresh = await begin(attacker, victim, PASSWORD)
        assert problem(await send(attacker, token, key.get(options))) == INVALID
        assert problem(await send(attacker, fresh, key.get(options))) == REFUSED


class TestMakingOne:
    async def test_for_another_page_or_domain(self, victim):
        for key in (SecurityKey(origin="http://evil.example"), SecurityKey(domain="evil.example")):
            made = key.create(await ask_to_create(victim.client, PASSWORD))
            assert problem(await add(victim.client, made)) == REFUSED

    async def test_with_the_challenge_of_another_session(self, service, victim):
        other = await service.login(victim.user)
        made = SecurityKey().create(await ask_to_create(victim.client, PASSWORD))
        assert problem(await add(other.client, made)) == REFUSED
        assert (await add(victim.client, made)).status_code == 201

    async def test_with_a_stolen_session_takes_the_password(self, victim):
        made = SecurityKey().create({"challenge": "AAAA"})
        assert problem(await add(victim.client, made)) == REFUSED

    @pytest.mark.parametrize("raw", [b"", b"\xa0", b"\x81" * 20_000, b"\xbf", b"\x5b" + b"\xff" * 8])
    async def test_with_damaged_attestations(self, victim, raw):
        made = SecurityKey().create(await ask_to_create(victim.client, PASSWORD))
        damaged = altered("attestationObject", lambda _plain: raw)(made)
        assert problem(await add(victim.client, damaged)) == REFUSED


class TestGuessing:
    async def test_is_counted_with_codes(self, victim, key, attacker):
        token = await begin(attacker, victim, PASSWORD)
        for _ in range(5):
            assert problem(await sign(attacker, token, SecurityKey())) == REFUSED
        assert problem(await sign(attacker, token, key)) == LOCKED
        assert problem(await complete(attacker, token, key.recovery_codes[0])) == LOCKED

    async def test_does_not_lock_the_owner_out_at_home(self, service, victim, key, attacker):
        token = await begin(attacker, victim, PASSWORD)
        for _ in range(6):
            await sign(attacker, token, SecurityKey())
        home = service.client()
        assert (await sign(home, await begin(home, victim, PASSWORD), key)).status_code == 200


async def test_a_stolen_database_has_nothing_to_sign_with(service, victim, key):
    kept = str(await execute(service.settings, "SELECT * FROM factors JOIN passkeys ON factor_id = id"))
    private = key.private.private_numbers().private_value.to_bytes(32)
    assert encode(private) not in kept
    assert str(private) not in kept
    assert victim.id
