"""Consents: what people have allowed which application."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text, bindparam, delete, select
from sqlalchemy.dialects.postgresql import ARRAY

from gatehouse.persistence.applications import applications
from gatehouse.persistence.database import Reader, Transaction
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, insert_into

consents = Table(
    "consents",
    metadata,
    Column("user_id", BigInteger, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("application_id", BigInteger, ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True),
    Column("scope", ARRAY(Text), nullable=False),
    Column("given_at", Moment, nullable=False),
    Index("ix_consents_application_id", "application_id"),
)


class Consent(NamedTuple):
    """What somebody has allowed an application."""

    client_id: str
    application: str
    scope: list[str]
    given_at: datetime


_of_user = consents.c.user_id == bindparam("user")
_of_both = _of_user & (consents.c.application_id == bindparam("application"))
_SCOPE = Statement(select(consents.c.scope).where(_of_both))
_new = insert_into(consents, "user_id", "application_id", "scope", "given_at")
_GIVE = Statement(
    _new.on_conflict_do_update(
        index_elements=["user_id", "application_id"],
        set_={"scope": _new.excluded.scope, "given_at": _new.excluded.given_at},
    )
)
_LIST = Query(
    select(
        applications.c.client_id,
        applications.c.name.label("application"),
        consents.c.scope,
        consents.c.given_at,
    )
    .join_from(consents, applications)
    .where(_of_user)
    .order_by(applications.c.name, applications.c.id),
    Consent,
)
_WITHDRAW = Statement(delete(consents).where(_of_both))
_ERASE = Statement(delete(consents).where(_of_user))


async def scope_of(db: Reader, user_id: int, application_id: int) -> list[str]:
    """What the user has allowed the application so far."""
    return await db.value(_SCOPE, user=user_id, application=application_id) or []


async def give(
    tx: Transaction, user_id: int, application_id: int, scope: Sequence[str], now: datetime
) -> None:
    await tx.execute(_GIVE, user_id=user_id, application_id=application_id, scope=scope, given_at=now)


async def list_all(db: Reader, user_id: int) -> list[Consent]:
    return await db.all(_LIST, user=user_id)


async def withdraw(tx: Transaction, user_id: int, application_id: int) -> bool:
    """False if there was nothing to withdraw."""
    return bool(await tx.execute(_WITHDRAW, user=user_id, application=application_id))


async def erase(tx: Transaction, user_id: int) -> None:
    await tx.execute(_ERASE, user=user_id)
