"""The audit trail: who did what to whom. Rows stay as they are, but for addresses, and what strangers did."""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Identity,
    Index,
    String,
    Table,
    Text,
    Uuid,
    bindparam,
    literal,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB

from gatehouse.persistence.database import Reader, Transaction, Writer
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, delete_some, insert_into

audit_log = Table(
    "audit_log",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("created_at", Moment, nullable=False),
    Column("action", Text, nullable=False),
    Column("actor_uuid", Uuid),
    Column("actor_kind", String(20), nullable=False),
    Column("target_type", Text),
    Column("target_id", Text),
    Column("ip_address", Text),
    Column("user_agent", Text),
    Column("request_id", Text),
    Column("details", JSONB, nullable=False),
    Index("ix_audit_log_actor_uuid_created_at_id", "actor_uuid", "created_at", "id"),
    Index("ix_audit_log_target_id_created_at_id", "target_id", "created_at", "id"),
    Index("ix_audit_log_action_created_at_id", "action", "created_at", "id"),
    Index("ix_audit_log_request_id", "request_id"),
    Index("ix_audit_log_created_at_id", "created_at", "id"),
)


class Act(NamedTuple):
    """An action."""

    created_at: datetime
    action: str
    actor_uuid: UUID | None
    actor_kind: str
    target_type: str | None
    target_id: str | None
    ip_address: str | None
    user_agent: str | None
    request_id: str | None
    details: dict[str, Any]


class Entry(NamedTuple):
    """An entry of the audit trail."""

    id: int
    act: Act


_place = (audit_log.c.created_at, audit_log.c.id)
_newest_first = [column.desc() for column in _place]
_columns = [audit_log.c.id, *(audit_log.c[name] for name in Act._fields)]
_ADD = Statement(insert_into(audit_log, *Act._fields))
_FILTERS: dict[str, ColumnElement[bool]] = {
    "action": audit_log.c.action == bindparam("action"),
    "actor": audit_log.c.actor_uuid == bindparam("actor"),
    "target": audit_log.c.target_id == bindparam("target"),
    "request_id": audit_log.c.request_id == bindparam("request_id"),
    "created_from": audit_log.c.created_at >= bindparam("created_from"),
    "created_to": audit_log.c.created_at < bindparam("created_to"),
    "before": tuple_(*_place)
    < tuple_(bindparam("before_moment", type_=Moment), bindparam("before_id", type_=BigInteger)),
}
_ABOUT = Query(
    select(*_columns)
    .where(
        or_(
            audit_log.c.actor_uuid == bindparam("user_uuid", type_=Uuid),
            audit_log.c.target_id == bindparam("target_id"),
        )
    )
    .order_by(*_newest_first)
    .limit(bindparam("limit")),
    Act,
)
_ERASE_ADDRESSES = Statement(
    update(audit_log)
    .where(
        or_(
            audit_log.c.actor_uuid == bindparam("user_uuid", type_=Uuid),
            audit_log.c.actor_uuid.is_(None) & (audit_log.c.target_id == bindparam("target_id")),
        )
    )
    .values(ip_address=None, user_agent=None)
)


# What people do who have not signed in; the database lets only these be deleted, and only after four weeks.
BY_STRANGERS = (
    "auth.login_failed",
    "auth.password_reset_requested",
    "auth.email_verification_requested",
    "auth.register_again",
    "applications.refused",
)
_PURGE = delete_some(
    audit_log,
    audit_log.c.action.in_([literal(action) for action in BY_STRANGERS])
    & (audit_log.c.created_at < bindparam("limit")),
)


async def add(db: Writer, act: Act) -> None:
    await db.execute(_ADD, **act._asdict())


async def page(
    db: Reader, limit: int, filters: dict[str, Any], before: tuple[datetime, int] | None
) -> list[Entry]:
    """The newest entries that match all filters, or the newest before a given entry."""
    created_at, entry_id = before or (None, None)
    names = (*sorted(filters), "before") if before else tuple(sorted(filters))
    query = _page_query(names)
    records = await db.records(query, limit=limit, before_moment=created_at, before_id=entry_id, **filters)
    return [Entry(record["id"], query.make(record)) for record in records]


async def about(db: Reader, user_uuid: UUID, limit: int) -> list[Entry]:
    """The newest entries about the user: what they did, and what was done to them."""
    records = await db.records(_ABOUT, user_uuid=user_uuid, target_id=str(user_uuid), limit=limit)
    return [Entry(record["id"], _ABOUT.make(record)) for record in records]


async def erase_addresses(tx: Transaction, user_uuid: UUID) -> None:
    """Erase the IP addresses and user agents of the user's entries; the actions stay."""
    await tx.execute(_ERASE_ADDRESSES, user_uuid=user_uuid, target_id=str(user_uuid))


async def purge(tx: Transaction, before: datetime) -> int:
    """Delete what strangers did before then."""
    return await tx.execute(_PURGE, limit=before)


@cache
def _page_query(names: tuple[str, ...]) -> Query[Act]:
    return Query(
        select(*_columns)
        .where(*(_FILTERS[name] for name in names))
        .order_by(*_newest_first)
        .limit(bindparam("limit")),
        Act,
    )
