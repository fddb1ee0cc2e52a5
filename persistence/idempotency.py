"""First responses to requests with an Idempotency-Key, stored sealed."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Column, Index, LargeBinary, Table, bindparam, delete, select, update

from gatehouse.persistence.database import Transaction, Writer
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, insert_into

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("answer", LargeBinary),
    Column("started_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index("ix_idempotency_keys_expires_at", "expires_at"),
)


class EarlierRequest(NamedTuple):
    """An earlier request with the same key."""

    fingerprint: bytes
    answer: bytes | None


_key_is = idempotency_keys.c.key == bindparam("wanted")
_new = insert_into(idempotency_keys, "key", "fingerprint", "started_at", "expires_at")
_CLAIM = Statement(
    _new.on_conflict_do_update(
        index_elements=[idempotency_keys.c.key],
        set_={
            "fingerprint": _new.excluded.fingerprint,
            "answer": None,
            "started_at": _new.excluded.started_at,
            "expires_at": _new.excluded.expires_at,
        },
        where=(idempotency_keys.c.expires_at <= bindparam("started_at"))
        | (
            idempotency_keys.c.answer.is_(None)
            & (idempotency_keys.c.started_at < bindparam("abandoned_before"))
        ),
    )
)
_GET = Query(select(idempotency_keys.c.fingerprint, idempotency_keys.c.answer).where(_key_is), EarlierRequest)
_KEEP = Statement(update(idempotency_keys).where(_key_is).values(answer=bindparam("sealed")))
_FORGET = Statement(delete(idempotency_keys).where(_key_is))
_DELETE_ALL = Statement(delete(idempotency_keys))
_PURGE = Statement(delete(idempotency_keys).where(idempotency_keys.c.expires_at < bindparam("before")))


async def claim(
    tx: Transaction,
    key: bytes,
    fingerprint: bytes,
    *,
    now: datetime,
    expires_at: datetime,
    abandoned_before: datetime,
) -> EarlierRequest | None:
    """None if this request is the first with its key, else the earlier one."""
    claimed = await tx.execute(
        _CLAIM,
        key=key,
        fingerprint=fingerprint,
        started_at=now,
        expires_at=expires_at,
        abandoned_before=abandoned_before,
    )
    if claimed:
        return None
    return await tx.one(_GET, wanted=key)


async def keep(db: Writer, key: bytes, answer: bytes) -> None:
    await db.execute(_KEEP, wanted=key, sealed=answer)


async def forget(db: Writer, key: bytes) -> None:
    await db.execute(_FORGET, wanted=key)


async def delete_all(tx: Transaction) -> None:
    await tx.execute(_DELETE_ALL)


async def purge(tx: Transaction, before: datetime) -> int:
    return await tx.execute(_PURGE, before=before)
