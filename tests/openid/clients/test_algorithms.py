"""What is published is enough for another library (joserfc) to check tokens of each algorithm."""

import base64
import hashlib
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from tests.support.openid import Relying, relying
from tests.support.pages import browser_of
from tests.support.server import Server

_HASHES = {"EdDSA": hashlib.sha512, "ES256": hashlib.sha256, "RS256": hashlib.sha256}
_KEYS = {
    "EdDSA": {"kty": "OKP", "crv": "Ed25519"},
    "ES256": {"kty": "EC", "crv": "P-256"},
    "RS256": {"kty": "RSA"},
}


async def discovered(provider: Server) -> dict[str, Any]:
    """The document of discovery, and the keys that it leads to."""
    client = provider.client()
    configuration = (await client.get("/.well-known/openid-configuration")).json()
    assert configuration["issuer"] == provider.settings.issuer
    path = configuration["jwks_uri"].removeprefix(configuration["issuer"])
    return {**configuration, "keys": (await client.get(path)).json()["keys"]}


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")  # by a name that few clients know yet
@pytest.mark.parametrize("algorithm", _HASHES)
async def test_a_token_is_checked_by_what_is_published(provider: Server, algorithm: str) -> None:
    told = await discovered(provider)
    assert algorithm in told["id_token_signing_alg_values_supported"]
    tokens = await signed_in(await relying(provider, signing_algorithm=algorithm))
    keys = KeySet.import_key_set({"keys": told["keys"]})
    id_token = jwt.decode(tokens["id_token"], keys, algorithms=[algorithm])
    (key,) = (each for each in told["keys"] if each["kid"] == id_token.header["kid"])
    assert {"use": "sig", "alg": algorithm, **_KEYS[algorithm]}.items() <= key.items()
    assert not {"d", "p", "q"} & key.keys()
    assert id_token.claims["at_hash"] == half_hash(algorithm, tokens["access_token"])
    access_token = jwt.decode(tokens["access_token"], keys, algorithms=[algorithm])
    assert access_token.header["typ"] == "at+jwt"
    assert access_token.claims["iss"] == id_token.claims["iss"] == told["issuer"]


async def signed_in(application: Relying) -> dict[str, Any]:
    browser = browser_of(application.service)
    await browser.sign_in(await application.service.register())
    return await application.sign_in(browser)


def half_hash(algorithm: str, text: str) -> str:
    digest = _HASHES[algorithm](text.encode()).digest()
    return base64.urlsafe_b64encode(digest[: len(digest) // 2]).decode().rstrip("=")
