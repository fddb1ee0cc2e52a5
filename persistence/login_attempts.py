"""Failed sign-ins per account and address, counted so that parallel guesses cannot exceed the limit."""

from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    bindparam,
    case,
    delete,
    func,
    literal_column,
    select,
    update,
)

from gatehouse.persistence.database import Reader, Transaction, Writer
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Statement, delete_some, insert_into

_ABANDONED = timedelta(seconds=30)  # nothing is under way that began so long ago; its process was killed

login_attempts = Table(
    "login_attempts",
    metadata,
    Column("account", LargeBinary, primary_key=True),
    Column("address", LargeBinary, primary_key=True),
    Column("failed", Integer, nullable=False),
    Column("under_way", Integer, nullable=False),
    Column("forgotten_at", Moment, nullable=False),
    Index("ix_login_attempts_forgotten_at", "forgotten_at"),
)

_now = bindparam("now", type_=Moment)
_is_over = login_attempts.c.forgotten_at <= _now
_under_way = case(
    (login_attempts.c.forgotten_at <= bindparam("abandoned", type_=Moment), literal_column("0")),
    else_=login_attempts.c.under_way,
)
_first = insert_into(login_attempts, "account", "address", "forgotten_at").values(
    failed=literal_column("0"), under_way=literal_column("1")
)
_BEGIN = Statement(
    _first.on_conflict_do_update(
        index_elements=[login_attempts.c.account, login_attempts.c.address],
        set_={
            "failed": case((_is_over, literal_column("0")), else_=login_attempts.c.failed),
            "under_way": case((_is_over, literal_column("1")), else_=_under_way + 1),
            "forgotten_at": _first.excluded.forgotten_at,
        },
        where=_is_over | (login_attempts.c.failed + _under_way < bindparam("limit")),
    )
)
_pair = (
    login_attempts.c.account == bindparam("of_account"),
    login_attempts.c.address == bindparam("of_address"),
)
_LOCKED_UNTIL = Statement(
    select(login_attempts.c.forgotten_at).where(
        *_pair, login_attempts.c.failed >= bindparam("limit"), login_attempts.c.forgotten_at > _now
    )
)
_one_less = func.greatest(login_attempts.c.under_way - 1, literal_column("0"))
_GIVE_BACK = Statement(update(login_attempts).where(*_pair).values(under_way=_one_less))
_FAIL = Statement(
    update(login_attempts)
    .where(*_pair)
    .values(
        failed=login_attempts.c.failed + 1,
        under_way=_one_less,
        forgotten_at=bindparam("until"),
    )
    .returning(login_attempts.c.failed)
)
_SUCCEED = Statement(delete(login_attempts).where(*_pair))
_UNLOCK = Statement(delete(login_attempts).where(login_attempts.c.account == bindparam("of_account")))
_PURGE = delete_some(login_attempts, login_attempts.c.forgotten_at < bindparam("before"))


async def begin(
    db: Writer, account: bytes, address: bytes, *, limit: int, now: datetime, lock: timedelta
) -> bool:
    """Reserve one of the remaining attempts; pending ones count until they are decided."""
    forgotten_at = now + lock
    begun = await db.execute(
        _BEGIN,
        account=account,
        address=address,
        limit=limit,
        now=now,
        forgotten_at=forgotten_at,
        abandoned=forgotten_at - _ABANDONED,
    )
    return bool(begun)


async def give_back(db: Writer, account: bytes, address: bytes) -> None:
    """Return an attempt whose password was not checked."""
    await db.execute(_GIVE_BACK, of_account=account, of_address=address)


async def locked_until(
    db: Reader, account: bytes, address: bytes, *, limit: int, now: datetime
) -> datetime | None:
    """When the failures that left no attempt are forgotten, if there are so many."""
    until: datetime | None = await db.value(
        _LOCKED_UNTIL, of_account=account, of_address=address, limit=limit, now=now
    )
    return until


async def fail(db: Writer, account: bytes, address: bytes, until: datetime) -> int:
    """Count a failed attempt, and say how many there are now; all are remembered until then."""
    failed: int | None = await db.value(_FAIL, of_account=account, of_address=address, until=until)
    return failed or 0


async def succeed(db: Writer, account: bytes, address: bytes) -> None:
    """Clear earlier failures after a right password."""
    await db.execute(_SUCCEED, of_account=account, of_address=address)


async def unlock(tx: Transaction, account: bytes) -> None:
    """Clear the failures from all addresses."""
    await tx.execute(_UNLOCK, of_account=account)


async def purge(tx: Transaction, before: datetime) -> int:
    return await tx.execute(_PURGE, before=before)
