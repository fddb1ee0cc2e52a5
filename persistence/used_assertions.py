"""Assertions of applications that were used, until they expire: each works once."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary, Table, bindparam

from gatehouse.persistence.database import Transaction, Writer
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Statement, delete_some, insert_into

used_assertions = Table(
    "used_assertions",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("expires_at", Moment, nullable=False),
    Index("ix_used_assertions_expires_at", "expires_at"),
)

_USE = Statement(insert_into(used_assertions, "digest", "expires_at").on_conflict_do_nothing())
_PURGE = delete_some(used_assertions, used_assertions.c.expires_at < bindparam("before"))


async def use(db: Writer, digest: bytes, expires_at: datetime) -> bool:
    """Use up an assertion; only one of several parallel attempts gets it."""
    return bool(await db.execute(_USE, digest=digest, expires_at=expires_at))


async def purge(tx: Transaction, before: datetime) -> int:
    return await tx.execute(_PURGE, before=before)
