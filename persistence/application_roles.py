"""Which roles service accounts have."""

from typing import NamedTuple

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text, bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from gatehouse.persistence.database import Reader, Transaction
from gatehouse.persistence.schema import metadata
from gatehouse.persistence.statements import Query, Statement, insert_into

application_roles = Table(
    "application_roles",
    metadata,
    Column("application_id", BigInteger, ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Text(collation="C"), ForeignKey("roles.name"), primary_key=True),
    Index("ix_application_roles_role", "role"),
)


class _Held(NamedTuple):
    application_id: int
    role: str


_of_applications = application_roles.c.application_id == func.any(
    bindparam("application_ids", type_=ARRAY(BigInteger))
)
_LIST = Query(
    select(application_roles.c.application_id, application_roles.c.role)
    .where(_of_applications)
    .order_by(application_roles.c.role),
    _Held,
)
_GRANT = Statement(insert_into(application_roles, "application_id", "role").on_conflict_do_nothing())
_REVOKE = Statement(
    delete(application_roles).where(
        application_roles.c.application_id == bindparam("of_application"),
        application_roles.c.role == bindparam("named"),
    )
)


async def of(db: Reader, application_id: int) -> list[str]:
    """The roles of one application, by name."""
    return (await of_each(db, [application_id])).get(application_id, [])


async def of_each(db: Reader, application_ids: list[int]) -> dict[int, list[str]]:
    """The roles of several applications."""
    found: dict[int, list[str]] = {}
    for row in await db.all(_LIST, application_ids=application_ids):
        found.setdefault(row.application_id, []).append(row.role)
    return found


async def grant(tx: Transaction, application_id: int, role: str) -> bool:
    """Grant the role; False if the application has it already."""
    return bool(await tx.execute(_GRANT, application_id=application_id, role=role))


async def revoke(tx: Transaction, application_id: int, role: str) -> bool:
    """Revoke the role; False if the application does not have it."""
    return bool(await tx.execute(_REVOKE, of_application=application_id, named=role))
