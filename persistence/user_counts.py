"""How many users there are: changes that triggers write beside every change of a user, and their sums."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Identity,
    Table,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    or_,
    select,
)

from gatehouse.persistence.database import Reader, Transaction
from gatehouse.persistence.schema import metadata
from gatehouse.persistence.statements import Query, Statement

user_counts = Table(
    "user_counts",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("day", Date, nullable=False),
    Column("users", BigInteger, nullable=False),
    Column("active", BigInteger, nullable=False),
    Column("verified", BigInteger, nullable=False),
)


class Sums(NamedTuple):
    """What the changes amount to: users that are not deleted, and those of them that are in some state."""

    users: int
    active: int
    verified: int
    changes: int
    registrations: dict[date, int]


class Totals(NamedTuple):
    """Users that are not deleted, and those of them that are in some state."""

    users: int
    active: int
    verified: int


_FOLD_LOCK = 7_204_002
_COUNTED = ("users", "active", "verified")

_day = user_counts.c.day
_recent_day = case((_day >= bindparam("since", type_=Date), _day)).label("day")
_SUM = Statement(
    select(
        _recent_day,
        *(cast(func.sum(user_counts.c[name]), BigInteger).label(name) for name in _COUNTED),
        func.count().label("changes"),
    ).group_by(_recent_day)
)
_sums_of_all = (func.coalesce(func.sum(user_counts.c[name]), 0) for name in _COUNTED)
_TOTALS = Query(
    select(
        *(cast(total, BigInteger).label(name) for name, total in zip(_COUNTED, _sums_of_all, strict=True))
    ),
    Totals,
)
_LOCK = Statement(select(func.pg_try_advisory_xact_lock(_FOLD_LOCK)))
_oldest = select(user_counts.c.id).order_by(user_counts.c.id).limit(bindparam("at_most"))
_taken = (
    delete(user_counts)
    .where(user_counts.c.id.in_(_oldest))
    .returning(_day, *(user_counts.c[name] for name in _COUNTED))
    .cte("taken")
)
_sums = [func.sum(_taken.c[name]) for name in _COUNTED]
_put = (
    insert(user_counts)
    .from_select(
        ["day", *_COUNTED],
        select(_taken.c.day, *_sums).group_by(_taken.c.day).having(or_(*(total != 0 for total in _sums))),
    )
    .returning(user_counts.c.id)
    .cte("put")
)
_FOLD = Statement(
    select(
        select(func.count()).select_from(_taken).scalar_subquery()
        - select(func.count()).select_from(_put).scalar_subquery()
    )
)


async def sums(db: Reader, since: date) -> Sums:
    """Users by state, and for the days since then (UTC) that had any, registrations."""
    rows = await db.records(_SUM, since=since)
    registrations = {row["day"]: row["users"] for row in rows if row["day"] is not None}
    users, active, verified, changes = (sum(row[name] for row in rows) for name in (*_COUNTED, "changes"))
    return Sums(users, active, verified, changes, registrations)


async def totals(db: Reader) -> Totals:
    found = await db.one(_TOTALS)
    return found or Totals(0, 0, 0)


async def fold(tx: Transaction, at_most: int) -> int:
    """Put one row per day in place of so many, unless somebody else is at it; how many rows that saves.

    One statement takes rows and puts their sums, so that nobody sees, loses or doubles a part of it. Nobody
    who reads or changes users waits.
    """
    if not await tx.value(_LOCK):
        return 0
    return int(await tx.value(_FOLD, at_most=at_most))
