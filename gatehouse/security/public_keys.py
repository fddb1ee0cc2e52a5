"""Public keys that applications register as JWKs (RFC 7517), and what they sign with them (RFC 7523)."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final, NamedTuple

import jwt
import orjson
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from jwt.algorithms import OKPAlgorithm

from gatehouse.security.crypto import encode
from gatehouse.security.signatures import ALGORITHMS

_MEMBERS: Final = {"OKP": ("crv", "kty", "x"), "EC": ("crv", "kty", "x", "y"), "RSA": ("e", "kty", "n")}
_SHORTEST_RSA, _LONGEST_RSA = 2048, 4096  # bits; longer ones cost more to check than they protect
_LONGEST_TOKEN = 4096
_LONGEST_LIFE = timedelta(minutes=5)
_CLOCK_SKEW = timedelta(seconds=30)
_LONGEST_JTI = 255
_KID = re.compile(r"[!-~]{1,100}")
_ED25519: Final = "Ed25519"  # what RFC 9864 calls EdDSA with such a key; some libraries write nothing else
ASSERTION_ALGORITHMS: Final = (*ALGORITHMS, _ED25519)
_REQUIRED: Final = ["iss", "sub", "aud", "exp", "jti"]
_TYPES: Final = (None, "JWT", "client-authentication+jwt")

_SIGNATURES: Final = jwt.PyJWS()
if _ED25519 not in _SIGNATURES.get_algorithms():
    _SIGNATURES.register_algorithm(_ED25519, OKPAlgorithm())


class KeyRefused(Exception):
    """Not a public key that can be used here; the message says what would be."""


class AssertionRefused(Exception):
    """An assertion that proves nothing here; the message says why, and never what was sent."""


class PublicKey(NamedTuple):
    """A public key as it is stored: its name, the one algorithm that it verifies, and its JWK."""

    kid: str
    algorithm: str
    jwk: str


class Asserted(NamedTuple):
    """An assertion with a right signature."""

    jti: str
    expires_at: datetime


def read_public_key(jwk: Mapping[str, Any]) -> PublicKey:
    """The key, or `KeyRefused`."""
    members = _MEMBERS.get(str(jwk.get("kty")))
    if members is None or not all(isinstance(jwk.get(name), str) for name in members):
        raise KeyRefused("Must be a public JWK of kty OKP, EC or RSA.")
    if jwk.keys() & {"d", "p", "q", "k"}:
        raise KeyRefused(
            "Must be the public half of a key pair only. Make a new pair: this one is no longer secret."
        )
    public = {name: jwk[name] for name in members}
    algorithm = _algorithm(public)
    if jwk.get("alg", algorithm) not in _names(algorithm):
        raise KeyRefused(f"A key of this kind is used with alg {algorithm}.")
    text = orjson.dumps(public, option=orjson.OPT_SORT_KEYS)
    kid = jwk.get("kid", encode(sha256(text).digest()))
    if not isinstance(kid, str) or not _KID.fullmatch(kid):
        raise KeyRefused("kid must be 1 to 100 printable ASCII characters without spaces.")
    return PublicKey(kid, algorithm, text.decode())


def _algorithm(public: dict[str, str]) -> str:
    try:
        key = jwt.PyJWK(public, algorithm="EdDSA" if public["kty"] == "OKP" else None).key
    except (jwt.PyJWTError, ValueError, TypeError):
        raise KeyRefused("Must be a valid public JWK.") from None
    if isinstance(key, Ed25519PublicKey):
        return "EdDSA"
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == "secp256r1":
        return "ES256"
    if isinstance(key, rsa.RSAPublicKey) and _SHORTEST_RSA <= key.key_size <= _LONGEST_RSA:
        return "RS256"
    raise KeyRefused("Must be an Ed25519 key, a P-256 key, or an RSA key of 2048 to 4096 bits.")


def _names(algorithm: str) -> list[str]:
    """What an algorithm is called in headers and keys."""
    return [algorithm, _ED25519] if algorithm == "EdDSA" else [algorithm]


def read_header(assertion: str) -> tuple[str | None, str]:
    """The `kid` and the subject that an assertion claims, which nothing has proved yet."""
    if len(assertion) > _LONGEST_TOKEN:
        raise AssertionRefused("The assertion is too long.")
    try:
        header = jwt.get_unverified_header(assertion)
        claims = jwt.decode(assertion, options={"verify_signature": False})
    except (jwt.InvalidTokenError, ValueError, RecursionError):
        raise AssertionRefused("The assertion is not a JWT.") from None
    if header.get("typ") not in _TYPES:
        raise AssertionRefused("The assertion has a typ of another kind of token.")
    kid = header.get("kid")
    return (kid if isinstance(kid, str) else None), str(claims.get("sub", ""))


def verify(
    assertion: str, key: PublicKey, client_id: str, audiences: Collection[str], now: datetime
) -> Asserted:
    """What a valid assertion of this application says, or `AssertionRefused`.

    Times are checked here rather than by the JWT library, which has its own clock.
    """
    try:
        public = jwt.PyJWK(orjson.loads(key.jwk), algorithm=key.algorithm).key
        _SIGNATURES.decode(assertion, public, algorithms=_names(key.algorithm))
        claims = jwt.decode(assertion, options={"verify_signature": False, "require": _REQUIRED})
        _check_names(claims, client_id, audiences)
        expires_at = _check_times(claims, now)
    except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError, OSError):
        raise AssertionRefused("The assertion has a wrong signature, or lacks a claim.") from None
    jti = claims["jti"]
    if not isinstance(jti, str) or not 0 < len(jti) <= _LONGEST_JTI:
        raise AssertionRefused("The assertion needs a jti of 1 to 255 characters.")
    return Asserted(jti, expires_at + _CLOCK_SKEW)


def _check_names(claims: Mapping[str, Any], client_id: str, audiences: Collection[str]) -> None:
    if claims["iss"] != client_id or claims["sub"] != client_id:
        raise AssertionRefused("The assertion's iss and sub must both be the client_id.")
    aud = [claims["aud"]] if isinstance(claims["aud"], str) else claims["aud"]
    if not isinstance(aud, list) or not aud or not all(each in audiences for each in aud):
        raise AssertionRefused("The assertion's aud must be this service and nobody else.")


def _check_times(claims: Mapping[str, Any], now: datetime) -> datetime:
    expires_at = datetime.fromtimestamp(claims["exp"], now.tzinfo)
    if not now - _CLOCK_SKEW < expires_at <= now + _LONGEST_LIFE + _CLOCK_SKEW:
        raise AssertionRefused("The assertion must expire within the next five minutes.")
    for name in ("iat", "nbf"):
        if datetime.fromtimestamp(claims.get(name, 0), now.tzinfo) > now + _CLOCK_SKEW:
            raise AssertionRefused("The assertion is from the future.")
    return expires_at
