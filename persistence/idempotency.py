"""First responses to requests with an Idempotency-Key, stored sealed."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Table, bindparam, delete, func, select

from gatehouse.persistence.database import Reader, Transaction
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, delete_some, insert_into

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

_ABANDONED = timedelta(minutes=1)  # by a version that stored a key before it began, and the answer afterwards


class EarlierRequest(NamedTuple):
    """An earlier request with the same key; without an answer if an older version is still at it."""

    fingerprint: bytes
    answer: bytes | None


_key_is = idempotency_keys.c.key == bindparam("wanted")
_unanswered = idempotency_keys.c.answer.is_(None)
_is_over = (idempotency_keys.c.expires_at <= bindparam("now")) | (
    _unanswered & (idempotency_keys.c.started_at < bindparam("abandoned_before"))
)
_GET = Query(
    select(idempotency_keys.c.fingerprint, idempotency_keys.c.answer).where(_key_is, ~_is_over),
    EarlierRequest,
)
_LOCK = Statement(select(func.pg_try_advisory_xact_lock(bindparam("number", type_=BigInteger))))
_new = insert_into(idempotency_keys, "key", "fingerprint", "answer", "started_at", "expires_at")
_KEEP = Statement(
    _new.on_conflict_do_update(
        index_elements=[idempotency_keys.c.key],
        set_={name: _new.excluded[name] for name in ("fingerprint", "answer", "started_at", "expires_at")},
        where=_is_over,
    )
)
_DELETE_ALL = Statement(delete(idempotency_keys))
_PURGE = delete_some(idempotency_keys, idempotency_keys.c.expires_at < bindparam("before"))


async def lock(tx: Transaction, key: bytes) -> bool:
    """Whether no other transaction has the key; until the end of this one, no other gets it."""
    number = int.from_bytes(key[:8], signed=True)
    return bool(await tx.value(_LOCK, number=number))


async def find(db: Reader, key: bytes, now: datetime) -> EarlierRequest | None:
    """The earlier request with this key that still counts."""
    return await db.one(_GET, wanted=key, now=now, abandoned_before=now - _ABANDONED)


async def keep(
    tx: Transaction, key: bytes, fingerprint: bytes, answer: bytes, *, now: datetime, expires_at: datetime
) -> bool:
    """Store the answer to the first request with its key; False if there is an earlier one after all."""
    return bool(
        await tx.execute(
            _KEEP,
            key=key,
            fingerprint=fingerprint,
            answer=answer,
            started_at=now,
            expires_at=expires_at,
            now=now,
            abandoned_before=now - _ABANDONED,
        )
    )


async def delete_all(tx: Transaction) -> None:
    await tx.execute(_DELETE_ALL)


async def purge(tx: Transaction, before: datetime) -> int:
    return await tx.execute(_PURGE, before=before)
