"""Signing keys of access tokens; the private part is sealed."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Column, LargeBinary, Table, Text, bindparam, delete, func, select, update

from gatehouse.persistence.database import Reader, Transaction
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, delete_some, insert_into

signing_keys = Table(
    "signing_keys",
    metadata,
    Column("kid", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("retires_at", Moment),
)

_ROTATION_LOCK = 7_204_001


class SealedKey(NamedTuple):
    """A stored key pair."""

    kid: str
    sealed: bytes


_LIST = Query(
    select(signing_keys.c.kid, signing_keys.c.sealed)
    .where(signing_keys.c.retires_at.is_(None) | (signing_keys.c.retires_at > bindparam("now")))
    .order_by(signing_keys.c.retires_at.desc().nulls_first(), signing_keys.c.created_at.desc()),
    SealedKey,
)
_LOCK = Statement(select(func.pg_advisory_xact_lock(_ROTATION_LOCK)))
_ADD = Statement(insert_into(signing_keys, "kid", "sealed", "created_at"))
_RETIRE = Statement(
    update(signing_keys).where(signing_keys.c.retires_at.is_(None)).values(retires_at=bindparam("retirement"))
)
_DELETE_ALL = Statement(delete(signing_keys))
_PURGE = delete_some(signing_keys, signing_keys.c.retires_at < bindparam("before"))


async def list_live(db: Reader, now: datetime) -> list[SealedKey]:
    """The key that signs, then those that only verify."""
    return await db.all(_LIST, now=now)


async def lock(tx: Transaction) -> None:
    """One rotation at a time."""
    await tx.value(_LOCK)


async def add(tx: Transaction, kid: str, sealed: bytes, now: datetime) -> None:
    await tx.execute(_ADD, kid=kid, sealed=sealed, created_at=now)


async def retire_current(tx: Transaction, retirement: datetime) -> None:
    """Retire the current key: it no longer signs, but verifies until then."""
    await tx.execute(_RETIRE, retirement=retirement)


async def delete_all(tx: Transaction) -> None:
    await tx.execute(_DELETE_ALL)


async def purge(tx: Transaction, before: datetime) -> int:
    return await tx.execute(_PURGE, before=before)
