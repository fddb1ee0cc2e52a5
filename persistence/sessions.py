"""Sessions: one row per sign-in; each refresh token is a generation of it.

Some are given to an application (application_sessions.py), from another one, and end with that.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    func,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from gatehouse.persistence.applications import applications
from gatehouse.persistence.database import Reader, Transaction, Writer
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, delete_some, insert_into
from gatehouse.persistence.users import users

sessions = Table(
    "sessions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("user_id", BigInteger, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("remember_me", Boolean, nullable=False),
    Column("generation", Integer, nullable=False, server_default=text("1")),
    Column("user_agent", Text),
    Column("ip_address", Text),
    Column("created_at", Moment, nullable=False),
    Column("rotated_at", Moment, nullable=False),
    Column("last_used_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("amr", ARRAY(Text), nullable=False, server_default=text("'{pwd}'")),
    Column("application_id", BigInteger, ForeignKey("applications.id", ondelete="CASCADE")),
    Column("parent_id", Uuid),
    Column("scope", ARRAY(Text)),
    Column("authenticated_at", Moment),
    Column("factor_at", Moment),
    Index("ix_sessions_user_id", "user_id", "created_at"),
    Index("ix_sessions_expires_at", "expires_at"),
    Index(
        "ix_sessions_application_id", "application_id", postgresql_where=text("application_id IS NOT NULL")
    ),
    Index("ix_sessions_parent_id", "parent_id", postgresql_where=text("parent_id IS NOT NULL")),
)


class Session(NamedTuple):
    """A session, as its owner may see it."""

    id: UUID
    user_agent: str | None
    ip_address: str | None
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    application: str | None


class Rotation(NamedTuple):
    """The state of a session when its refresh token is used."""

    user_id: int
    user_uuid: UUID
    generation: int
    created_at: datetime
    amr: list[str]
    factor_at: datetime | None
    rotated_at: datetime
    is_confirmed: bool
    expires_at: datetime
    remember_me: bool
    ended_at: datetime | None
    user_status: str
    user_deleted_at: datetime | None
    application_id: int | None
    scope: list[str] | None


# A token of the newest pair was used, so the pair has arrived; the first one needs no proof.
is_confirmed = (sessions.c.generation == literal_column("1")) | (
    sessions.c.last_used_at > sessions.c.rotated_at
)
_later = func.greatest(bindparam("now", type_=Moment), sessions.c.rotated_at + timedelta(microseconds=1))

_ADD = Statement(
    insert_into(
        sessions,
        "id",
        "user_id",
        "remember_me",
        "user_agent",
        "ip_address",
        "created_at",
        "rotated_at",
        "last_used_at",
        "expires_at",
        "amr",
        "factor_at",
    )
)
_LOCK = Query(
    select(
        sessions.c.user_id,
        users.c.uuid.label("user_uuid"),
        sessions.c.generation,
        sessions.c.created_at,
        sessions.c.amr,
        sessions.c.factor_at,
        sessions.c.rotated_at,
        is_confirmed.label("is_confirmed"),
        sessions.c.expires_at,
        sessions.c.remember_me,
        sessions.c.ended_at,
        users.c.status.label("user_status"),
        users.c.deleted_at.label("user_deleted_at"),
        sessions.c.application_id,
        sessions.c.scope,
    )
    .join_from(sessions, users)
    .where(sessions.c.id == bindparam("session_id"))
    .with_for_update(of=sessions),
    Rotation,
)
_ROTATE = Statement(
    update(sessions)
    .where(sessions.c.id == bindparam("session_id"))
    .values(generation=sessions.c.generation + 1, rotated_at=bindparam("now"), last_used_at=bindparam("now"))
)
_STRENGTHEN = Statement(
    update(sessions)
    .where(sessions.c.id == bindparam("session_id"))
    .values(amr=bindparam("methods", type_=ARRAY(Text)), factor_at=bindparam("now"))
)
_TOUCH = Statement(
    update(sessions).where(sessions.c.id == bindparam("session_id")).values(last_used_at=_later)
)
is_live = sessions.c.ended_at.is_(None) & (sessions.c.expires_at > bindparam("now"))
_of_user = sessions.c.user_id == bindparam("user_id")
_LIST = Query(
    select(*(sessions.c[name] for name in Session._fields[:-1]), applications.c.name.label("application"))
    .join_from(sessions, applications, isouter=True)
    .where(_of_user, is_live)
    .order_by(sessions.c.created_at.desc(), sessions.c.id)
    .limit(bindparam("limit")),
    Session,
)
_END = Statement(
    update(sessions)
    .where(sessions.c.id == bindparam("session_id"), _of_user, is_live)
    .values(ended_at=bindparam("now"))
)
_END_GIVEN = Statement(
    update(sessions)
    .where(sessions.c.parent_id == bindparam("session_id"), _of_user, is_live)
    .values(ended_at=bindparam("now"))
)
_END_ALL = Statement(
    update(sessions)
    .where(
        _of_user, sessions.c.ended_at.is_(None), sessions.c.id.is_distinct_from(bindparam("keep", type_=Uuid))
    )
    .values(ended_at=bindparam("now"))
)
_END_EVERYONES = Statement(update(sessions).where(is_live).values(ended_at=bindparam("now")))


def end_all_but_newest(*of: ColumnElement[bool]) -> Statement:
    """Ends those live sessions of a kind that are not among the `keep_newest`."""
    older = (
        select(sessions.c.id)
        .where(*of, is_live)
        .order_by(sessions.c.created_at.desc(), sessions.c.id)
        .offset(bindparam("keep_newest"))
    )
    return Statement(update(sessions).where(sessions.c.id.in_(older)).values(ended_at=bindparam("now")))


_END_SURPLUS = end_all_but_newest(_of_user, sessions.c.application_id.is_(None))
_ERASE = Statement(delete(sessions).where(_of_user))
_PURGE = delete_some(
    sessions, (sessions.c.expires_at < bindparam("before")) | (sessions.c.ended_at < bindparam("before"))
)


async def add(
    tx: Transaction,
    session_id: UUID,
    user_id: int,
    *,
    remember_me: bool,
    user_agent: str | None,
    ip_address: str | None,
    now: datetime,
    expires_at: datetime,
    amr: Sequence[str],
    factor_at: datetime | None,
) -> None:
    await tx.execute(
        _ADD,
        id=session_id,
        user_id=user_id,
        remember_me=remember_me,
        user_agent=user_agent,
        ip_address=ip_address,
        created_at=now,
        rotated_at=now,
        last_used_at=now,
        expires_at=expires_at,
        amr=amr,
        factor_at=factor_at,
    )


async def lock_for_rotation(tx: Transaction, session_id: UUID) -> Rotation | None:
    """Lock the session, so that parallel refreshes wait for each other."""
    return await tx.one(_LOCK, session_id=session_id)


async def rotate(tx: Transaction, session_id: UUID, now: datetime) -> None:
    await tx.execute(_ROTATE, session_id=session_id, now=now)


async def strengthen(tx: Transaction, session_id: UUID, amr: Sequence[str], now: datetime) -> None:
    """Note that a second factor was shown in this session."""
    await tx.execute(_STRENGTHEN, session_id=session_id, methods=amr, now=now)


async def touch(db: Writer, session_id: UUID, now: datetime) -> None:
    """Note that the newest token pair is in use."""
    await db.execute(_TOUCH, session_id=session_id, now=now)


async def list_live(db: Reader, user_id: int, now: datetime, limit: int) -> list[Session]:
    """The most recently used active sessions of a user."""
    return await db.all(_LIST, user_id=user_id, now=now, limit=limit)


async def end(tx: Transaction, user_id: int, session_id: UUID, now: datetime) -> bool:
    """End an active session of the user, and those given from it; False if there is none."""
    ended = await tx.execute(_END, user_id=user_id, session_id=session_id, now=now)
    # A statement of its own sees what was given while the first one waited for the session.
    await tx.execute(_END_GIVEN, user_id=user_id, session_id=session_id, now=now)
    return bool(ended)


async def end_all(tx: Transaction, user_id: int, now: datetime, keep: UUID | None = None) -> None:
    """End every session of the user, except the one to keep."""
    for _ in range(2):  # the second time, also what was given while the first one waited for a session
        await tx.execute(_END_ALL, user_id=user_id, now=now, keep=keep)


async def end_everyones(tx: Transaction, now: datetime) -> int:
    return await tx.execute(_END_EVERYONES, now=now)


async def end_surplus(tx: Transaction, user_id: int, keep_newest: int, now: datetime) -> None:
    await tx.execute(_END_SURPLUS, user_id=user_id, keep_newest=keep_newest, now=now)


async def erase(tx: Transaction, user_id: int) -> None:
    await tx.execute(_ERASE, user_id=user_id)


async def purge(tx: Transaction, before: datetime) -> int:
    return await tx.execute(_PURGE, before=before)
