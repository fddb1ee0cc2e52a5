"""Signatures for applications: many know no Ed25519, so there are keys of other algorithms beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, Literal, cast

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from gatehouse.security.crypto import encode

Algorithm = Literal["EdDSA", "ES256", "RS256"]
Private = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | Ed25519PrivateKey

OTHERS: Final[tuple[Algorithm, ...]] = ("ES256", "RS256")
ALGORITHMS: Final[tuple[Algorithm, ...]] = ("EdDSA", *OTHERS)

_JWK_MEMBERS = ("kty", "crv", "x", "y", "n", "e")
_RSA_BITS = 2048
_RSA_EXPONENT = 65537
_KID_BYTES = 12


@dataclass(frozen=True, slots=True)
class ApplicationKey:
    """A key pair of one algorithm; the newest of an algorithm signs, all of them verify."""

    kid: str
    algorithm: Algorithm
    private: Private
    public_jwk: Mapping[str, str]

    @classmethod
    def generate(cls, algorithm: Algorithm) -> "ApplicationKey":
        """A new key; one for RSA takes a fraction of a second."""
        if algorithm == "ES256":
            return cls.of(algorithm, ec.generate_private_key(ec.SECP256R1()))
        return cls.of(algorithm, rsa.generate_private_key(_RSA_EXPONENT, _RSA_BITS))

    @classmethod
    def load(cls, algorithm: str, der: bytes) -> "ApplicationKey":
        """The key that was dumped; it was sealed, so nobody can have changed it."""
        private = load_der_private_key(der, None, unsafe_skip_rsa_key_validation=True)
        return cls.of(cast("Algorithm", algorithm), cast("ec.EllipticCurvePrivateKey", private))

    @classmethod
    def of(
        cls, algorithm: Algorithm, private: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    ) -> "ApplicationKey":
        public = private.public_key()
        spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        kid = encode(sha256(spki).digest()[:_KID_BYTES])
        return cls(kid, algorithm, private, {**_members(public), "kid": kid, "use": "sig", "alg": algorithm})

    def dump(self) -> bytes:
        return self.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def _members(public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey) -> dict[str, str]:
    if isinstance(public, ec.EllipticCurvePublicKey):
        members: dict[str, Any] = ECAlgorithm.to_jwk(public, as_dict=True)
    else:
        members = RSAAlgorithm.to_jwk(public, as_dict=True)
    return {name: members[name] for name in _JWK_MEMBERS if name in members}


class Signatures:
    """Signs claims by the algorithm that an application has chosen."""

    def __init__(self, keys: Iterable[ApplicationKey]) -> None:
        self._keys = {key.kid: key for key in keys}
        self._signing: dict[str, ApplicationKey] = {}
        for key in self._keys.values():
            self._signing.setdefault(key.algorithm, key)

    def knows(self, token: str) -> bool:
        """Whether the key that this token names is known."""
        try:
            return jwt.get_unverified_header(token).get("kid") in self._keys
        except (jwt.InvalidTokenError, ValueError, TypeError, RecursionError):
            return True  # no other key would help

    def sign(self, claims: Mapping[str, Any], *, type_: str, algorithm: str) -> str:
        """A token of that type."""
        key = self._signing[algorithm]
        headers = {"kid": key.kid, "typ": type_}
        return jwt.encode(dict(claims), key.private, algorithm=key.algorithm, headers=headers)

    def read(self, token: str, *, type_: str, issuer: str) -> dict[str, Any] | None:
        """The claims of a token of ours, of any age, for whomever it is."""
        try:
            header = jwt.get_unverified_header(token)
            key = self._keys.get(str(header.get("kid")))
            if key is None or header.get("typ") != type_ or header.get("alg") != key.algorithm:
                return None
            return jwt.decode(
                token,
                key.private.public_key(),
                algorithms=[key.algorithm],
                issuer=issuer,
                options={
                    "require": ["iss", "aud"],
                    "verify_aud": False,
                    "verify_exp": False,
                    "verify_iat": False,
                },
            )
        except (jwt.InvalidTokenError, ValueError, TypeError, RecursionError):
            return None
