"""Permissions that applications define, for roles to bundle."""

from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Table,
    Text,
    bindparam,
    delete,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY

from gatehouse.contract.problems import Problem
from gatehouse.persistence.applications import applications
from gatehouse.persistence.database import Reader, Transaction
from gatehouse.persistence.schema import metadata
from gatehouse.persistence.statements import Query, Statement, insert_into

application_permissions = Table(
    "application_permissions",
    metadata,
    Column("name", Text(collation="C"), primary_key=True),
    Column("application_id", BigInteger, ForeignKey("applications.id", ondelete="CASCADE"), nullable=False),
    Column("description", Text, nullable=False),
    Index("ix_application_permissions_application_id", "application_id"),
)


class Permission(NamedTuple):
    """Something that an application lets its callers do."""

    name: str
    description: str


class Defined(NamedTuple):
    """A permission, and the application that defines it."""

    name: str
    description: str
    client_id: str


class _Owned(NamedTuple):
    application_id: int
    name: str
    description: str


_own = (application_permissions.c.name, application_permissions.c.description)
_of_applications = application_permissions.c.application_id == func.any(
    bindparam("application_ids", type_=ARRAY(BigInteger))
)
_LIST = Query(
    select(application_permissions.c.application_id, *_own)
    .where(_of_applications)
    .order_by(application_permissions.c.name),
    _Owned,
)
_ALL = Query(
    select(*_own, applications.c.client_id)
    .join_from(application_permissions, applications)
    .order_by(application_permissions.c.name),
    Defined,
)
_named = application_permissions.c.name == func.any(bindparam("names", type_=ARRAY(Text)))
_KNOWN = Query(select(*_own).where(_named).with_for_update(read=True), Permission)
_new = insert_into(application_permissions, "name", "application_id", "description")
_PUT = Statement(
    _new.on_conflict_do_update(
        index_elements=[application_permissions.c.name],
        set_={"description": _new.excluded.description},
        where=application_permissions.c.application_id == _new.excluded.application_id,
    )
)
_DELETE_OTHERS = Statement(
    delete(application_permissions).where(
        application_permissions.c.application_id == bindparam("of_application"), ~_named
    )
)


async def of(db: Reader, application_id: int) -> list[Permission]:
    """What one application defines, by name."""
    return (await of_each(db, [application_id])).get(application_id, [])


async def of_each(db: Reader, application_ids: list[int]) -> dict[int, list[Permission]]:
    """What several applications define."""
    found: dict[int, list[Permission]] = {}
    for row in await db.all(_LIST, application_ids=application_ids):
        found.setdefault(row.application_id, []).append(Permission(row.name, row.description))
    return found


async def list_all(db: Reader) -> list[Defined]:
    return await db.all(_ALL)


async def keep_known(tx: Transaction, names: list[str]) -> set[str]:
    """Which of these are defined; nobody removes those before the transaction ends."""
    return {each.name for each in await tx.all(_KNOWN, names=names)}


async def replace(tx: Transaction, application_id: int, permissions: list[Permission]) -> None:
    """Let the application define these and no others; `permission_taken` for one of another application."""
    names = [each.name for each in permissions]
    await tx.execute(_DELETE_OTHERS, of_application=application_id, names=names)
    for each in permissions:
        if not await tx.execute(_PUT, application_id=application_id, **each._asdict()):
            raise Problem("permission_taken", "Another application defines one of these permissions.")
