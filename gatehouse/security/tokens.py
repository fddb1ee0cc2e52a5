"""Access tokens: EdDSA-signed JWTs that other services verify with the published keys."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final, Generic, NamedTuple, Protocol, TypeVar
from uuid import UUID, uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from gatehouse.core import clock
from gatehouse.security.crypto import encode
from gatehouse.security.signatures import ApplicationKey, Signatures

T = TypeVar("T")

_ALGORITHM: Final = "EdDSA"
TYPE: Final = "at+jwt"
GENERATION: Final = "gen"  # of the session that the token was issued with; older versions leave it out
_REQUIRED = ["iss", "aud", "exp", "iat", "sub", "sid", "jti"]
MAX_LENGTH: Final = 4096
_MAX_REMEMBERED = 10_000


BY_PASSWORD: Final = ("pwd",)
CODE: Final = "otp"
KEY: Final = "pop"
_SEVERAL: Final = "mfa"
ACR_ONE: Final = "urn:gatehouse:acr:1fa"
ACR_SEVERAL: Final = "urn:gatehouse:acr:2fa"


class Authentication(NamedTuple):
    """How and when a user has last shown who they are: `amr` has the methods of RFC 8176."""

    amr: tuple[str, ...]
    at: datetime

    @property
    def claims(self) -> dict[str, Any]:
        return {
            "amr": list(self.amr),
            "acr": ACR_SEVERAL if is_strong(self.amr) else ACR_ONE,
            "auth_time": int(self.at.timestamp()),
        }


def is_strong(amr: Iterable[str]) -> bool:
    """Whether more than one factor was shown."""
    return _SEVERAL in amr


def strengthened(amr: Iterable[str], method: str) -> tuple[str, ...]:
    """The methods of a session that has shown another factor; each is named once."""
    return (*(each for each in amr if each not in (method, _SEVERAL)), method, _SEVERAL)


class TokenInvalid(Exception):
    """Not a valid access token of this service."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key pair; the newest signs, all of them verify."""

    kid: str
    private: Ed25519PrivateKey

    @classmethod
    def generate(cls) -> "SigningKey":
        private = Ed25519PrivateKey.generate()
        return cls(encode(_raw_public(private.public_key())[:12]), private)

    @classmethod
    def load(cls, kid: str, raw: bytes) -> "SigningKey":
        return cls(kid, Ed25519PrivateKey.from_private_bytes(raw))

    def dump(self) -> bytes:
        return self.private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())

    @property
    def public_jwk(self) -> dict[str, str]:
        x = encode(_raw_public(self.private.public_key()))
        return {"kty": "OKP", "crv": "Ed25519", "x": x, "kid": self.kid, "use": "sig", "alg": _ALGORITHM}

    @property
    def for_applications(self) -> ApplicationKey:
        """The same key, which also signs for applications that know its algorithm."""
        return ApplicationKey(self.kid, _ALGORITHM, self.private, self.public_jwk)


def _raw_public(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """The claims of a verified access token."""

    user_uuid: UUID
    session_id: UUID
    generation: int
    token_id: str
    issued_at: datetime
    expires_at: datetime
    authentication: Authentication | None  # older versions leave it out


class _Claims(Protocol):
    @property
    def expires_at(self) -> datetime: ...


C = TypeVar("C", bound=_Claims)


class Memory(Generic[C]):
    """What tokens say, and which of them are refused: whoever sends one again pays for no second look."""

    def __init__(self) -> None:
        self._said: dict[bytes, C] = {}
        self._refused: dict[bytes, None] = {}

    def known(self, token: str) -> C | None:
        """What a token says that was read before, until it expires."""
        claims = self._said.get(_digest(token))
        return claims if claims and claims.expires_at > clock.now() else None

    def read(self, token: str, read: Callable[[str], C]) -> C:
        """What the token says, or `TokenInvalid`."""
        digest = _digest(token)
        if digest in self._refused:
            raise TokenInvalid("refused before")
        try:
            claims = read(token)
        except TokenInvalid:
            _remember(self._refused, digest, None)
            raise
        _remember(self._said, digest, claims)
        return claims


class TokenIssuer:
    """Signs with one key and verifies with several."""

    def __init__(
        self,
        issuer: str,
        audience: str,
        signing: SigningKey,
        others: Iterable[SigningKey] = (),
        applications: Iterable[ApplicationKey] = (),
    ) -> None:
        self.issuer = issuer
        self.audience = audience
        self._signing = signing
        own = (signing, *others)
        self._public = {key.kid: key.private.public_key() for key in own}
        everybody = [*(key.for_applications for key in own), *applications]
        self.signatures = Signatures(everybody)
        self.jwks = {"keys": [dict(key.public_jwk) for key in everybody]}
        self._memory = Memory[AccessClaims]()

    def knows(self, token: str) -> bool:
        """Whether the key that this token names is known."""
        return _header(token).get("kid") in self._public

    def sign(
        self,
        user_uuid: UUID,
        session_id: UUID,
        generation: int,
        life: timedelta,
        authentication: Authentication,
    ) -> str:
        issued = int(clock.now().timestamp())
        claims = {
            "iss": self.issuer,
            "aud": self.audience,
            "sub": str(user_uuid),
            "sid": str(session_id),
            GENERATION: generation,
            "jti": str(uuid4()),
            "iat": issued,
            "exp": issued + int(life.total_seconds()),
            **authentication.claims,
        }
        headers = {"kid": self._signing.kid, "typ": TYPE}
        return jwt.encode(claims, self._signing.private, algorithm=_ALGORITHM, headers=headers)

    def remembered(self, token: str) -> AccessClaims | None:
        """The claims of a token that was verified before, until it expires; does not check revocation."""
        return self._memory.known(token)

    def verify(self, token: str) -> AccessClaims:
        """The claims of a valid token, or `TokenInvalid`; whoever sends one again pays for no second look."""
        return self._memory.read(token, self._verify)

    def _verify(self, token: str) -> AccessClaims:
        header = _header(token)
        kid = header.get("kid")
        key = self._public.get(kid) if isinstance(kid, str) else None
        if key is None or header.get("typ") != TYPE or header.get("alg") != _ALGORITHM:
            raise TokenInvalid("unknown key or type")
        try:
            claims = jwt.decode(
                token,
                key,
                algorithms=[_ALGORITHM],
                issuer=self.issuer,
                audience=self.audience,
                options={"require": _REQUIRED, "verify_exp": False, "verify_iat": False, "strict_aud": True},
            )
            return _live(claims)
        except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError, OSError):
            raise TokenInvalid("not a valid token") from None


def _remember(known: dict[bytes, T], digest: bytes, what: T) -> None:
    if len(known) >= _MAX_REMEMBERED:
        del known[next(iter(known))]
    known[digest] = what


def _digest(token: str) -> bytes:
    """The key that a token is remembered by, as the token itself is a secret."""
    return sha256(token.encode()).digest()


def _header(token: str) -> Mapping[str, Any]:
    if len(token) > MAX_LENGTH:
        raise TokenInvalid("too long")
    try:
        return jwt.get_unverified_header(token)
    except (jwt.InvalidTokenError, ValueError, RecursionError):
        raise TokenInvalid("not a token") from None


def _live(claims: Mapping[str, Any]) -> AccessClaims:
    """Checked here rather than by the JWT library, which has its own clock."""
    issued, expires = moment(claims["iat"]), moment(claims["exp"])
    if expires <= clock.now():
        raise TokenInvalid("expired")
    return AccessClaims(
        user_uuid=UUID(claims["sub"]),
        session_id=UUID(str(claims["sid"])),
        generation=int(claims.get(GENERATION, 1)),
        token_id=str(claims["jti"]),
        issued_at=issued,
        expires_at=expires,
        authentication=_authentication(claims),
    )


def _authentication(claims: Mapping[str, Any]) -> Authentication | None:
    if "auth_time" not in claims:
        return None
    return Authentication(tuple(map(str, claims.get("amr", BY_PASSWORD))), moment(claims["auth_time"]))


def moment(seconds: int) -> datetime:
    """What a claim with a time means."""
    return datetime.fromtimestamp(seconds, clock.now().tzinfo)
