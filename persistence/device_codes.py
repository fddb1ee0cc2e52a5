"""Device codes: a device without a browser waits until somebody allows it with one (RFC 8628)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from gatehouse.persistence.applications import applications
from gatehouse.persistence.database import Reader, Transaction, Writer
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, delete_some, insert_into

device_codes = Table(
    "device_codes",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("user_code_digest", LargeBinary, nullable=False),
    Column("application_id", BigInteger, ForeignKey("applications.id", ondelete="CASCADE"), nullable=False),
    Column("scope", ARRAY(Text), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("pause_seconds", Integer, nullable=False),
    Column("polled_at", Moment),
    Column("decided_at", Moment),
    Column("user_id", BigInteger, ForeignKey("users.id", ondelete="CASCADE")),
    Column("parent_id", Uuid),
    Column("amr", ARRAY(Text)),
    Column("authenticated_at", Moment),
    Index("ix_device_codes_user_code_digest", "user_code_digest", unique=True),
    Index("ix_device_codes_application_id", "application_id"),
    Index("ix_device_codes_user_id", "user_id"),
    Index("ix_device_codes_expires_at", "expires_at"),
)
_codes = device_codes


class Waiting(NamedTuple):
    """What a device has asked for, as the person sees it who is to decide."""

    client_id: str
    scope: list[str]


class Polled(NamedTuple):
    """What has become of a device code when the device asks."""

    scope: list[str]
    pause_seconds: int
    polled_at: datetime | None
    expires_at: datetime
    decided_at: datetime | None
    user_id: int | None
    parent_id: UUID | None
    amr: list[str] | None
    authenticated_at: datetime | None


class Decision(NamedTuple):
    """Who has decided, in which browser session, and how they had signed in; nobody, if it was refused."""

    user_id: int | None
    parent_id: UUID | None
    amr: Sequence[str] | None
    authenticated_at: datetime | None
    scope: Sequence[str]


REFUSED = Decision(None, None, None, None, [])

_ADD = Statement(
    insert_into(
        _codes, "digest", "user_code_digest", "application_id", "scope", "expires_at", "pause_seconds"
    )
)
_undecided = (
    (_codes.c.user_code_digest == bindparam("wanted"))
    & _codes.c.decided_at.is_(None)
    & (_codes.c.expires_at > bindparam("now"))
)
_WAITING = Query(
    select(applications.c.client_id, _codes.c.scope)
    .join_from(_codes, applications)
    .where(_undecided, applications.c.is_active),
    Waiting,
)
_DECIDE = Statement(
    update(_codes)
    .where(_undecided)
    .values({name: bindparam(f"new_{name}") for name in Decision._fields} | {"decided_at": bindparam("now")})
)
_mine = (_codes.c.digest == bindparam("wanted")) & (_codes.c.application_id == bindparam("application"))
_LOCK = Query(select(*(_codes.c[name] for name in Polled._fields)).where(_mine).with_for_update(), Polled)
_POLL = Statement(
    update(_codes).where(_mine).values(polled_at=bindparam("now"), pause_seconds=bindparam("pause"))
)
_REMOVE = Statement(delete(_codes).where(_mine))
_ERASE = Statement(delete(_codes).where(_codes.c.user_id == bindparam("user")))
_PURGE = delete_some(_codes, _codes.c.expires_at < bindparam("before"))


async def add(
    db: Writer,
    digest: bytes,
    user_code_digest: bytes,
    application_id: int,
    scope: Sequence[str],
    expires_at: datetime,
    pause_seconds: int,
) -> None:
    await db.execute(
        _ADD,
        digest=digest,
        user_code_digest=user_code_digest,
        application_id=application_id,
        scope=scope,
        expires_at=expires_at,
        pause_seconds=pause_seconds,
    )


async def find_waiting(db: Reader, user_code_digest: bytes, now: datetime) -> Waiting | None:
    return await db.one(_WAITING, wanted=user_code_digest, now=now)


async def decide(tx: Transaction, user_code_digest: bytes, decision: Decision, now: datetime) -> bool:
    """False if there is nothing to decide: one decision counts."""
    values = {f"new_{name}": value for name, value in decision._asdict().items()}
    return bool(await tx.execute(_DECIDE, wanted=user_code_digest, now=now, **values))


async def lock(tx: Transaction, digest: bytes, application_id: int) -> Polled | None:
    return await tx.one(_LOCK, wanted=digest, application=application_id)


async def poll(tx: Transaction, digest: bytes, application_id: int, pause: int, now: datetime) -> None:
    """Note that the device has asked, and how long it has to wait from now on."""
    await tx.execute(_POLL, wanted=digest, application=application_id, pause=pause, now=now)


async def remove(tx: Transaction, digest: bytes, application_id: int) -> None:
    await tx.execute(_REMOVE, wanted=digest, application=application_id)


async def erase(tx: Transaction, user_id: int) -> None:
    await tx.execute(_ERASE, user=user_id)


async def purge(tx: Transaction, before: datetime) -> int:
    return await tx.execute(_PURGE, before=before)
