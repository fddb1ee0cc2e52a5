"""One-time tokens: reset a password, verify an email address, accept an invitation."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    Uuid,
    and_,
    bindparam,
    delete,
    select,
    update,
)

from gatehouse.persistence.database import Reader, Transaction
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, delete_some, insert_into

one_time_tokens = Table(
    "one_time_tokens",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("user_id", BigInteger, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("email", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Index("ix_one_time_tokens_user_id", "user_id", "purpose"),
)


class OneTimeToken(NamedTuple):
    """What a token allows, for whom, and for which email address."""

    user_id: int
    email: str


_ADD = Statement(
    insert_into(one_time_tokens, "id", "user_id", "purpose", "email", "created_at", "expires_at")
)
_unused = one_time_tokens.c.used_at.is_(None)
_usable = and_(
    one_time_tokens.c.id == bindparam("token_id"),
    one_time_tokens.c.purpose == bindparam("wanted"),
    one_time_tokens.c.expires_at > bindparam("now"),
    _unused,
)
_FIND = Query(select(one_time_tokens.c.user_id, one_time_tokens.c.email).where(_usable), OneTimeToken)
_USE = Query(
    update(one_time_tokens)
    .where(_usable)
    .values(used_at=bindparam("now"))
    .returning(one_time_tokens.c.user_id, one_time_tokens.c.email),
    OneTimeToken,
)
_VOID = Statement(
    update(one_time_tokens)
    .where(one_time_tokens.c.user_id == bindparam("user_id"), _unused)
    .values(used_at=bindparam("now"))
)
_VOID_SOONER = Statement(
    update(one_time_tokens)
    .where(
        one_time_tokens.c.user_id == bindparam("user_id"),
        one_time_tokens.c.purpose == bindparam("wanted"),
        one_time_tokens.c.expires_at <= bindparam("expiry"),
        _unused,
    )
    .values(used_at=bindparam("now"))
)
_VOID_EVERYONES = Statement(update(one_time_tokens).where(_unused).values(used_at=bindparam("now")))
_ERASE = Statement(delete(one_time_tokens).where(one_time_tokens.c.user_id == bindparam("user_id")))
_PURGE = delete_some(one_time_tokens, one_time_tokens.c.expires_at < bindparam("before"))


async def add(
    tx: Transaction,
    token_id: UUID,
    user_id: int,
    purpose: str,
    email: str,
    now: datetime,
    expires_at: datetime,
) -> None:
    await tx.execute(
        _ADD,
        id=token_id,
        user_id=user_id,
        purpose=purpose,
        email=email,
        created_at=now,
        expires_at=expires_at,
    )


async def find(reader: Reader, token_id: UUID, purpose: str, now: datetime) -> OneTimeToken | None:
    """What the token would allow now, without using it up."""
    return await reader.one(_FIND, token_id=token_id, wanted=purpose, now=now)


async def use(tx: Transaction, token_id: UUID, purpose: str, now: datetime) -> OneTimeToken | None:
    """Use up the token; only one of several parallel attempts succeeds."""
    return await tx.one(_USE, token_id=token_id, wanted=purpose, now=now)


async def void_all(tx: Transaction, user_id: int, now: datetime) -> None:
    """Void every token of the user."""
    await tx.execute(_VOID, user_id=user_id, now=now)


async def void_sooner(tx: Transaction, user_id: int, purpose: str, now: datetime, expiry: datetime) -> None:
    """Void the tokens of the user for this purpose that would expire by then."""
    await tx.execute(_VOID_SOONER, user_id=user_id, wanted=purpose, now=now, expiry=expiry)


async def void_everyones(tx: Transaction, now: datetime) -> None:
    await tx.execute(_VOID_EVERYONES, now=now)


async def erase(tx: Transaction, user_id: int) -> None:
    await tx.execute(_ERASE, user_id=user_id)


async def purge(tx: Transaction, before: datetime) -> int:
    return await tx.execute(_PURGE, before=before)
