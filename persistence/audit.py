"""The audit log: who did what to whom. Rows are added and never changed, but for erased addresses."""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
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
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB

from gatehouse.persistence.database import Reader, Statement, Transaction, Writer, insert_into
from gatehouse.persistence.schema import Moment, metadata

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
    """What somebody did."""

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
    """An act in the log."""

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
_ABOUT = Statement(
    select(*_columns)
    .where(
        or_(
            audit_log.c.actor_uuid == bindparam("user_uuid", type_=Uuid),
            audit_log.c.target_id == bindparam("target_id"),
        )
    )
    .order_by(*_newest_first)
    .limit(bindparam("limit"))
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


async def add(db: Writer, act: Act) -> None:
    await db.execute(_ADD, **act._asdict())


async def page(
    db: Reader, limit: int, filters: dict[str, Any], before: tuple[datetime, int] | None
) -> list[Entry]:
    """The newest entries that match all of the filters given, or the newest before one of them."""
    moment, entry_id = before or (None, None)
    names = (*sorted(filters), "before") if before else tuple(sorted(filters))
    statement = _page_statement(names)
    rows = await db.all(statement, limit=limit, before_moment=moment, before_id=entry_id, **filters)
    return [_entry(row) for row in rows]


async def about(db: Reader, user_uuid: UUID, limit: int) -> list[Entry]:
    """The newest entries in which the user acted or was acted upon."""
    rows = await db.all(_ABOUT, user_uuid=user_uuid, target_id=str(user_uuid), limit=limit)
    return [_entry(row) for row in rows]


async def erase_addresses(tx: Transaction, user_uuid: UUID) -> None:
    """Forget from where the user acted, also before signing in; that and what was done stays."""
    await tx.execute(_ERASE_ADDRESSES, user_uuid=user_uuid, target_id=str(user_uuid))


def _entry(row: asyncpg.Record) -> Entry:
    return Entry(row[0], Act._make(row[1:]))


@cache
def _page_statement(names: tuple[str, ...]) -> Statement:
    return Statement(
        select(*_columns)
        .where(*(_FILTERS[name] for name in names))
        .order_by(*_newest_first)
        .limit(bindparam("limit"))
    )
