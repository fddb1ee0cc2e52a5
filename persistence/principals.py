"""The user behind a session or API key, with roles, by two primary keys."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import LargeBinary, Uuid, bindparam, null, select, true

from gatehouse.persistence.api_keys import api_keys
from gatehouse.persistence.database import Reader
from gatehouse.persistence.roles import current_version
from gatehouse.persistence.schema import Moment
from gatehouse.persistence.sessions import is_confirmed, sessions
from gatehouse.persistence.statements import Query, any_key
from gatehouse.persistence.users import is_usable, users


class Bearer(NamedTuple):
    """The user behind a valid credential."""

    user_id: int
    user_uuid: UUID
    credential_id: UUID
    last_used_at: datetime | None
    expires_at: datetime | None
    generation: int | None
    is_confirmed: bool
    username: str
    roles: list[str]
    rights: UUID | None
    has_factor: bool
    scopes: list[str] | None
    factor_at: datetime | None


class BrowserSession(NamedTuple):
    """The session of a browser, and whose it is."""

    user_id: int
    user_uuid: UUID
    username: str
    roles: list[str]
    has_factor: bool
    session_id: UUID
    created_at: datetime
    amr: list[str]
    factor_at: datetime | None


_of_user = (users.c.id.label("user_id"), users.c.uuid.label("user_uuid"))
_rights = (users.c.username, users.c.roles, current_version.label("rights"), users.c.has_factor)

_BY_SESSION = Query(
    select(
        sessions.c.id.label("key"),
        *_of_user,
        sessions.c.id.label("credential_id"),
        sessions.c.last_used_at,
        sessions.c.expires_at,
        sessions.c.generation,
        is_confirmed.label("is_confirmed"),
        *_rights,
        null().label("scopes"),
        sessions.c.factor_at,
    )
    .join_from(sessions, users)
    .where(sessions.c.id == any_key(Uuid), sessions.c.ended_at.is_(None), is_usable),
    Bearer,
)
_BY_API_KEY = Query(
    select(
        api_keys.c.digest.label("key"),
        *_of_user,
        api_keys.c.id.label("credential_id"),
        api_keys.c.last_used_at,
        api_keys.c.expires_at,
        null().label("generation"),
        true().label("is_confirmed"),
        *_rights,
        api_keys.c.scopes,
        null().label("factor_at"),
    )
    .join_from(api_keys, users)
    .where(api_keys.c.digest == any_key(LargeBinary), api_keys.c.revoked_at.is_(None), is_usable),
    Bearer,
)
_BY_BROWSER = Query(
    select(
        *_of_user,
        users.c.username,
        users.c.roles,
        users.c.has_factor,
        sessions.c.id.label("session_id"),
        *(sessions.c[name] for name in ("created_at", "amr", "factor_at")),
    )
    .join_from(sessions, users)
    .where(
        sessions.c.id == bindparam("session_id", type_=Uuid),
        users.c.uuid == bindparam("user_uuid", type_=Uuid),
        sessions.c.ended_at.is_(None),
        sessions.c.expires_at > bindparam("now", type_=Moment),
        is_usable,
    ),
    BrowserSession,
)


async def by_session(db: Reader, session_id: UUID, user_uuid: UUID, now: datetime) -> Bearer | None:
    bearer = _live(await db.by_key(_BY_SESSION, session_id), now)
    return bearer if bearer and bearer.user_uuid == user_uuid else None


async def by_browser(db: Reader, session_id: UUID, user_uuid: UUID, now: datetime) -> BrowserSession | None:
    """What pages show and decide about somebody with a browser session."""
    return await db.one(_BY_BROWSER, session_id=session_id, user_uuid=user_uuid, now=now)


async def by_api_key(db: Reader, digest: bytes, now: datetime) -> Bearer | None:
    return _live(await db.by_key(_BY_API_KEY, digest), now)


def _live(bearer: Bearer | None, now: datetime) -> Bearer | None:
    if bearer is None or bearer.expires_at is None or bearer.expires_at > now:
        return bearer
    return None
