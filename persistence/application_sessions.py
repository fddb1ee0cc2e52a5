"""Sessions that people have given to applications: rows of `sessions` with an application and a scope."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select, update

from gatehouse.persistence.applications import applications
from gatehouse.persistence.database import Reader, Transaction, Writer
from gatehouse.persistence.roles import current_version
from gatehouse.persistence.sessions import end_all_but_newest, is_live, sessions
from gatehouse.persistence.statements import Query, Statement, any_key, insert_into
from gatehouse.persistence.users import is_usable, users


class New(NamedTuple):
    """What a session begins with."""

    id: UUID
    user_id: int
    application_id: int
    parent_id: UUID | None
    scope: Sequence[str]
    amr: Sequence[str]
    authenticated_at: datetime
    expires_at: datetime
    user_agent: str | None
    ip_address: str | None


class ApplicationSession(NamedTuple):
    """A live session, with what tokens and userinfo say of it."""

    session_id: UUID
    client_id: str
    generation: int
    scope: list[str]
    amr: list[str]
    authenticated_at: datetime
    expires_at: datetime
    user_id: int
    user_uuid: UUID
    username: str
    roles: list[str]
    rights: UUID | None


class Profile(NamedTuple):
    """What applications may be told of somebody."""

    email: str
    is_verified: bool
    username: str
    full_name: str | None
    avatar_url: str | None
    updated_at: datetime


_COLUMNS = (*New._fields, "remember_me", "created_at", "rotated_at", "last_used_at")
_ADD = Statement(insert_into(sessions, *_COLUMNS))
_LIVE = Query(
    select(
        sessions.c.id.label("key"),
        sessions.c.id.label("session_id"),
        applications.c.client_id,
        sessions.c.generation,
        sessions.c.scope,
        sessions.c.amr,
        sessions.c.authenticated_at,
        sessions.c.expires_at,
        users.c.id.label("user_id"),
        users.c.uuid.label("user_uuid"),
        users.c.username,
        users.c.roles,
        current_version.label("rights"),
    )
    .join_from(sessions, users)
    .join(applications, sessions.c.application_id == applications.c.id)
    .where(
        sessions.c.id == any_key(Uuid), sessions.c.ended_at.is_(None), is_usable, applications.c.is_active
    ),
    ApplicationSession,
)
_of_both = (sessions.c.user_id == bindparam("user")) & (sessions.c.application_id == bindparam("application"))
_END_OF_BOTH = Statement(update(sessions).where(_of_both, is_live).values(ended_at=bindparam("now")))
_END_SURPLUS = end_all_but_newest(_of_both)
_MOVE = Statement(
    update(sessions)
    .where(
        sessions.c.user_id == bindparam("user"),
        sessions.c.parent_id == bindparam("former"),
        sessions.c.ended_at.is_(None),
    )
    .values(parent_id=bindparam("newest"))
)
_PROFILE = Query(
    select(*(users.c[name] for name in Profile._fields)).where(users.c.id == bindparam("user")), Profile
)


async def add(tx: Transaction, new: New, now: datetime) -> None:
    times = {"created_at": now, "rotated_at": now, "last_used_at": now}
    await tx.execute(_ADD, **new._asdict(), remember_me=False, **times)


async def find_live(db: Reader, session_id: UUID, now: datetime) -> ApplicationSession | None:
    """The session, unless it, its user or its application has ended."""
    found = await db.by_key(_LIVE, session_id)
    return found if found and found.expires_at > now else None


async def end_of_user(tx: Transaction, user_id: int, application_id: int, now: datetime) -> None:
    """End what the user has given the application."""
    await tx.execute(_END_OF_BOTH, user=user_id, application=application_id, now=now)


async def end_surplus(
    tx: Transaction, user_id: int, application_id: int, keep_newest: int, now: datetime
) -> None:
    values = {"user": user_id, "application": application_id, "keep_newest": keep_newest}
    await tx.execute(_END_SURPLUS, **values, now=now)


async def move(db: Writer, user_id: int, former: UUID, newest: UUID) -> None:
    """Let what one session of the user has given belong to another one."""
    await db.execute(_MOVE, user=user_id, former=former, newest=newest)


async def profile(db: Reader, user_id: int) -> Profile | None:
    return await db.one(_PROFILE, user=user_id)
