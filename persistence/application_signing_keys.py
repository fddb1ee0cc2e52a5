"""Keys that sign for applications by other algorithms than Gatehouse itself; the private part is sealed.

A table of their own: processes of earlier versions take every row of `signing_keys` for a key of theirs.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Column, LargeBinary, Table, Text, bindparam, delete, select, update

from gatehouse.persistence.database import Reader, Transaction
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, delete_some, insert_into

application_signing_keys = Table(
    "application_signing_keys",
    metadata,
    Column("kid", Text, primary_key=True),
    Column("algorithm", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("retires_at", Moment),
)
_keys = application_signing_keys


class SealedApplicationKey(NamedTuple):
    """A stored key pair."""

    kid: str
    algorithm: str
    sealed: bytes
    signs: bool


_LIST = Query(
    select(_keys.c.kid, _keys.c.algorithm, _keys.c.sealed, _keys.c.retires_at.is_(None).label("signs"))
    .where(_keys.c.retires_at.is_(None) | (_keys.c.retires_at > bindparam("now")))
    .order_by(_keys.c.retires_at.desc().nulls_first(), _keys.c.created_at.desc(), _keys.c.algorithm),
    SealedApplicationKey,
)
_ADD = Statement(insert_into(_keys, "kid", "algorithm", "sealed", "created_at"))
_RETIRE = Statement(
    update(_keys).where(_keys.c.retires_at.is_(None)).values(retires_at=bindparam("retirement"))
)
_DELETE_ALL = Statement(delete(_keys))
_PURGE = delete_some(_keys, _keys.c.retires_at < bindparam("before"))


async def list_live(db: Reader, now: datetime) -> list[SealedApplicationKey]:
    """The keys that sign, one for each algorithm, then those that only verify."""
    return await db.all(_LIST, now=now)


async def add(tx: Transaction, kid: str, algorithm: str, sealed: bytes, now: datetime) -> None:
    await tx.execute(_ADD, kid=kid, algorithm=algorithm, sealed=sealed, created_at=now)


async def retire_current(tx: Transaction, retirement: datetime) -> None:
    """Retire the current keys: they no longer sign, but verify until then."""
    await tx.execute(_RETIRE, retirement=retirement)


async def delete_all(tx: Transaction) -> None:
    await tx.execute(_DELETE_ALL)


async def purge(tx: Transaction, before: datetime) -> int:
    return await tx.execute(_PURGE, before=before)
