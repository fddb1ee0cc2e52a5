"""Keys of other algorithms, for applications that know no Ed25519."""

import asyncio

import jwt
import pytest

from gatehouse.core.settings import SettingsError
from gatehouse.domain.keys import KeyRing
from gatehouse.security.crypto import Vault
from gatehouse.security.signatures import ALGORITHMS
from tests.support.database import database, execute

CLAIMS = {"iss": "https://accounts.example", "aud": "reports", "sub": "ada"}


@pytest.fixture
async def ring(settings):
    async with database(settings) as db:
        yield KeyRing(db, Vault(settings.secret_key.get_secret_value()), settings)


def signed(issuer, algorithm):
    return issuer.signatures.sign(CLAIMS, type_="JWT", algorithm=algorithm)


def read(issuer, token):
    return issuer.signatures.read(token, type_="JWT", issuer=CLAIMS["iss"])


@pytest.mark.parametrize("algorithm", ALGORITHMS)
class TestSignatures:
    async def test_what_is_published_verifies_them(self, ring, algorithm):
        issuer = await ring.issuer()
        token = signed(issuer, algorithm)
        (key,) = (each for each in issuer.jwks["keys"] if each["alg"] == algorithm)
        assert jwt.get_unverified_header(token) == {"alg": algorithm, "typ": "JWT", "kid": key["kid"]}
        assert jwt.decode(token, jwt.PyJWK(key), [algorithm], audience="reports") == CLAIMS

    async def test_those_of_former_keys_are_still_read(self, ring, algorithm):
        token = signed(await ring.issuer(), algorithm)
        await ring.rotate()
        issuer = await ring.issuer()
        assert read(issuer, token) == CLAIMS
        assert (
            jwt.get_unverified_header(signed(issuer, algorithm))["kid"]
            != jwt.get_unverified_header(token)["kid"]
        )

    async def test_those_of_revoked_keys_are_not(self, ring, algorithm):
        token = signed(await ring.issuer(), algorithm)
        await ring.revoke()
        assert read(await ring.issuer(), token) is None

    async def test_another_type_or_issuer_is_refused(self, ring, algorithm):
        issuer = await ring.issuer()
        token = signed(issuer, algorithm)
        assert issuer.signatures.read(token, type_="at+jwt", issuer=CLAIMS["iss"]) is None
        assert issuer.signatures.read(token, type_="JWT", issuer="https://elsewhere.example") is None
        assert read(issuer, token[:-4] + "AAAA") is None

    async def test_a_header_cannot_choose_another_algorithm(self, ring, algorithm):
        issuer = await ring.issuer()
        kid = jwt.get_unverified_header(signed(issuer, algorithm))["kid"]
        forged = jwt.encode(CLAIMS, "k" * 32, headers={"kid": kid, "typ": "JWT"})
        assert read(issuer, forged) is None


async def test_processes_that_start_together_make_one_key_of_each(settings):
    await execute(settings, "DELETE FROM application_signing_keys")
    async with database(settings) as db:
        vault = Vault(settings.secret_key.get_secret_value())
        rings = [KeyRing(db, vault, settings) for _ in range(4)]
        issuers = await asyncio.gather(*(ring.issuer() for ring in rings))
    rows = await execute(settings, "SELECT algorithm FROM application_signing_keys ORDER BY algorithm")
    assert [row["algorithm"] for row in rows] == ["ES256", "RS256"]
    assert len({str(issuer.jwks) for issuer in issuers}) == 1


async def test_another_secret_key_opens_none(settings, ring):
    await ring.issuer()
    await execute(settings, "UPDATE application_signing_keys SET sealed = '\\x00'")
    try:
        async with database(settings) as db:
            other = KeyRing(db, Vault(settings.secret_key.get_secret_value()), settings)
            with pytest.raises(SettingsError, match="SECRET_KEY: not the one that this database"):
                await other.issuer()
    finally:
        await execute(settings, "DELETE FROM application_signing_keys")
