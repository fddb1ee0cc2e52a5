"""Who a credential speaks for: session or key, user and permissions, in one query."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import asyncpg
from sqlalchemy import LargeBinary, Uuid, literal, null, select

from gatehouse.persistence.api_keys import api_keys
from gatehouse.persistence.database import Reader, Statement, any_key
from gatehouse.persistence.roles import permissions_of, role_names_of
from gatehouse.persistence.sessions import sessions
from gatehouse.persistence.users import users


class Bearer(NamedTuple):
    """The live user behind a live credential."""

    user_id: int
    user_uuid: UUID
    credential_id: UUID
    last_used_at: datetime | None
    expires_at: datetime | None
    username: str
    roles: list[str]
    permissions: list[str]
    scopes: list[str] | None


_usable = (
    (users.c.status == literal("active"))
    & users.c.deleted_at.is_(None)
    & users.c.must_reset_password.is_(False)
)
_of_user = (
    users.c.id,
    users.c.uuid,
)
_rights = (users.c.username, role_names_of(users.c.id), permissions_of(users.c.id))

_BY_SESSION = Statement(
    select(
        sessions.c.id,
        *_of_user,
        sessions.c.id,
        sessions.c.last_used_at,
        sessions.c.expires_at,
        *_rights,
        null(),
    )
    .join_from(sessions, users)
    .where(sessions.c.id == any_key(Uuid), sessions.c.ended_at.is_(None), _usable)
)
_BY_API_KEY = Statement(
    select(
        api_keys.c.digest,
        *_of_user,
        api_keys.c.id,
        api_keys.c.last_used_at,
        api_keys.c.expires_at,
        *_rights,
        api_keys.c.scopes,
    )
    .join_from(api_keys, users)
    .where(api_keys.c.digest == any_key(LargeBinary), api_keys.c.revoked_at.is_(None), _usable)
)


async def by_session(db: Reader, session_id: UUID, user_uuid: UUID, moment: datetime) -> Bearer | None:
    bearer = _live(await db.by_key(_BY_SESSION, session_id), moment)
    return bearer if bearer and bearer.user_uuid == user_uuid else None


async def by_api_key(db: Reader, digest: bytes, moment: datetime) -> Bearer | None:
    return _live(await db.by_key(_BY_API_KEY, digest), moment)


def _live(row: asyncpg.Record | None, moment: datetime) -> Bearer | None:
    """Who the row speaks for, unless it expired; the first column is what it was found by."""
    if row is None:
        return None
    bearer = Bearer._make(row[1:])
    return bearer if bearer.expires_at is None or bearer.expires_at > moment else None
