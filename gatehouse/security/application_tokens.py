"""Access tokens that applications are given (RFC 9068): for one audience, with `client_id` and `scope`."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid4

from gatehouse.core import clock
from gatehouse.security.signatures import Signatures
from gatehouse.security.tokens import GENERATION, MAX_LENGTH, TYPE, Memory, TokenInvalid, moment

_CREDENTIAL: Final = "cred"
_REQUIRED: Final = {"iss", "aud", "exp", "iat", "sub", "jti", "client_id"}


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
    """Signs by the algorithm that an application has chosen; the issuer is the address of the service."""

    def __init__(self, issuer: str, signatures: Signatures) -> None:
        self.issuer = issuer
        self.signatures = signatures
        self._memory = Memory[ServiceClaims]()

    def sign(self, claims: Mapping[str, Any], life: timedelta, algorithm: str) -> str:
        """A token with these claims, which say for whom it is, and the ones that all have."""
        issued = int(clock.now().timestamp())
        common = {
            "iss": self.issuer,
            "jti": str(uuid4()),
            "iat": issued,
            "exp": issued + int(life.total_seconds()),
        }
        return self.signatures.sign({**claims, **common}, type_=TYPE, algorithm=algorithm)

    def read(self, token: str) -> dict[str, Any]:
        """The claims of a valid token for any audience, or `TokenInvalid`."""
        if len(token) > MAX_LENGTH:
            raise TokenInvalid("too long")
        claims = self.signatures.read(token, type_=TYPE, issuer=self.issuer)
        if claims is None or not claims.keys() >= _REQUIRED:
            raise TokenInvalid("not a valid token")
        if moment(claims["exp"]) <= clock.now():
            raise TokenInvalid("expired")
        return claims

    def sign_service(
        self,
        client_id: str,
        audience: str,
        scope: Iterable[str],
        generation: int,
        credential_id: UUID,
        life: timedelta,
        algorithm: str,
    ) -> str:
        """The token of an application that acts for itself."""
        claims = {
            "sub": client_id,
            "aud": audience,
            "client_id": client_id,
            "scope": " ".join(sorted(scope)),
            GENERATION: generation,
            _CREDENTIAL: str(credential_id),
        }
        return self.sign(claims, life, algorithm)

    def read_service(self, token: str) -> ServiceClaims:
        """The claims of such a token, or `TokenInvalid`."""
        return self._memory.known(token) or self._memory.read(token, self._read_service)

    def _read_service(self, token: str) -> ServiceClaims:
        claims = self.read(token)
        if claims["sub"] != claims["client_id"]:
            raise TokenInvalid("a token that somebody gave to an application")
        try:
            return ServiceClaims(
                client_id=str(claims["client_id"]),
                audience=str(claims["aud"]),
                scope=frozenset(str(claims.get("scope", "")).split()),
                generation=int(claims[GENERATION]),
                credential_id=UUID(claims[_CREDENTIAL]),
                token_id=str(claims["jti"]),
                issued_at=moment(claims["iat"]),
                expires_at=moment(claims["exp"]),
            )
        except (KeyError, ValueError, TypeError, AttributeError):
            raise TokenInvalid("not a token of a service account") from None
