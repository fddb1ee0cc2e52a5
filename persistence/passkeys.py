"""Passkeys: the public keys of second factors, and how often their authenticators say they have signed."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    Text,
    Uuid,
    bindparam,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from gatehouse.persistence.database import Reader, Transaction
from gatehouse.persistence.factors import PASSKEY, Factor, factors, mark_used
from gatehouse.persistence.schema import metadata
from gatehouse.persistence.statements import Query, Statement, insert_into

passkeys = Table(
    "passkeys",
    metadata,
    Column("factor_id", Uuid, ForeignKey("factors.id", ondelete="CASCADE"), primary_key=True),
    Column("credential_id", LargeBinary, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("backup_eligible", Boolean, nullable=False),
    Column("backed_up", Boolean, nullable=False),
    Column("transports", ARRAY(Text), nullable=False),
    Index("ix_passkeys_credential_id", "credential_id", unique=True),
)


class Passkey(NamedTuple):
    """What an authenticator gave when it made the key pair."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    backup_eligible: bool
    backed_up: bool
    transports: list[str]


class Descriptor(NamedTuple):
    """What a browser needs to find a passkey."""

    credential_id: bytes
    transports: list[str]


class PublicKey(NamedTuple):
    """The key that proves who has signed."""

    factor_id: UUID
    public_key: bytes


_of_user = factors.c.user_id == bindparam("of_user")
_joined = passkeys.join(factors, factors.c.id == passkeys.c.factor_id)
_ADD_FACTOR = Query(
    insert_into(factors, "id", "user_id", "kind", "name", "created_at", "confirmed_at")
    .values(last_step=literal_column("0"))
    .returning(*(factors.c[name] for name in Factor._fields)),
    Factor,
)
_ADD = Statement(insert_into(passkeys, "factor_id", *Passkey._fields).on_conflict_do_nothing())
_LIST = Query(
    select(*(passkeys.c[name] for name in Descriptor._fields))
    .select_from(_joined)
    .where(_of_user)
    .order_by(factors.c.created_at, factors.c.id),
    Descriptor,
)
_FIND = Query(
    select(*(passkeys.c[name] for name in PublicKey._fields))
    .select_from(_joined)
    .where(_of_user, passkeys.c.credential_id == bindparam("wanted")),
    PublicKey,
)
_OWNER = Statement(
    select(factors.c.user_id).select_from(_joined).where(passkeys.c.credential_id == bindparam("wanted"))
)
_count = bindparam("count", type_=BigInteger)
_USE = Statement(
    update(passkeys)
    .where(
        passkeys.c.factor_id == bindparam("wanted"),
        # Many authenticators do not count: they say 0 each time.
        or_(passkeys.c.sign_count < _count, (passkeys.c.sign_count == 0) & (_count == 0)),
    )
    .values(sign_count=_count, backed_up=bindparam("is_backed_up"))
)


async def add(
    tx: Transaction, factor_id: UUID, user_id: int, name: str, passkey: Passkey, now: datetime
) -> Factor | None:
    """Store a passkey, which counts at once; None if some account has it already."""
    factor = await tx.one(
        _ADD_FACTOR,
        id=factor_id,
        user_id=user_id,
        kind=PASSKEY,
        name=name,
        created_at=now,
        confirmed_at=now,
    )
    return factor if await tx.execute(_ADD, factor_id=factor_id, **passkey._asdict()) else None


async def list_of(db: Reader, user_id: int) -> list[Descriptor]:
    """The passkeys of a user, oldest first."""
    return await db.all(_LIST, of_user=user_id)


async def find(db: Reader, user_id: int, credential_id: bytes) -> PublicKey | None:
    """A passkey of the user; nobody else's."""
    return await db.one(_FIND, of_user=user_id, wanted=credential_id)


async def owner(db: Reader, credential_id: bytes) -> int | None:
    """Whose passkey it is."""
    found: int | None = await db.value(_OWNER, wanted=credential_id)
    return found


async def use(tx: Transaction, factor_id: UUID, count: int, now: datetime, *, backed_up: bool) -> bool:
    """Take a signature; False if its count is none after the last one, as that of a copied key is."""
    taken = await tx.execute(_USE, wanted=factor_id, count=count, is_backed_up=backed_up)
    if taken:
        await mark_used(tx, factor_id, now)
    return bool(taken)
