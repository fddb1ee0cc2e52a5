"""Checks access tokens without asking the service: by its public keys, which are fetched now and then."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from cryptography.hazmat.primitives.hashes import SHA256

from .requirements import Members, Requirements, VerifyError
from .values import is_list, is_object

TIMEOUT = 10.0
_PAUSE = 30.0
_HALF = 32  # bytes in each half of a signature by ES256
_KINDS = {"EdDSA": "OKP", "ES256": "EC", "RS256": "RSA"}


@dataclass(frozen=True)
class Expected:
    """What tokens are held against; `leeway` is by how many seconds clocks may differ."""

    issuer: str
    audience: str | Collection[str]
    type: str = "at+jwt"
    leeway: float = 30.0

    def is_for_us(self, audience: Any) -> bool:
        """Whether a token is meant for one of our audiences."""
        accepted = [self.audience] if isinstance(self.audience, str) else self.audience
        return any(each in accepted for each in (audience if is_list(audience) else [audience]))


@dataclass(frozen=True)
class Token:
    """A token taken apart."""

    header: Members
    claims: Members
    signed: bytes
    signature: bytes

    @classmethod
    def parse(cls, text: str, expected: Expected) -> Token:
        """Take a token apart, and refuse one that is of another type or is signed in a way that is not accepted."""
        parts = text.split(".")
        if len(parts) != 3 or not all(parts):  # noqa: PLR2004 - header, claims, signature
            raise VerifyError("malformed", "the token does not have three parts")
        header = _decoded(parts[0])
        if "crit" in header:
            raise VerifyError("malformed", "the token asks for more than a verifier understands")
        if str(header.get("alg")) not in _KINDS:
            raise VerifyError("algorithm", "the token is signed in a way that is not accepted")
        if str(header.get("typ")).lower().replace("application/", "") != expected.type:
            raise VerifyError("type", "the token is of another type")
        signed = f"{parts[0]}.{parts[1]}".encode()
        return cls(header, _decoded(parts[1]), signed, _bytes(parts[2]))

    def check(self, key: Members, expected: Expected, requirements: Requirements) -> Members:
        """Return what the token says if its signature, issuer, audience and time are right, and it has what is required."""
        claims = self._checked(key, expected)
        requirements.check(claims, expected.leeway)
        return claims

    def _checked(self, key: Members, expected: Expected) -> Members:
        try:
            _verify(str(self.header["alg"]), key, self.signature, self.signed)
        except (InvalidSignature, ValueError, KeyError, TypeError):
            raise VerifyError("signature", "the signature is wrong") from None
        now, audience = time.time(), self.claims.get("aud")
        if self.claims.get("iss") != expected.issuer:
            raise VerifyError("issuer", "the token was issued by somebody else")
        if not expected.is_for_us(audience):
            raise VerifyError("audience", "the token is meant for somebody else")
        if _number(self.claims.get("exp"), 0.0) + expected.leeway <= now:
            raise VerifyError("expired", "the token has expired")
        if _number(self.claims.get("nbf", 0), float("inf")) - expected.leeway > now:
            raise VerifyError("early", "the token is not valid yet")
        return self.claims


class Keys:
    """The public keys of a service, and when to fetch them: when they are old, or when one is new."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._keys: list[Members] = []
        self._fetched = float("-inf")

    def are_stale(self, header: Mapping[str, Any]) -> bool:
        """Whether the keys should be fetched before a token is checked."""
        age = time.monotonic() - self._fetched
        return age > self._seconds or (self.find(header) is None and age > _PAUSE)

    def find(self, header: Mapping[str, Any]) -> Members | None:
        """Return the key that a token was signed with, if it is known."""
        kid, kind = header.get("kid"), _KINDS[str(header["alg"])]
        fits = (
            each
            for each in self._keys
            if each.get("kty") == kind and each.get("use") != "enc" and kid in (None, each.get("kid"))
        )
        return next(fits, None)

    def required(self, header: Mapping[str, Any]) -> Members:
        """Return the key that a token was signed with."""
        found = self.find(header)
        if found is None:
            raise VerifyError("key", "the service has no such key")
        return found

    def take(self, answer: Any) -> None:
        """Keep the keys of an answer; `None` is no answer: keys that are there are better than none."""
        keys = answer.get("keys") if is_object(answer) else None
        if is_list(keys):
            self._keys, self._fetched = [each for each in keys if is_object(each)], time.monotonic()
        elif not self._keys:
            raise VerifyError("unavailable", "the service's keys cannot be fetched")


def _verify(algorithm: str, key: Members, signature: bytes, signed: bytes) -> None:
    if algorithm == "EdDSA":
        if key["crv"] != "Ed25519":
            raise ValueError("another curve")
        ed25519.Ed25519PublicKey.from_public_bytes(_bytes(key["x"])).verify(signature, signed)
    elif algorithm == "ES256":
        if key["crv"] != "P-256" or len(signature) != 2 * _HALF:
            raise ValueError("another curve")
        numbers = ec.EllipticCurvePublicNumbers(_integer(key["x"]), _integer(key["y"]), ec.SECP256R1())
        halves = (int.from_bytes(signature[:_HALF], "big"), int.from_bytes(signature[_HALF:], "big"))
        numbers.public_key().verify(utils.encode_dss_signature(*halves), signed, ec.ECDSA(SHA256()))
    else:
        public = rsa.RSAPublicNumbers(_integer(key["e"]), _integer(key["n"])).public_key()
        public.verify(signature, signed, padding.PKCS1v15(), SHA256())


def _number(value: Any, otherwise: float) -> float:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number else otherwise


def _integer(text: str) -> int:
    return int.from_bytes(_bytes(text), "big")


def _bytes(text: str) -> bytes:
    try:
        if "=" in text or "+" in text or "/" in text:
            raise ValueError("padding, or characters that base64url does not have")
        return base64.b64decode(text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        raise VerifyError("malformed", "the token is not base64url") from None


def _decoded(text: str) -> Members:
    try:
        value: Any = json.loads(_bytes(text))
    except (ValueError, RecursionError):
        value = None
    if not is_object(value):
        raise VerifyError("malformed", "the token is not JSON")
    return value
