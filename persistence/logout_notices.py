"""Sessions at applications that have ended, until these were told; triggers of `sessions` write them.

So nothing that ends a session has to think of it: signing out, a new password, an erased account, a thief.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Uuid,
    bindparam,
    delete,
    select,
    update,
)

from gatehouse.persistence.applications import applications
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, delete_some

logout_notices = Table(
    "logout_notices",
    metadata,
    Column("session_id", Uuid, primary_key=True),
    Column("application_id", BigInteger, ForeignKey("applications.id", ondelete="CASCADE"), nullable=False),
    Column("user_uuid", Uuid),
    Column("created_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Index("ix_logout_notices_due_at", "due_at"),
    Index("ix_logout_notices_application_id", "application_id"),
)
_notices = logout_notices


class Notice(NamedTuple):
    """A session that has ended, and whom to tell where."""

    session_id: UUID
    application_id: int
    user_uuid: UUID | None
    attempts: int
    client_id: str
    signing_algorithm: str
    address: str | None


_TAKE = Query(
    select(
        _notices.c.session_id,
        _notices.c.application_id,
        _notices.c.user_uuid,
        _notices.c.attempts,
        applications.c.client_id,
        applications.c.signing_algorithm,
        applications.c.backchannel_logout_uri.label("address"),
    )
    .join_from(_notices, applications)
    .where(_notices.c.due_at <= bindparam("now"))
    .order_by(_notices.c.due_at)
    .limit(1)
    .with_for_update(of=_notices, skip_locked=True),
    Notice,
)
_it = _notices.c.session_id == bindparam("session")
_REMOVE = Statement(delete(_notices).where(_it))
_COUNT = Statement(update(_notices).where(_it).values(attempts=_notices.c.attempts + 1))
_waiting = select(_notices.c.session_id).where(
    _notices.c.application_id == bindparam("application"), _notices.c.due_at < bindparam("until")
)
_POSTPONE = Statement(
    update(_notices)
    .where(_notices.c.session_id.in_(_waiting.with_for_update(skip_locked=True)))
    .values(due_at=bindparam("until"))
)
_PURGE = delete_some(_notices, _notices.c.created_at < bindparam("before"))


async def take(tx: Transaction, now: datetime) -> Notice | None:
    """The next due notice; locked, so that nobody else takes it."""
    return await tx.one(_TAKE, now=now)


async def remove(tx: Transaction, session_id: UUID) -> None:
    await tx.execute(_REMOVE, session=session_id)


async def postpone(tx: Transaction, notice: Notice, until: datetime) -> None:
    """Tell the application nothing until then: those that can be told do not wait for one that cannot."""
    await tx.execute(_COUNT, session=notice.session_id)
    await tx.execute(_POSTPONE, application=notice.application_id, until=until)


async def purge(tx: Transaction, before: datetime) -> int:
    """Give up on applications that could not be told for so long."""
    return await tx.execute(_PURGE, before=before)
