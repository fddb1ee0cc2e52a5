"""Opaque tokens: refresh tokens, one-time tokens, login tokens, session cookies, API keys, cursors.

Refresh, one-time and login tokens and session cookies are an id and a code over it, so that the database
holds nothing a thief could use and the successor of a refresh token is the same for every request that asks
for it.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from gatehouse.security.crypto import Vault, decode, encode

_CODE_BYTES = 24
_UUID_BYTES = 16
_GENERATION_BYTES = 4
_MOMENT_BYTES = 8
_API_KEY_PREFIX_BYTES = 6
_OF_APPLICATION = "gar_"
_CLIENT_ID_BYTES = 8
_CLIENT_ID = re.compile(r"app_[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """One generation of a session."""

    session_id: UUID
    generation: int


def write_refresh_token(vault: Vault, token: RefreshToken) -> str:
    return _write_generation(vault, "refresh-token", token, "gr_")


def read_refresh_token(vault: Vault, text: str) -> RefreshToken | None:
    """The session and generation in a refresh token, if this service issued it."""
    return _read_generation(vault, "refresh-token", text, "gr_")


def write_application_refresh_token(vault: Vault, token: RefreshToken) -> str:
    """Of a session given to an application: where those of Gatehouse itself are taken, it is none."""
    return _write_generation(vault, "application-refresh-token", token, _OF_APPLICATION)


def is_application_refresh_token(text: str) -> bool:
    return text.startswith(_OF_APPLICATION)


def read_application_refresh_token(vault: Vault, text: str) -> RefreshToken | None:
    """The session and generation in such a refresh token, if this service issued it."""
    return _read_generation(vault, "application-refresh-token", text, _OF_APPLICATION)


def _write_generation(vault: Vault, purpose: str, token: RefreshToken, prefix: str) -> str:
    body = token.session_id.bytes + token.generation.to_bytes(_GENERATION_BYTES)
    return prefix + encode(body + vault.mac(purpose, body, _CODE_BYTES))


def _read_generation(vault: Vault, purpose: str, text: str, prefix: str) -> RefreshToken | None:
    body = _authentic(vault, purpose, text, prefix, _UUID_BYTES + _GENERATION_BYTES)
    if body is None:
        return None
    return RefreshToken(UUID(bytes=body[:_UUID_BYTES]), int.from_bytes(body[_UUID_BYTES:]))


def write_one_time_token(vault: Vault, token_id: UUID) -> str:
    return "go_" + encode(token_id.bytes + vault.mac("one-time-token", token_id.bytes, _CODE_BYTES))


def read_one_time_token(vault: Vault, text: str) -> UUID | None:
    """The id of the one-time token, if this service issued it."""
    body = _authentic(vault, "one-time-token", text, "go_", _UUID_BYTES)
    return UUID(bytes=body) if body is not None else None


@dataclass(frozen=True, slots=True)
class LoginToken:
    """A sign-in that waits for a second factor."""

    token_id: UUID
    remember_me: bool


def write_login_token(vault: Vault, token: LoginToken) -> str:
    body = token.token_id.bytes + bytes([token.remember_me])
    return "gl_" + encode(body + vault.mac("login-token", body, _CODE_BYTES))


def read_login_token(vault: Vault, text: str) -> LoginToken | None:
    """The sign-in that waits, if this service issued the token."""
    body = _authentic(vault, "login-token", text, "gl_", _UUID_BYTES + 1)
    return LoginToken(UUID(bytes=body[:_UUID_BYTES]), bool(body[_UUID_BYTES])) if body is not None else None


def write_moment(vault: Vault, moment: datetime) -> str:
    """A time that nobody else has written."""
    body = int(moment.timestamp()).to_bytes(_MOMENT_BYTES)
    return "gm_" + encode(body + vault.mac("moment", body, _CODE_BYTES))


def read_moment(vault: Vault, text: str) -> datetime | None:
    """The time, to a second, if this service wrote it."""
    body = _authentic(vault, "moment", text, "gm_", _MOMENT_BYTES)
    return datetime.fromtimestamp(int.from_bytes(body), UTC) if body is not None else None


@dataclass(frozen=True, slots=True)
class SessionCookie:
    """The session of a browser, and whose it is."""

    session_id: UUID
    user_uuid: UUID


def write_session_cookie(vault: Vault, cookie: SessionCookie) -> str:
    body = cookie.session_id.bytes + cookie.user_uuid.bytes
    return "gb_" + encode(body + vault.mac("session-cookie", body, _CODE_BYTES))


def read_session_cookie(vault: Vault, text: str) -> SessionCookie | None:
    """The session that a cookie is for, if this service made the cookie."""
    body = _authentic(vault, "session-cookie", text, "gb_", 2 * _UUID_BYTES)
    if body is None:
        return None
    return SessionCookie(UUID(bytes=body[:_UUID_BYTES]), UUID(bytes=body[_UUID_BYTES:]))


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A new API key or secret: the text shown once, the prefix shown later, and the digest that is stored."""

    text: str
    prefix: str
    digest: bytes


def is_client_id(text: str) -> bool:
    """Whether it has the form of such a name."""
    return _CLIENT_ID.fullmatch(text) is not None


def make_api_key() -> NewSecret:
    return _make_secret("gk_")


def make_client_secret() -> NewSecret:
    """A secret of an application."""
    return _make_secret("gs_")


def _make_secret(kind: str) -> NewSecret:
    prefix = kind + secrets.token_hex(_API_KEY_PREFIX_BYTES)
    text = f"{prefix}_{secrets.token_urlsafe(32)}"
    return NewSecret(text, prefix, digest_secret(text))


def digest_secret(text: str) -> bytes:
    """What is stored of something that nobody can guess."""
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def make_client_id() -> str:
    """A name for a new application, which no user's UUID can be taken for."""
    return "app_" + secrets.token_hex(_CLIENT_ID_BYTES)


def write_cursor(vault: Vault, position: list[Any]) -> str:
    """A place in a list that its reader can neither read meaning into nor forge."""
    body = orjson.dumps(position)
    return encode(vault.mac("cursor", body, 12) + body)


def read_cursor(vault: Vault, text: str) -> list[Any] | None:
    try:
        raw = decode(text)
    except ValueError:
        return None
    code, body = raw[:12], raw[12:]
    if not hmac.compare_digest(code, vault.mac("cursor", body, 12)):
        return None
    position: list[Any] = orjson.loads(body)
    return position


def _authentic(vault: Vault, purpose: str, text: str, prefix: str, size: int) -> bytes | None:
    if not text.startswith(prefix):
        return None
    try:
        raw = decode(text.removeprefix(prefix))
    except ValueError:
        return None
    body, code = raw[:size], raw[size:]
    return body if hmac.compare_digest(code, vault.mac(purpose, body, _CODE_BYTES)) else None
