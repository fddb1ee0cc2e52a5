"""Access tokens that were tampered with, presented where a real one opens the door."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gatehouse.core import clock
from gatehouse.security.crypto import Vault, encode
from gatehouse.security.tokens import SigningKey
from tests.support import database
from tests.support.answers import problem
from tests.support.service import Person, Service, running

GONE = object()
STRANGER = ed25519.Ed25519PrivateKey.generate()
STRANGERS_JWK = SigningKey("stranger", STRANGER).public_jwk
RSA = rsa.generate_private_key(65537, 2048)


@dataclass
class Forger:
    """Somebody who has a token, and even the key it was signed with."""

    service: Service
    person: Person
    key: SigningKey

    @property
    def header(self) -> dict[str, Any]:
        return jwt.get_unverified_header(self.person.tokens["access_token"])

    @property
    def claims(self) -> dict[str, Any]:
        token = self.person.tokens["access_token"]
        claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
        return claims

    def sign(self, header: dict[str, Any] | None = None, claims: Any = None, key: Any = None) -> str:
        """A token like the real one but for these changes, with a signature that fits."""
        payload = _changed(self.claims, claims) if claims is None or isinstance(claims, dict) else claims
        signed = f"{_part(_changed(self.header, header))}.{_part(payload)}"
        return f"{signed}.{encode((key or self.key.private).sign(signed.encode()))}"

    async def present(self, token: str | bytes) -> Any:
        raw = token if isinstance(token, bytes) else token.encode()
        client = self.service.client()
        return await client.get("/auth/me", headers=[(b"Authorization", b"Bearer " + raw)])


def _part(value):
    return encode(json.dumps(value).encode())


def _changed(fields, changes):
    return {name: value for name, value in {**fields, **(changes or {})}.items() if value is not GONE}


@pytest.fixture(scope="module")
async def forger(settings):
    await database.empty(settings)
    async with running(settings) as service:
        person = await service.person()
        sql = "SELECT kid, sealed FROM signing_keys WHERE retires_at IS NULL"
        (row,) = await database.execute(settings, sql)
        vault = Vault(settings.secret_key.get_secret_value())
        key = SigningKey.load(row["kid"], vault.unseal("signing-key", row["sealed"]))
        yield Forger(service, person, key)


async def refused(forger, token):
    response = await forger.present(token)
    assert problem(response) == (401, "invalid_token")
    assert response.headers["www-authenticate"].startswith("Bearer ")


class TestGenuine:
    async def test_a_token_forged_without_changes_works(self, forger):
        """So what the other tests see refused is refused for the change they made."""
        assert (await forger.present(forger.sign())).status_code == 200
        assert (await forger.present(forger.sign({"typ": "at+jwt"}, {"extra": 1}))).status_code == 200

    async def test_it_says_no_more_than_it_must(self, forger):
        about_sign_in = {"amr", "acr", "auth_time"}
        about_itself = {"iss", "aud", "sub", "sid", "gen", "jti", "iat", "exp"}
        assert set(forger.claims) == about_itself | about_sign_in
        assert forger.header == {"alg": "EdDSA", "typ": "at+jwt", "kid": forger.key.kid}

    @pytest.mark.parametrize("scheme", ["Bearer ", "bearer ", "BEARER ", "Bearer   "])
    async def test_the_scheme_is_read_leniently(self, forger, scheme):
        client = forger.service.client(Authorization=scheme + forger.person.tokens["access_token"])
        assert (await client.get("/auth/me")).status_code == 200

    @pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic YTpi", "Token x", ""])
    async def test_other_schemes_are_no_credentials(self, forger, header):
        response = await forger.service.client(Authorization=header).get("/auth/me")
        assert problem(response) == (401, "unauthenticated")

    async def test_expires(self, forger, monkeypatch):
        expiry = datetime.fromtimestamp(forger.claims["exp"], UTC)
        monkeypatch.setattr(clock, "now", lambda: expiry - timedelta(milliseconds=1))
        assert (await forger.present(forger.sign())).status_code == 200
        monkeypatch.setattr(clock, "now", lambda: expiry)
        await refused(forger, forger.sign())


class TestAlgorithm:
    @pytest.mark.parametrize(
        "name", ["none", "None", "NONE", "", "eddsa", "Ed25519", None, 1, ["EdDSA"], {}, GONE]
    )
    async def test_only_the_one_it_is(self, forger, name):
        await refused(forger, forger.sign({"alg": name}))

    @pytest.mark.parametrize("name", ["none", "EdDSA"])
    async def test_without_a_signature(self, forger, name):
        unsigned = f"{_part({**forger.header, 'alg': name})}.{_part(forger.claims)}."
        await refused(forger, unsigned)
        await refused(forger, unsigned.rstrip("."))

    @pytest.mark.parametrize(
        "encoding",
        [
            (Encoding.Raw, PublicFormat.Raw),
            (Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
            (Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
            (Encoding.OpenSSH, PublicFormat.OpenSSH),
        ],
    )
    async def test_the_public_key_is_no_secret_of_hmac(self, forger, encoding):
        secret = forger.key.private.public_key().public_bytes(*encoding)
        signed = f"{_part({**forger.header, 'alg': 'HS256'})}.{_part(forger.claims)}"
        code = hmac.digest(secret, signed.encode(), hashlib.sha256)
        await refused(forger, f"{signed}.{encode(code)}")

    @pytest.mark.parametrize(
        ("algorithm", "key"),
        [
            ("RS256", RSA),
            ("PS256", RSA),
            ("ES256", ec.generate_private_key(ec.SECP256R1())),
            ("HS256", "k" * 32),
            ("EdDSA", STRANGER),
        ],
    )
    async def test_keys_of_strangers(self, forger, algorithm, key):
        headers = {"kid": forger.key.kid, "typ": "at+jwt"}
        await refused(forger, jwt.encode(forger.claims, key, algorithm=algorithm, headers=headers))


class TestHeader:
    @pytest.mark.parametrize(
        "kid",
        [
            GONE,
            None,
            "",
            "unknown",
            "../../../../dev/null",
            "/proc/self/environ",
            "' UNION SELECT 'x' --",
            "\0",
            0,
            ["{kid}"],
            {"kid": 1},
            "{kid} ",
            "k" * 2000,
        ],
    )
    async def test_the_key_is_one_of_ours(self, forger, kid):
        named = json.loads(json.dumps(kid).replace("{kid}", forger.key.kid)) if kid is not GONE else GONE
        await refused(forger, forger.sign({"kid": named}))

    @pytest.mark.parametrize(
        "typ", [GONE, None, "", "JWT", "refresh", "at+jwt ", "id_token+jwt", 1, ["at+jwt"]]
    )
    async def test_it_is_an_access_token(self, forger, typ):
        await refused(forger, forger.sign({"typ": typ}))

    @pytest.mark.parametrize(
        "header",
        [
            {"jwk": STRANGERS_JWK},
            {"jku": "https://evil.example/jwks.json"},
            {"x5u": "https://evil.example/cert.pem"},
            {"x5c": ["MIIB"]},
            {"jwk": STRANGERS_JWK, "kid": "stranger"},
        ],
    )
    async def test_a_key_that_the_token_brings_along_is_not_used(self, forger, header):
        await refused(forger, forger.sign(header, key=STRANGER))

    @pytest.mark.parametrize(
        "header",
        [
            {"crit": ["urn:example:unknown"], "urn:example:unknown": 1},
            {"crit": []},
            {"crit": "exp"},
            {"crit": ["exp"]},
            {"crit": ["b64"], "b64": False},
            {"b64": False},
        ],
    )
    async def test_what_it_calls_critical_is_not_passed_over(self, forger, header):
        await refused(forger, forger.sign(header))


class TestClaims:
    @pytest.mark.parametrize("name", ["iss", "aud", "exp", "iat", "sub", "sid", "jti"])
    @pytest.mark.parametrize("value", [GONE, None, {}, [], [None]])
    async def test_each_is_there(self, forger, name, value):
        await refused(forger, forger.sign(claims={name: value}))

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("iss", ""),
            ("iss", "gatehouse "),
            ("iss", "Gatehouse"),
            ("iss", ["gatehouse"]),
            ("aud", ""),
            ("aud", "another-service"),
            ("aud", ["gatehouse"]),
            ("aud", ["gatehouse", "another-service"]),
            ("exp", 0),
            ("exp", -1),
            ("exp", True),
            ("exp", 1e400),
            ("exp", 10**30),
            ("exp", float("nan")),
            ("exp", "9999999999"),
            ("exp", [9999999999]),
            ("iat", 10**30),
            ("iat", "now"),
            ("nbf", 9999999999),
            ("sub", "2f1e6c5a-3b0d-4c64-9d2e-7a5b1c0d9e8f"),
            ("sub", ""),
            ("sub", "1"),
            ("sub", 1),
            ("sid", "2f1e6c5a-3b0d-4c64-9d2e-7a5b1c0d9e8f"),
            ("sid", ""),
            ("sid", 1),
            ("sid", "'; DROP TABLE sessions; --"),
        ],
    )
    async def test_other_values(self, forger, name, value):
        await refused(forger, forger.sign(claims={name: value}))

    async def test_the_session_of_somebody_else(self, forger):
        other = await forger.service.person()
        theirs = jwt.decode(other.tokens["access_token"], options={"verify_signature": False})
        await refused(forger, forger.sign(claims={"sid": theirs["sid"]}))
        await refused(forger, forger.sign(claims={"sub": theirs["sub"]}))

    @pytest.mark.parametrize("claims", [[], "text", 1, [["iss", "gatehouse"]]])
    async def test_a_payload_that_is_no_object(self, forger, claims):
        await refused(forger, forger.sign(claims=claims))


class TestShape:
    @pytest.mark.parametrize(
        "token",
        [
            "x",
            ".",
            "..",
            "a.b.c",
            "eyJhbGciOiJFZERTQSJ9..",
            "a b c",
            "é".encode(),
            b"\xff\xfe",
            "." * 5000,
            encode(b"[" * 3000) + ".e30.x",
            encode(b'{"alg":' + b"9" * 2900 + b"}") + ".e30.x",
            encode(b"[]") + ".e30.x",
            encode(b"\xff") + ".e30.x",
        ],
    )
    async def test_garbage(self, forger, token):
        await refused(forger, token)

    async def test_a_long_one(self, forger):
        assert (await forger.present(forger.sign(claims={"extra": "x" * 1000}))).status_code == 200
        await refused(forger, forger.sign(claims={"extra": "x" * 5000}))

    async def test_one_changed_character(self, forger):
        header, payload, signature = forger.sign().split(".")
        for changed in (
            (header, payload, ("B" if signature[0] == "A" else "A") + signature[1:]),
            (header, _part({**forger.claims, "sub": str(uuid4())}), signature),
            (_part({**forger.header, "x": 1}), payload, signature),
            (header, payload, signature + "A"),
            (header, payload, signature, "x"),
        ):
            await refused(forger, ".".join(changed))
