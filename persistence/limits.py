"""Counters shared by all workers: requests per caller, and failed logins per account and address."""

from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    Index,
    Integer,
    Interval,
    LargeBinary,
    Table,
    bindparam,
    case,
    delete,
    func,
    literal_column,
    select,
)

from persistence.database import Reader, Statement, Transaction, insert_into
from persistence.schema import Moment, metadata

rate_limits = Table(
    "rate_limits",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("paid_until", Moment, nullable=False),
    Index("ix_rate_limits_paid_until", "paid_until"),
    prefixes=["UNLOGGED"],
)

login_failures = Table(
    "login_failures",
    metadata,
    Column("account", LargeBinary, primary_key=True),
    Column("address", LargeBinary, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("forgotten_at", Moment, nullable=False),
    Index("ix_login_failures_forgotten_at", "forgotten_at"),
)

_moment = bindparam("moment", type_=Moment)
_paid = func.greatest(rate_limits.c.paid_until, _moment) + bindparam("cost", type_=Interval)
_SPEND = Statement(
    insert_into(rate_limits, "key", "paid_until")
    .on_conflict_do_update(
        index_elements=[rate_limits.c.key],
        set_={"paid_until": _paid},
        where=_paid <= bindparam("horizon", type_=Moment),
    )
    .returning(rate_limits.c.paid_until)
)
_PAID_UNTIL = Statement(select(rate_limits.c.paid_until).where(rate_limits.c.key == bindparam("wanted")))
_FORGIVE = Statement(delete(rate_limits).where(rate_limits.c.key == bindparam("wanted")))
_PURGE_RATES = Statement(delete(rate_limits).where(rate_limits.c.paid_until < bindparam("before")))

_is_over = login_failures.c.forgotten_at <= _moment
_attempt = insert_into(login_failures, "account", "address", "forgotten_at").values(
    failures=literal_column("1")
)
_ATTEMPT = Statement(
    _attempt.on_conflict_do_update(
        index_elements=[login_failures.c.account, login_failures.c.address],
        set_={
            "failures": case((_is_over, literal_column("1")), else_=login_failures.c.failures + 1),
            "forgotten_at": case(
                (_is_over | (login_failures.c.failures < bindparam("limit")), _attempt.excluded.forgotten_at),
                else_=login_failures.c.forgotten_at,
            ),
        },
    ).returning(login_failures.c.failures)
)
_of_account = login_failures.c.account == bindparam("of_account")
_SUCCEED = Statement(
    delete(login_failures).where(_of_account, login_failures.c.address == bindparam("of_address"))
)
_UNLOCK = Statement(delete(login_failures).where(_of_account))
_PURGE_FAILURES = Statement(delete(login_failures).where(login_failures.c.forgotten_at < bindparam("before")))


async def spend(
    tx: Transaction, key: bytes, moment: datetime, cost: timedelta, window: timedelta
) -> datetime | None:
    """Pay for one request out of a window that refills evenly; None if it is used up.

    The answer is the moment up to which the caller has paid: `moment + window` is an empty purse.
    """
    paid_until: datetime | None = await tx.value(
        _SPEND, key=key, paid_until=moment + cost, moment=moment, cost=cost, horizon=moment + window
    )
    return paid_until


async def paid_until(db: Reader, key: bytes) -> datetime | None:
    moment: datetime | None = await db.value(_PAID_UNTIL, wanted=key)
    return moment


async def forgive(tx: Transaction, key: bytes) -> None:
    """Fill the window again."""
    await tx.execute(_FORGIVE, wanted=key)


async def count_attempt(
    tx: Transaction, account: bytes, address: bytes, limit: int, moment: datetime, lock: timedelta
) -> int:
    """Count a login before it is tried, so that parallel guesses cannot outrun the limit."""
    return int(
        await tx.value(
            _ATTEMPT, account=account, address=address, limit=limit, moment=moment, forgotten_at=moment + lock
        )
    )


async def forget_attempts(tx: Transaction, account: bytes, address: bytes) -> None:
    await tx.execute(_SUCCEED, of_account=account, of_address=address)


async def unlock(tx: Transaction, account: bytes) -> None:
    """Forget the failures from every address."""
    await tx.execute(_UNLOCK, of_account=account)


async def purge(tx: Transaction, before: datetime) -> int:
    return await tx.execute(_PURGE_RATES, before=before) + await tx.execute(_PURGE_FAILURES, before=before)
