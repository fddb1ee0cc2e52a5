"""Public keys of applications, which sign assertions in place of sending a secret."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import asyncpg
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    bindparam,
    delete,
    func,
    select,
    update,
)

from gatehouse.contract.problems import Problem
from gatehouse.persistence.database import Reader, Transaction, Writer
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, insert_into

application_keys = Table(
    "application_keys",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("application_id", BigInteger, ForeignKey("applications.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("kid", Text, nullable=False),
    Column("algorithm", String(20), nullable=False),
    Column("public_jwk", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("last_used_at", Moment),
    UniqueConstraint("application_id", "kid", name="uq_application_keys_application_id_kid"),
)


class Key(NamedTuple):
    """A public key, as JSON."""

    id: UUID
    name: str
    kid: str
    algorithm: str
    public_jwk: str
    created_at: datetime
    last_used_at: datetime | None


_of_application = application_keys.c.application_id == bindparam("of_application")
_ADD = Statement(
    insert_into(
        application_keys, "id", "application_id", "name", "kid", "algorithm", "public_jwk", "created_at"
    )
)
_LIST = Query(
    select(*(application_keys.c[name] for name in Key._fields))
    .where(_of_application)
    .order_by(application_keys.c.created_at.desc(), application_keys.c.id),
    Key,
)
_COUNT = Statement(select(func.count()).where(_of_application))
_DELETE = Statement(
    delete(application_keys).where(_of_application, application_keys.c.id == bindparam("key_id"))
)
_TOUCH = Statement(
    update(application_keys)
    .where(application_keys.c.id == bindparam("key_id"))
    .values(last_used_at=bindparam("now"))
)


async def add(tx: Transaction, application_id: int, key: Key) -> None:
    values = key._asdict()
    del values["last_used_at"]
    try:
        await tx.execute(_ADD, application_id=application_id, **values)
    except asyncpg.UniqueViolationError:
        raise Problem("key_exists", "The application has a key with this kid.") from None


async def list_all(db: Reader, application_id: int) -> list[Key]:
    """Newest first."""
    return await db.all(_LIST, of_application=application_id)


async def count(db: Reader, application_id: int) -> int:
    return int(await db.value(_COUNT, of_application=application_id))


async def remove(tx: Transaction, application_id: int, key_id: UUID) -> bool:
    """Remove a key; False if the application has no such key."""
    return bool(await tx.execute(_DELETE, of_application=application_id, key_id=key_id))


async def touch(db: Writer, key_id: UUID, now: datetime) -> None:
    await db.execute(_TOUCH, key_id=key_id, now=now)
