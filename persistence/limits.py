"""Budgets of requests, shared by all workers."""

from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    Index,
    Interval,
    LargeBinary,
    Table,
    bindparam,
    delete,
    func,
)

from gatehouse.persistence.database import Transaction, Writer
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Statement, delete_some, insert_into

rate_limits = Table(
    "rate_limits",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("paid_until", Moment, nullable=False),
    Index("ix_rate_limits_paid_until", "paid_until"),
    prefixes=["UNLOGGED"],
)

_now = bindparam("now", type_=Moment)
_paid = func.greatest(rate_limits.c.paid_until, _now) + bindparam("cost", type_=Interval)
_SPEND = Statement(
    insert_into(rate_limits, "key", "paid_until")
    .on_conflict_do_update(
        index_elements=[rate_limits.c.key],
        set_={"paid_until": _paid},
        where=_paid <= bindparam("horizon", type_=Moment),
    )
    .returning(rate_limits.c.paid_until)
)
_FORGIVE = Statement(delete(rate_limits).where(rate_limits.c.key == bindparam("wanted")))
_PURGE = delete_some(rate_limits, rate_limits.c.paid_until < bindparam("before"))


async def spend(db: Writer, key: bytes, now: datetime, cost: timedelta, window: timedelta) -> datetime | None:
    """Charge one request to a budget that refills evenly; None if it is used up.

    Returns the time up to which the caller has paid: `now + window` is an empty purse.
    """
    paid_until: datetime | None = await db.value(
        _SPEND, key=key, paid_until=now + cost, now=now, cost=cost, horizon=now + window
    )
    return paid_until


async def forgive(tx: Transaction, key: bytes) -> None:
    """Fill the window again."""
    await tx.execute(_FORGIVE, wanted=key)


async def purge(tx: Transaction, before: datetime) -> int:
    return await tx.execute(_PURGE, before=before)
