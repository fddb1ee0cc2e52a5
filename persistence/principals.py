"""Who a credential speaks for: session or key, user and permissions, in one query."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, literal, null, select

from persistence.api_keys import api_keys
from persistence.database import Reader, Statement
from persistence.roles import permissions_of, role_names_of
from persistence.schema import Moment
from persistence.sessions import sessions
from persistence.users import users


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
_moment = bindparam("moment", type_=Moment)
_user = (users.c.id, users.c.uuid)
_rights = (users.c.username, role_names_of(users.c.id), permissions_of(users.c.id))

_BY_SESSION = Statement(
    select(*_user, sessions.c.id, sessions.c.last_used_at, sessions.c.expires_at, *_rights, null())
    .join_from(sessions, users)
    .where(
        sessions.c.id == bindparam("session_id"),
        users.c.uuid == bindparam("user_uuid"),
        sessions.c.ended_at.is_(None),
        sessions.c.expires_at > _moment,
        _usable,
    )
)
_BY_API_KEY = Statement(
    select(*_user, api_keys.c.id, api_keys.c.last_used_at, api_keys.c.expires_at, *_rights, api_keys.c.scopes)
    .join_from(api_keys, users)
    .where(
        api_keys.c.digest == bindparam("digest"),
        api_keys.c.revoked_at.is_(None),
        api_keys.c.expires_at.is_(None) | (api_keys.c.expires_at > _moment),
        _usable,
    )
)


async def by_session(db: Reader, session_id: UUID, user_uuid: UUID, moment: datetime) -> Bearer | None:
    row = await db.one(_BY_SESSION, session_id=session_id, user_uuid=user_uuid, moment=moment)
    return Bearer._make(row) if row else None


async def by_api_key(db: Reader, digest: bytes, moment: datetime) -> Bearer | None:
    row = await db.one(_BY_API_KEY, digest=digest, moment=moment)
    return Bearer._make(row) if row else None
