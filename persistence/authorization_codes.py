"""Authorization codes: what a person has allowed an application, until it fetches the tokens."""

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
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from gatehouse.persistence.database import Reader, Transaction, Writer
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, delete_some, insert_into
from gatehouse.persistence.users import users

authorization_codes = Table(
    "authorization_codes",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("application_id", BigInteger, ForeignKey("applications.id", ondelete="CASCADE"), nullable=False),
    Column("user_id", BigInteger, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("parent_id", Uuid, nullable=False),
    Column("redirect_uri", Text, nullable=False),
    Column("scope", ARRAY(Text), nullable=False),
    Column("nonce", Text),
    Column("code_challenge", Text, nullable=False),
    Column("amr", ARRAY(Text), nullable=False),
    Column("authenticated_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("session_id", Uuid),
    Index("ix_authorization_codes_user_id", "user_id"),
    Index("ix_authorization_codes_application_id", "application_id"),
    Index("ix_authorization_codes_expires_at", "expires_at"),
)
_codes = authorization_codes


class Allowed(NamedTuple):
    """What a person has allowed, in which browser session, and how they had signed in."""

    user_id: int
    parent_id: UUID
    redirect_uri: str
    scope: list[str]
    nonce: str | None
    code_challenge: str
    amr: list[str]
    authenticated_at: datetime


class Given(NamedTuple):
    """The session that a code gave."""

    user_id: int
    user_uuid: UUID
    session_id: UUID


_ADD = Statement(insert_into(_codes, "digest", "application_id", *Allowed._fields, "expires_at"))
_mine = (_codes.c.digest == bindparam("wanted")) & (_codes.c.application_id == bindparam("application"))
_USE = Query(
    update(_codes)
    .where(_mine, _codes.c.used_at.is_(None), _codes.c.expires_at > bindparam("now"))
    .values(used_at=bindparam("now"), session_id=bindparam("session"))
    .returning(*(_codes.c[name] for name in Allowed._fields)),
    Allowed,
)
_GAVE = Query(
    select(_codes.c.user_id, users.c.uuid.label("user_uuid"), _codes.c.session_id)
    .join_from(_codes, users)
    .where(_mine, _codes.c.session_id.is_not(None)),
    Given,
)
_ERASE = Statement(delete(_codes).where(_codes.c.user_id == bindparam("user_id")))
_PURGE = delete_some(_codes, _codes.c.expires_at < bindparam("before"))


async def add(db: Writer, digest: bytes, application_id: int, allowed: Allowed, expires_at: datetime) -> None:
    values = allowed._asdict()
    await db.execute(_ADD, digest=digest, application_id=application_id, expires_at=expires_at, **values)


async def use(
    tx: Transaction, digest: bytes, application_id: int, session_id: UUID, now: datetime
) -> Allowed | None:
    """Use up a code of the application for a session; one of all who try it gets it."""
    return await tx.one(_USE, wanted=digest, application=application_id, session=session_id, now=now)


async def gave(db: Reader, digest: bytes, application_id: int) -> Given | None:
    """The session that a used code gave, if it did."""
    return await db.one(_GAVE, wanted=digest, application=application_id)


async def erase(tx: Transaction, user_id: int) -> None:
    await tx.execute(_ERASE, user_id=user_id)


async def purge(tx: Transaction, before: datetime) -> int:
    return await tx.execute(_PURGE, before=before)
