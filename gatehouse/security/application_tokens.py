"""Access tokens that applications are given (RFC 9068): for one audience, with `client_id` and `scope`."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid4

import jwt

from gatehouse.core import clock
from gatehouse.security.tokens import SigningKey, TokenInvalid, digest_of, read_header, remember

_ALGORITHM: Final = "EdDSA"
_TYPE: Final = "at+jwt"
_GENERATION: Final = "gen"
_CREDENTIAL: Final = "cred"
_REQUIRED: Final = ["iss", "aud", "exp", "iat", "sub", "jti", "client_id"]


class ServiceClaims(NamedTuple):
    """What the token of an application that acts for itself says."""

    client_id: str
    audience: str
    scope: frozenset[str]
    generation: int
    credential_id: UUID
    token_id: str
    issued_at: datetime
    expires_at: datetime


class ApplicationTokens:
    """Signs with one key and verifies with several; the issuer is the address of the service."""

    def __init__(self, issuer: str, signing: SigningKey, others: Iterable[SigningKey] = ()) -> None:
        self.issuer = issuer
        self._signing = signing
        self._public = {key.kid: key.private.public_key() for key in (signing, *others)}
        self._verified: dict[bytes, ServiceClaims] = {}

    def sign(self, claims: Mapping[str, Any], life: timedelta) -> str:
        """A token with these claims, which say for whom it is, and the ones that all have."""
        issued = int(clock.now().timestamp())
        common = {
            "iss": self.issuer,
            "jti": str(uuid4()),
            "iat": issued,
            "exp": issued + int(life.total_seconds()),
        }
        headers = {"kid": self._signing.kid, "typ": _TYPE}
        return jwt.encode({**claims, **common}, self._signing.private, algorithm=_ALGORITHM, headers=headers)

    def read(self, token: str) -> dict[str, Any]:
        """The claims of a valid token for any audience, or `TokenInvalid`."""
        header = read_header(token)
        kid = header.get("kid")
        key = self._public.get(kid) if isinstance(kid, str) else None
        if key is None or header.get("typ") != _TYPE or header.get("alg") != _ALGORITHM:
            raise TokenInvalid("unknown key or type")
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=[_ALGORITHM],
                issuer=self.issuer,
                options={
                    "require": _REQUIRED,
                    "verify_exp": False,
                    "verify_iat": False,
                    "verify_nbf": False,
                    "verify_aud": False,
                },
            )
            if _moment(claims["exp"]) <= clock.now():
                raise TokenInvalid("expired")
        except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError, OSError):
            raise TokenInvalid("not a valid token") from None
        return claims

    def sign_service(
        self,
        client_id: str,
        audience: str,
        scope: Iterable[str],
        generation: int,
        credential_id: UUID,
        life: timedelta,
    ) -> str:
        """The token of an application that acts for itself."""
        claims = {
            "sub": client_id,
            "aud": audience,
            "client_id": client_id,
            "scope": " ".join(sorted(scope)),
            _GENERATION: generation,
            _CREDENTIAL: str(credential_id),
        }
        return self.sign(claims, life)

    def read_service(self, token: str) -> ServiceClaims:
        """The claims of such a token, or `TokenInvalid`; one that was read before costs no second look."""
        known = self._verified.get(digest := digest_of(token))
        if known is None or known.expires_at <= clock.now():
            known = self._read_service(token)
            remember(self._verified, digest, known)
        return known

    def _read_service(self, token: str) -> ServiceClaims:
        claims = self.read(token)
        if claims["sub"] != claims["client_id"]:
            raise TokenInvalid("a token that somebody gave to an application")
        try:
            return ServiceClaims(
                client_id=str(claims["client_id"]),
                audience=str(claims["aud"]),
                scope=frozenset(str(claims.get("scope", "")).split()),
                generation=int(claims[_GENERATION]),
                credential_id=UUID(claims[_CREDENTIAL]),
                token_id=str(claims["jti"]),
                issued_at=_moment(claims["iat"]),
                expires_at=_moment(claims["exp"]),
            )
        except (KeyError, ValueError, TypeError, AttributeError):
            raise TokenInvalid("not a token of a service account") from None


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, clock.now().tzinfo)
