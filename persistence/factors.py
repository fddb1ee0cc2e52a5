"""Second factors of all kinds; of authenticator apps the sealed secrets and the newest step of time used."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    func,
    literal_column,
    select,
    update,
)

from gatehouse.persistence.database import Reader, Transaction, Writer
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, delete_some, insert_into

TOTP = "totp"
PASSKEY = "passkey"

factors = Table(
    "factors",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("user_id", BigInteger, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("name", Text, nullable=False),
    Column("sealed", LargeBinary),  # only what is a secret: not the keys of passkeys
    Column("last_step", BigInteger, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("confirmed_at", Moment),
    Column("last_used_at", Moment),
    Index("ix_factors_user_id", "user_id"),
)


class Factor(NamedTuple):
    """A second factor, as its owner may see it."""

    id: UUID
    kind: str
    name: str
    created_at: datetime
    last_used_at: datetime | None


class SealedFactor(NamedTuple):
    """A second factor with its secret."""

    id: UUID
    user_id: int
    sealed: bytes


class _Kind(NamedTuple):
    kind: str


_shown = [factors.c[name] for name in Factor._fields]
_secret = [factors.c[name] for name in SealedFactor._fields]
_of_user = factors.c.user_id == bindparam("of_user")
_one = factors.c.id == bindparam("factor_id")
_confirmed = factors.c.confirmed_at.is_not(None)
_waiting = factors.c.confirmed_at.is_(None)
_is_totp = factors.c.kind == literal_column(f"'{TOTP}'")
_used: dict[str, Any] = {"last_step": bindparam("step"), "last_used_at": bindparam("now")}

_ADD = Statement(
    insert_into(factors, "id", "user_id", "kind", "name", "sealed", "created_at").values(
        last_step=literal_column("0")
    )
)
_LIST = Query(
    select(*_shown).where(_of_user, _confirmed).order_by(factors.c.created_at, factors.c.id), Factor
)
_COUNT = Statement(select(func.count()).where(_of_user, _confirmed))
_KINDS = Query(select(factors.c.kind).where(_of_user, _confirmed).distinct(), _Kind)
_SECRETS = Query(
    select(*_secret).where(_of_user, _is_totp, _confirmed).order_by(factors.c.created_at), SealedFactor
)
_FIND_WAITING = Query(
    select(*_secret).where(_of_user, _one, _waiting, factors.c.created_at > bindparam("since")), SealedFactor
)
_USE = Statement(
    update(factors).where(_one, _confirmed, factors.c.last_step < bindparam("step")).values(_used)
)
_CONFIRM = Query(
    update(factors)
    .where(_of_user, _one, _waiting)
    .values({**_used, "confirmed_at": bindparam("now")})
    .returning(*_shown),
    Factor,
)
_MARK_USED = Statement(update(factors).where(_one).values(last_used_at=bindparam("now")))
_RENAME = Query(
    update(factors).where(_of_user, _one, _confirmed).values(name=bindparam("new_name")).returning(*_shown),
    Factor,
)
_REMOVE = Statement(delete(factors).where(_of_user, _one, _confirmed))
_DROP_WAITING = Statement(delete(factors).where(_of_user, _waiting))
_ERASE = Statement(delete(factors).where(_of_user))
_ALL = Query(select(*_secret).where(_is_totp).order_by(factors.c.id).with_for_update(), SealedFactor)
_SEAL_ANEW = Statement(update(factors).where(_one).values(sealed=bindparam("anew")))
_PURGE = delete_some(factors, _waiting & (factors.c.created_at < bindparam("before")))


async def add_totp(
    tx: Transaction, factor_id: UUID, user_id: int, name: str, sealed: bytes, now: datetime
) -> None:
    """Store a factor that waits to be confirmed, in place of any other that does."""
    await tx.execute(_DROP_WAITING, of_user=user_id)
    await tx.execute(_ADD, id=factor_id, user_id=user_id, kind=TOTP, name=name, sealed=sealed, created_at=now)


async def list_confirmed(db: Reader, user_id: int) -> list[Factor]:
    return await db.all(_LIST, of_user=user_id)


async def count_confirmed(db: Reader, user_id: int) -> int:
    return int(await db.value(_COUNT, of_user=user_id))


async def kinds(db: Reader, user_id: int) -> set[str]:
    """The kinds of the user's confirmed factors."""
    return {row.kind for row in await db.all(_KINDS, of_user=user_id)}


async def secrets(db: Reader, user_id: int) -> list[SealedFactor]:
    """The confirmed authenticator apps of a user with their secrets."""
    return await db.all(_SECRETS, of_user=user_id)


async def find_waiting(db: Reader, user_id: int, factor_id: UUID, since: datetime) -> SealedFactor | None:
    """A factor of the user that was enrolled since then and waits to be confirmed."""
    return await db.one(_FIND_WAITING, of_user=user_id, factor_id=factor_id, since=since)


async def use(db: Writer, factor_id: UUID, step: int, now: datetime) -> bool:
    """Take the code of a step: only one of several parallel attempts may, and none for an earlier step."""
    return bool(await db.execute(_USE, factor_id=factor_id, step=step, now=now))


async def mark_used(tx: Transaction, factor_id: UUID, now: datetime) -> None:
    await tx.execute(_MARK_USED, factor_id=factor_id, now=now)


async def confirm(tx: Transaction, user_id: int, factor_id: UUID, step: int, now: datetime) -> Factor | None:
    """Let the factor count; the code that proves it is used up."""
    return await tx.one(_CONFIRM, of_user=user_id, factor_id=factor_id, step=step, now=now)


async def rename(db: Writer, user_id: int, factor_id: UUID, name: str) -> Factor | None:
    return await db.one(_RENAME, of_user=user_id, factor_id=factor_id, new_name=name)


async def remove(tx: Transaction, user_id: int, factor_id: UUID) -> bool:
    """Remove a confirmed factor of the user; False if there is none."""
    return bool(await tx.execute(_REMOVE, of_user=user_id, factor_id=factor_id))


async def erase(tx: Transaction, user_id: int) -> int:
    """Delete all factors of the user, and say how many there were."""
    return await tx.execute(_ERASE, of_user=user_id)


async def lock_all(tx: Transaction) -> list[SealedFactor]:
    """Everybody's authenticator apps, for sealing them anew."""
    return await tx.all(_ALL)


async def seal_anew(tx: Transaction, factor_id: UUID, sealed: bytes) -> None:
    await tx.execute(_SEAL_ANEW, factor_id=factor_id, anew=sealed)


async def purge(tx: Transaction, before: datetime) -> int:
    """Delete factors that were enrolled before then and never confirmed."""
    return await tx.execute(_PURGE, before=before)
