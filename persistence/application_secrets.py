"""Secrets of applications: stored as digests, several at once while they are exchanged."""

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

from gatehouse.persistence.database import Reader, Transaction, Writer
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, delete_some, insert_into

application_secrets = Table(
    "application_secrets",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("application_id", BigInteger, ForeignKey("applications.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("last_used_at", Moment),
    Index("ix_application_secrets_application_id", "application_id"),
)


class Secret(NamedTuple):
    """A secret, as administrators may see it."""

    id: UUID
    name: str
    prefix: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


_of_application = application_secrets.c.application_id == bindparam("of_application")
_not_expired = application_secrets.c.expires_at.is_(None) | (
    application_secrets.c.expires_at > bindparam("now")
)
_ADD = Statement(
    insert_into(
        application_secrets, "id", "application_id", "name", "prefix", "digest", "created_at", "expires_at"
    )
)
_LIST = Query(
    select(*(application_secrets.c[name] for name in Secret._fields))
    .where(_of_application, _not_expired)
    .order_by(application_secrets.c.created_at.desc(), application_secrets.c.id),
    Secret,
)
_COUNT = Statement(select(func.count()).where(_of_application, _not_expired))
_FIND = Statement(
    select(application_secrets.c.id).where(
        _of_application, application_secrets.c.digest == bindparam("wanted"), _not_expired
    )
)
_DELETE = Statement(
    delete(application_secrets).where(_of_application, application_secrets.c.id == bindparam("secret_id"))
)
_TOUCH = Statement(
    update(application_secrets)
    .where(application_secrets.c.id == bindparam("secret_id"))
    .values(last_used_at=bindparam("now"))
)
_PURGE = delete_some(application_secrets, application_secrets.c.expires_at < bindparam("before"))


async def add(tx: Transaction, application_id: int, secret: Secret, digest: bytes) -> None:
    values = secret._asdict()
    del values["last_used_at"]
    await tx.execute(_ADD, application_id=application_id, digest=digest, **values)


async def list_live(db: Reader, application_id: int, now: datetime) -> list[Secret]:
    """Those that have not expired, newest first."""
    return await db.all(_LIST, of_application=application_id, now=now)


async def count_live(db: Reader, application_id: int, now: datetime) -> int:
    return int(await db.value(_COUNT, of_application=application_id, now=now))


async def find(db: Reader, application_id: int, digest: bytes, now: datetime) -> UUID | None:
    """Which secret of the application this is, if it is one."""
    found: UUID | None = await db.value(_FIND, of_application=application_id, wanted=digest, now=now)
    return found


async def remove(tx: Transaction, application_id: int, secret_id: UUID) -> bool:
    """Revoke a secret; False if the application has no such secret."""
    return bool(await tx.execute(_DELETE, of_application=application_id, secret_id=secret_id))


async def touch(db: Writer, secret_id: UUID, now: datetime) -> None:
    await db.execute(_TOUCH, secret_id=secret_id, now=now)


async def purge(tx: Transaction, before: datetime) -> int:
    return await tx.execute(_PURGE, before=before)
