"""Recovery codes: kept as digests, each used once."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    LargeBinary,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from gatehouse.persistence.database import Reader, Transaction, Writer
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Statement

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("user_id", BigInteger, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("used_at", Moment),
)

_of_user = recovery_codes.c.user_id == bindparam("of_user")
_unused = recovery_codes.c.used_at.is_(None)
_digests = func.unnest(bindparam("digests", type_=ARRAY(LargeBinary)))
_ADD = Statement(
    insert(recovery_codes).from_select(
        ["user_id", "digest"], select(bindparam("of_user", type_=BigInteger), _digests)
    )
)
_USE = Statement(
    update(recovery_codes)
    .where(_of_user, recovery_codes.c.digest == bindparam("wanted"), _unused)
    .values(used_at=bindparam("now"))
)
_LEFT = Statement(select(func.count()).where(_of_user, _unused))
_ERASE = Statement(delete(recovery_codes).where(_of_user))


async def replace(tx: Transaction, user_id: int, digests: list[bytes]) -> None:
    """Store new codes; the old ones are void."""
    await erase(tx, user_id)
    await tx.execute(_ADD, of_user=user_id, digests=digests)


async def use(db: Writer, user_id: int, digest: bytes, now: datetime) -> bool:
    """Use up a code; only one of several parallel attempts succeeds."""
    return bool(await db.execute(_USE, of_user=user_id, wanted=digest, now=now))


async def left(db: Reader, user_id: int) -> int:
    """How many codes have not been used."""
    return int(await db.value(_LEFT, of_user=user_id))


async def erase(tx: Transaction, user_id: int) -> None:
    await tx.execute(_ERASE, of_user=user_id)
