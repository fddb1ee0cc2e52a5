"""What both FastAPI peers need to sign people in: passwords, tokens of their own, refresh tokens."""

import asyncio
import os
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import argon2
import jwt
from fastapi import HTTPException, Request
from pydantic import BaseModel

from gatehouse.core.identity import fold
from gatehouse.security.crypto import Vault
from gatehouse.security.opaque import RefreshToken, read_refresh_token, write_refresh_token

OWN_KEY = "own"
ALGORITHM = "HS256"
SECRET = os.environ["SECRET_KEY"]
REFRESH_LIFE = timedelta(days=7)
_ACCESS_LIFE = timedelta(minutes=15)
_vault = Vault(SECRET)
_hasher = argon2.PasswordHasher()


class Login(BaseModel):
    """What people sign in with."""

    username: str
    password: str


class Refresh(BaseModel):
    """What the next pair is got with."""

    refresh_token: str


class Opened(NamedTuple):
    """A new session."""

    id: UUID
    expires_at: datetime


def username_key(login: Login) -> str:
    return fold(login.username)


async def check_password(login: Login, stored: str | None) -> None:
    """Hash on another thread, as FastAPI does for functions that are not async."""
    try:
        await asyncio.to_thread(_hasher.verify, stored or "", login.password)
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        raise HTTPException(401, "Wrong username or password") from None


def opened(moment: datetime) -> Opened:
    return Opened(uuid4(), moment + REFRESH_LIFE)


def session_values(session: Opened, user_id: int, request: Request, moment: datetime) -> dict[str, Any]:
    """The columns of the row of a new session."""
    return {
        "id": session.id,
        "user_id": user_id,
        "remember_me": False,
        "user_agent": request.headers.get("user-agent"),
        "ip_address": request.client.host if request.client else None,
        "created_at": moment,
        "rotated_at": moment,
        "last_used_at": moment,
        "expires_at": session.expires_at,
    }


def read_refresh(body: Refresh) -> RefreshToken:
    token = read_refresh_token(_vault, body.refresh_token)
    if token is None:
        raise invalid_refresh()
    return token


def invalid_refresh() -> HTTPException:
    return HTTPException(401, "Sign in again")


def token_pair(user_uuid: UUID, session: Opened, generation: int, moment: datetime) -> dict[str, Any]:
    claims = {
        "iss": "gatehouse",
        "aud": "gatehouse",
        "sub": str(user_uuid),
        "sid": str(session.id),
        "jti": str(uuid4()),
        "iat": moment,
        "exp": moment + _ACCESS_LIFE,
    }
    return {
        "access_token": jwt.encode(claims, SECRET, ALGORITHM, headers={"kid": OWN_KEY}),
        "refresh_token": write_refresh_token(_vault, RefreshToken(session.id, generation)),
        "token_type": "bearer",
        "expires_in": int(_ACCESS_LIFE.total_seconds()),
        "refresh_expires_in": int((session.expires_at - moment).total_seconds()),
    }
