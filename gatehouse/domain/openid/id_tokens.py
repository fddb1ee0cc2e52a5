"""ID tokens: what an application is told of a sign-in (OpenID Connect Core 1.0, section 2)."""

import hashlib
from datetime import timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from gatehouse.core import clock
from gatehouse.persistence.applications import Application
from gatehouse.security.application_tokens import ApplicationTokens
from gatehouse.security.crypto import encode
from gatehouse.security.tokens import Authentication

TYPE: Final = "JWT"
_LIFE: Final = timedelta(minutes=15)
_HASHES: Final = {"EdDSA": hashlib.sha512, "ES256": hashlib.sha256, "RS256": hashlib.sha256}


class SignIn(NamedTuple):
    """Who has signed in to an application, and how."""

    user_uuid: UUID
    session_id: UUID
    authentication: Authentication
    nonce: str | None = None


def write(tokens: ApplicationTokens, application: Application, told: SignIn, access_token: str) -> str:
    algorithm, issued = application.signing_algorithm, int(clock.now().timestamp())
    claims: dict[str, Any] = {
        "iss": tokens.issuer,
        "sub": str(told.user_uuid),
        "aud": application.client_id,
        "azp": application.client_id,
        "iat": issued,
        "exp": issued + int(_LIFE.total_seconds()),
        "sid": str(told.session_id),
        "at_hash": _half_hash(algorithm, access_token),
        **told.authentication.claims,
    }
    if told.nonce is not None:
        claims["nonce"] = told.nonce
    return tokens.signatures.sign(claims, type_=TYPE, algorithm=algorithm)


def _half_hash(algorithm: str, text: str) -> str:
    """The left half of a hash, of the kind that the signature uses."""
    digest = _HASHES[algorithm](text.encode("ascii")).digest()
    return encode(digest[: len(digest) // 2])
