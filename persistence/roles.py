"""Roles, and which users have them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    union,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from gatehouse.contract.problems import Problem
from gatehouse.core.permissions import SUPERUSER
from gatehouse.persistence.application_permissions import application_permissions
from gatehouse.persistence.application_roles import application_roles
from gatehouse.persistence.database import Reader, Transaction
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, insert_into

roles = Table(
    "roles",
    metadata,
    Column("name", Text(collation="C"), primary_key=True),
    Column("description", Text),
    Column("permissions", ARRAY(Text), nullable=False),
    Column("is_system", Boolean, nullable=False),
    Column("version", BigInteger, nullable=False, server_default=text("1")),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

user_roles = Table(
    "user_roles",
    metadata,
    Column("user_id", BigInteger, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Text(collation="C"), ForeignKey("roles.name"), primary_key=True),
    Index("ix_user_roles_role_user_id", "role", "user_id"),
)


rights = Table(  # one row; a trigger changes it with every change of a role
    "rights",
    metadata,
    Column("version", Uuid, nullable=False),
)


class Allowed(NamedTuple):
    """What some roles allow together, and which version of all roles that is."""

    permissions: list[str]
    version: UUID | None


class Role(NamedTuple):
    """A named set of permissions."""

    name: str
    description: str | None
    permissions: list[str]
    is_system: bool
    created_at: datetime
    updated_at: datetime
    version: int


current_version = select(rights.c.version).scalar_subquery()
_columns = [roles.c[name] for name in Role._fields]
_by_name = select(*_columns).where(roles.c.name == bindparam("name"))
_GET = Query(_by_name, Role)
_LOCK = Query(_by_name.with_for_update(), Role)
_named = roles.c.name == func.any(bindparam("names", type_=ARRAY(Text)))
_GET_SEVERAL = Query(
    select(*_columns).where(_named).order_by(roles.c.name),
    Role,
)
_PAGE = Query(
    select(*_columns)
    .where(roles.c.name > bindparam("after"))
    .order_by(roles.c.name)
    .limit(bindparam("limit")),
    Role,
)
_new = insert_into(roles, "name", "description", "permissions", "is_system", "created_at", "updated_at")
_ADD = Statement(_new.on_conflict_do_nothing())
_CHANGE = Statement(
    update(roles)
    .where(roles.c.name == bindparam("role"))
    .values(
        description=bindparam("description"),
        permissions=bindparam("permissions"),
        updated_at=bindparam("updated_at"),
        version=roles.c.version + 1,
    )
)
_DELETE = Statement(delete(roles).where(roles.c.name == bindparam("role")))
_GRANT = Statement(insert_into(user_roles, "user_id", "role").on_conflict_do_nothing())
_REVOKE = Statement(
    delete(user_roles).where(
        user_roles.c.user_id == bindparam("user_id"), user_roles.c.role == bindparam("role")
    )
)
_REVOKE_ALL = Statement(delete(user_roles).where(user_roles.c.user_id == bindparam("user_id")))
_in_roles = select(func.unnest(roles.c.permissions)).where(_named)
_of_superusers = select(application_permissions.c.name).where(
    literal(SUPERUSER) == func.any(bindparam("names", type_=ARRAY(Text)))
)
_granted = union(_in_roles, _of_superusers)
_ALLOWED = Query(
    select(
        func.array(_granted.scalar_subquery()).label("permissions"),
        current_version.label("version"),
    ),
    Allowed,
)
_somebody_has_it = or_(
    exists().where(user_roles.c.role == bindparam("role")),
    exists().where(application_roles.c.role == bindparam("role")),
)
_IN_USE = Statement(select(_somebody_has_it))
_ALLOW_ANY = Statement(
    select(exists().where(roles.c.permissions.overlap(bindparam("names", type_=ARRAY(Text)))))
)


async def get(db: Reader, name: str) -> Role:
    return _found(await db.one(_GET, name=name))


async def allowed(db: Reader, names: list[str]) -> Allowed:
    """What the roles with these names allow now."""
    found = await db.one(_ALLOWED, names=names)
    assert found is not None  # noqa: S101 - a query without a condition has a row
    return found


async def allow_any(tx: Transaction, names: list[str]) -> bool:
    """Whether some role has one of these permissions."""
    return bool(await tx.value(_ALLOW_ANY, names=names))


async def lock(tx: Transaction, name: str) -> Role:
    """The role, locked until the transaction ends."""
    return _found(await tx.one(_LOCK, name=name))


async def list_named(db: Reader, names: list[str]) -> list[Role]:
    """All of the roles with these names; `role_not_found` if one does not exist."""
    named = await db.all(_GET_SEVERAL, names=names)
    if len(named) < len(set(names)):
        raise _not_found()
    return named


async def missing(db: Reader, names: list[str]) -> list[str]:
    """Those of these names that no role has."""
    found = {role.name for role in await db.all(_GET_SEVERAL, names=names)}
    return [name for name in names if name not in found]


async def page(db: Reader, after: str, limit: int) -> list[Role]:
    return await db.all(_PAGE, after=after, limit=limit)


async def add(tx: Transaction, values: Mapping[str, Any]) -> None:
    if not await tx.execute(_ADD, **values):
        raise Problem("role_exists", "A role with this name already exists.")


async def add_missing(tx: Transaction, values: Mapping[str, Any]) -> None:
    """Store the role unless there is one of its name."""
    await tx.execute(_ADD, **values)


async def change(tx: Transaction, role: Role, now: datetime) -> None:
    await tx.execute(
        _CHANGE, role=role.name, description=role.description, permissions=role.permissions, updated_at=now
    )


async def delete_unused(tx: Transaction, name: str) -> None:
    """Delete the role; `role_in_use` while any user or application has it."""
    if await tx.value(_IN_USE, role=name):
        raise _in_use()
    try:
        await tx.execute(_DELETE, role=name)
    except asyncpg.ForeignKeyViolationError:
        raise _in_use() from None


async def grant(tx: Transaction, user_id: int, role: str) -> bool:
    """Grant the role; False if the user has it already."""
    return bool(await tx.execute(_GRANT, user_id=user_id, role=role))


async def revoke(tx: Transaction, user_id: int, role: str) -> bool:
    """Revoke the role; False if the user does not have it."""
    return bool(await tx.execute(_REVOKE, user_id=user_id, role=role))


async def revoke_all(tx: Transaction, user_id: int) -> None:
    await tx.execute(_REVOKE_ALL, user_id=user_id)


def _found(role: Role | None) -> Role:
    if role is None:
        raise _not_found()
    return role


def _not_found() -> Problem:
    return Problem("role_not_found", "No such role.")


def _in_use() -> Problem:
    return Problem("role_in_use", "Users or applications still have this role. Revoke it from them first.")
