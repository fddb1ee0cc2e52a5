"""The outbox: emails that committed transactions queued, until they are sent."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB

from gatehouse.persistence.database import Transaction, Writer
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, delete_some, insert_into

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("details", JSONB, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Index("ix_outbox_due_at", "due_at"),
)


class Mail(NamedTuple):
    """An email to write and send."""

    id: int
    kind: str
    recipient: str
    details: dict[str, Any]
    created_at: datetime
    attempts: int


_ADD = Statement(insert_into(outbox, "kind", "recipient", "details", "created_at", "attempts", "due_at"))
_TAKE = Query(
    select(*(outbox.c[name] for name in Mail._fields))
    .where(or_(outbox.c.due_at <= bindparam("now"), outbox.c.attempts == 0))  # whoever queued it may be early
    .order_by(outbox.c.due_at)
    .limit(1)
    .with_for_update(skip_locked=True),
    Mail,
)
_REMOVE = Statement(delete(outbox).where(outbox.c.id == bindparam("mail_id")))
_POSTPONE = Statement(
    update(outbox)
    .where(outbox.c.id == bindparam("mail_id"))
    .values(attempts=outbox.c.attempts + 1, due_at=bindparam("until"))
)
_ERASE = Statement(delete(outbox).where(outbox.c.recipient == bindparam("address")))
_DISCARD_TOKENS = Statement(delete(outbox).where(outbox.c.details.has_key("token_id")))
_PURGE = delete_some(outbox, outbox.c.created_at < bindparam("before"))


async def add(db: Writer, kind: str, recipient: str, details: dict[str, Any], now: datetime) -> None:
    await db.execute(
        _ADD, kind=kind, recipient=recipient, details=details, created_at=now, attempts=0, due_at=now
    )


async def take(tx: Transaction, now: datetime) -> Mail | None:
    """The next due email that no other worker is sending; released if the transaction fails."""
    return await tx.one(_TAKE, now=now)


async def remove(tx: Transaction, mail_id: int) -> None:
    await tx.execute(_REMOVE, mail_id=mail_id)


async def postpone(tx: Transaction, mail_id: int, until: datetime) -> None:
    await tx.execute(_POSTPONE, mail_id=mail_id, until=until)


async def erase(tx: Transaction, recipient: str) -> None:
    await tx.execute(_ERASE, address=recipient)


async def discard_tokens(tx: Transaction) -> None:
    """Send no email whose token is void."""
    await tx.execute(_DISCARD_TOKENS)


async def purge(tx: Transaction, before: datetime) -> int:
    """Give up on emails that could not be delivered for so long."""
    return await tx.execute(_PURGE, before=before)
