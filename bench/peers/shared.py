"""What both FastAPI peers need: verified tokens, cursors, the rules of a profile."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import jwt
import orjson
from fastapi import Depends, HTTPException, Request
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field

from bench.peers.signing_in import ALGORITHM, OWN_KEY, SECRET
from gatehouse.core.identity import email_key, fold, grams
from gatehouse.security.crypto import Vault
from gatehouse.security.opaque import write_cursor

DATABASE_URL = os.environ["DATABASE_URL"]
POOL_SIZE = 10
SORT = "created_at"
TOUCH_AFTER = timedelta(minutes=1)

_vault = Vault(SECRET)
_keys = {jwk["kid"]: jwt.PyJWK(jwk).key for jwk in orjson.loads(os.environ["JWKS"])["keys"]}
_bearer = HTTPBearer(auto_error=False)
_api_key = APIKeyHeader(name="X-API-Key", auto_error=False)
_REQUIRED = ["iss", "aud", "exp", "iat", "sub", "sid", "jti"]
_MAX_REMEMBERED = 10_000


class ProfileUpdate(BaseModel):
    """What people change of their own account."""

    model_config = ConfigDict(extra="forbid")

    username: str = Field("", min_length=3, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")
    full_name: str | None = Field(None, max_length=200)
    bio: str | None = Field(None, max_length=1000)
    avatar_url: str | None = Field(
        None, max_length=500, pattern=r"^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-~]*)?$"
    )
    metadata: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Claims:
    """What a verified token says."""

    user_uuid: UUID
    session_id: UUID
    expires_at: float


_verified: dict[str, Claims] = {}


async def credential(
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    api_key: Annotated[str | None, Depends(_api_key)],
) -> Claims | bytes:
    """The claims of the bearer token, or the digest of the API key."""
    if bearer is not None:
        return _claims(bearer.credentials)
    if api_key is not None:
        return hashlib.sha256(api_key.encode()).digest()
    raise unauthorized()


def _claims(token: str) -> Claims:
    """Those verified before are remembered until they expire."""
    claims = _verified.get(token)
    if claims is None or claims.expires_at <= now().timestamp():
        claims = _remember(token, _verify(token))
    return claims


def _remember(token: str, claims: Claims) -> Claims:
    if len(_verified) >= _MAX_REMEMBERED:
        del _verified[next(iter(_verified))]
    _verified[token] = claims
    return claims


def _verify(token: str) -> Claims:
    try:
        kid = jwt.get_unverified_header(token)["kid"]
        is_own = kid == OWN_KEY
        claims = jwt.decode(
            token,
            SECRET if is_own else _keys[kid],
            algorithms=[ALGORITHM if is_own else "EdDSA"],
            issuer="gatehouse",
            audience="gatehouse",
            options={"require": _REQUIRED},
        )
        return Claims(UUID(claims["sub"]), UUID(claims["sid"]), claims["exp"])
    except (jwt.InvalidTokenError, KeyError, ValueError):
        raise unauthorized() from None


def unauthorized() -> HTTPException:
    return HTTPException(401, "Not authenticated", {"WWW-Authenticate": "Bearer"})


def not_found() -> HTTPException:
    return HTTPException(404, "User not found")


def require_permission(held: set[str], permission: str) -> None:
    if permission not in held:
        raise HTTPException(403, f"This needs the permission {permission}.")


def require_match(if_match: str | None, etag: str) -> None:
    if if_match not in (None, "*", etag):
        raise HTTPException(412, "It was changed since you read it.")


def etag_of(user_id: int, version: int) -> str:
    return f'"user-{user_id}-{version}"'


def now() -> datetime:
    return datetime.now(UTC)


def cursor_after(created_at: datetime, user_id: int) -> str:
    """Where the next page starts."""
    return write_cursor(_vault, [SORT, created_at.isoformat(), user_id])


def next_link(limit: int, cursor: str) -> str:
    return f'</users?sort={SORT}&limit={limit}&cursor={cursor}>; rel="next"'


def audit_values(request: Request, action: str, actor: UUID, **details: Any) -> dict[str, Any]:
    """The columns of the audit row of what somebody did to their own account."""
    return {
        "created_at": now(),
        "action": action,
        "actor_uuid": actor,
        "actor_kind": "user",
        "target_type": "user",
        "target_id": str(actor),
        "ip_address": request.client.host if request.client else None,
        "user_agent": request.headers.get("user-agent"),
        "request_id": request.headers.get("x-request-id") or secrets.token_hex(16),
        "details": details,
    }


def search_columns(email: str, username: str, full_name: str | None) -> dict[str, Any]:
    """The columns that lists sort and search by."""
    keys = {
        "email_key": email_key(email),
        "username_key": fold(username),
        "full_name_key": fold(full_name or ""),
    }
    return {**keys, "search_grams": grams(*keys.values())}


def merged(old: Any, patch: Any) -> Any:
    """JSON merge patch."""
    if not isinstance(patch, dict):
        return patch
    result = dict(old) if isinstance(old, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result
