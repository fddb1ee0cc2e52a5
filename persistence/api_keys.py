"""API keys: stored as digests, shown by prefix."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from gatehouse.persistence.database import Reader, Transaction, Writer
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, delete_some, insert_into

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("user_id", BigInteger, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False, unique=True),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("last_used_at", Moment),
    Column("revoked_at", Moment),
    Index("ix_api_keys_user_id", "user_id", "created_at"),
)


class ApiKey(NamedTuple):
    """An API key, as its owner may see it."""

    id: UUID
    name: str
    prefix: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


_live_of_user = (api_keys.c.user_id == bindparam("user_id")) & api_keys.c.revoked_at.is_(None)
_not_expired = api_keys.c.expires_at.is_(None) | (api_keys.c.expires_at > bindparam("now"))
_ADD = Statement(
    insert_into(api_keys, "id", "user_id", "name", "prefix", "digest", "scopes", "created_at", "expires_at")
)
_LIST = Query(
    select(*(api_keys.c[name] for name in ApiKey._fields))
    .where(_live_of_user, _not_expired)
    .order_by(api_keys.c.created_at.desc(), api_keys.c.id),
    ApiKey,
)
_COUNT = Statement(select(func.count()).where(_live_of_user, _not_expired))
_REVOKE = Statement(
    update(api_keys)
    .where(_live_of_user, api_keys.c.id == bindparam("key_id"))
    .values(revoked_at=bindparam("now"))
)
_REVOKE_ALL = Statement(update(api_keys).where(_live_of_user).values(revoked_at=bindparam("now")))
_TOUCH = Statement(
    update(api_keys).where(api_keys.c.id == bindparam("key_id")).values(last_used_at=bindparam("now"))
)
_ERASE = Statement(delete(api_keys).where(api_keys.c.user_id == bindparam("user_id")))
_PURGE = delete_some(
    api_keys, (api_keys.c.expires_at < bindparam("before")) | (api_keys.c.revoked_at < bindparam("before"))
)


async def add(tx: Transaction, user_id: int, key: ApiKey, digest: bytes) -> None:
    await tx.execute(
        _ADD,
        id=key.id,
        user_id=user_id,
        name=key.name,
        prefix=key.prefix,
        digest=digest,
        scopes=key.scopes,
        created_at=key.created_at,
        expires_at=key.expires_at,
    )


async def list_live(db: Reader, user_id: int, now: datetime) -> list[ApiKey]:
    """Active keys, newest first."""
    return await db.all(_LIST, user_id=user_id, now=now)


async def count_live(db: Reader, user_id: int, now: datetime) -> int:
    return int(await db.value(_COUNT, user_id=user_id, now=now))


async def revoke(tx: Transaction, user_id: int, key_id: UUID, now: datetime) -> bool:
    """Revoke a key of the user; False if there is none."""
    return bool(await tx.execute(_REVOKE, user_id=user_id, key_id=key_id, now=now))


async def revoke_all(tx: Transaction, user_id: int, now: datetime) -> None:
    await tx.execute(_REVOKE_ALL, user_id=user_id, now=now)


async def touch(db: Writer, key_id: UUID, now: datetime) -> None:
    await db.execute(_TOUCH, key_id=key_id, now=now)


async def erase(tx: Transaction, user_id: int) -> None:
    await tx.execute(_ERASE, user_id=user_id)


async def purge(tx: Transaction, before: datetime) -> int:
    return await tx.execute(_PURGE, before=before)
