"""Users: the table, and every statement that reads or changes one."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Identity,
    Index,
    String,
    Table,
    Text,
    Update,
    Uuid,
    bindparam,
    func,
    insert,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from gatehouse.contract.problems import Problem
from gatehouse.persistence.audit import Act, audit_log
from gatehouse.persistence.database import Reader, Transaction, Writer
from gatehouse.persistence.roles import user_roles
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, any_key, insert_into

STATUSES = ("active", "inactive", "suspended", "pending_verification")

users = Table(
    "users",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("uuid", Uuid, nullable=False, unique=True),
    Column("email", Text, nullable=False),
    Column("email_key", Text(collation="C"), nullable=False),
    Column("username", Text, nullable=False),
    Column("username_key", Text(collation="C"), nullable=False),
    Column("full_name", Text),
    Column("full_name_key", Text(collation="C"), nullable=False),
    Column("bio", Text),
    Column("avatar_url", Text),
    Column("metadata", JSONB, nullable=False, server_default=text("'{}'")),
    Column("search_grams", ARRAY(Text), nullable=False),
    Column("roles", ARRAY(Text), nullable=False, server_default=text("'{}'")),  # kept by a trigger
    Column("status", String(20), nullable=False),
    Column("is_verified", Boolean, nullable=False),
    Column("email_set_by_admin", Boolean, nullable=False, server_default=text("false")),  # and not confirmed
    Column("password_hash", Text),
    Column("must_reset_password", Boolean, nullable=False, server_default=text("false")),
    Column("has_factor", Boolean, nullable=False, server_default=text("false")),  # a confirmed one
    Column("version", BigInteger, nullable=False, server_default=text("1")),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("last_login_at", Moment),
    Column("deleted_at", Moment),
    Column("erased_at", Moment),
    CheckConstraint(f"status IN {STATUSES}", name="status"),
    Index("uq_users_email_key", "email_key", unique=True),
    Index("uq_users_username_key", "username_key", unique=True),
    Index("ix_users_created_at_id", "created_at", "id"),
    Index("ix_users_updated_at_id", "updated_at", "id"),
    Index("ix_users_full_name_key_id", "full_name_key", "id"),
    Index("ix_users_not_active", "created_at", "id", postgresql_where=text("status <> 'active'")),
    Index("ix_users_not_verified", "created_at", "id", postgresql_where=text("NOT is_verified")),
    Index("ix_users_search_grams", "search_grams", postgresql_using="gin"),
)


class User(NamedTuple):
    """A user, without secrets."""

    id: int
    uuid: UUID
    email: str
    username: str
    full_name: str | None
    bio: str | None
    avatar_url: str | None
    metadata: dict[str, Any]
    status: str
    is_verified: bool
    created_at: datetime
    updated_at: datetime
    last_login_at: datetime | None
    version: int
    roles: list[str]


user_columns = [users.c[name] for name in User._fields]
_alive = users.c.deleted_at.is_(None)
is_usable = (users.c.status == literal("active")) & _alive & users.c.must_reset_password.is_(False)
"""Whether credentials of the account open anything."""
_TAKEN = {"uq_users_email_key": "email_taken", "uq_users_username_key": "username_taken"}

_GET = Query(select(*user_columns).where(users.c.id == any_key(BigInteger), _alive), User)
_LOCK = Statement(select(users.c.id).where(users.c.id == bindparam("user_id"), _alive).with_for_update())
_GET_BY_UUID = Query(
    select(users.c.uuid.label("key"), *user_columns).where(users.c.uuid == any_key(Uuid), _alive), User
)
_UNDELETE = Statement(
    update(users)
    .where(users.c.id == bindparam("user_id"), users.c.deleted_at.is_not(None), users.c.erased_at.is_(None))
    .values(deleted_at=None, updated_at=bindparam("now"), version=users.c.version + 1)
    .returning(users.c.version)
)
_HOLDER = {
    code: Statement(select(users.c.id).where(column == bindparam("key")))
    for code, column in (("email_taken", users.c.email_key), ("username_taken", users.c.username_key))
}
_ADD = Statement(
    insert_into(
        users,
        "uuid",
        "email",
        "email_key",
        "username",
        "username_key",
        "full_name",
        "full_name_key",
        "bio",
        "avatar_url",
        "metadata",
        "search_grams",
        "status",
        "is_verified",
        "password_hash",
        "created_at",
        "updated_at",
    ).returning(users.c.id)
)
_COUNT_ACTIVE_WITH_ROLE = Statement(
    select(func.count())
    .select_from(users.join(user_roles, user_roles.c.user_id == users.c.id))
    .where(user_roles.c.role == bindparam("role"), users.c.status == "active", _alive)
)


async def get(db: Reader, user_id: int) -> User:
    return _found(await db.by_key(_GET, user_id))


async def get_by_uuid(db: Reader, uuid: UUID) -> User:
    return _found(await db.by_key(_GET_BY_UUID, uuid))


async def lock(tx: Transaction, user_id: int) -> User:
    """The user with roles, locked until the transaction ends."""
    await tx.value(_LOCK, user_id=user_id)
    return await get(tx, user_id)


async def add(tx: Transaction, values: Mapping[str, Any]) -> int:
    """Store a new user and return its id, or `email_taken` or `username_taken`."""
    try:
        return int(await tx.value(_ADD, **values))
    except asyncpg.UniqueViolationError as error:
        raise _taken(_TAKEN[str(error.constraint_name)]) from None


async def refuse_taken_email(db: Reader, email_key: str) -> None:
    """`email_taken` if it is, by a deleted user too."""
    await _refuse_taken(db, "email_taken", email_key)


async def refuse_taken_username(db: Reader, username_key: str) -> None:
    """`username_taken` if it is, no matter what else is."""
    await _refuse_taken(db, "username_taken", username_key)


async def change(tx: Transaction, user_id: int, now: datetime, values: Mapping[str, Any]) -> User:
    """Set columns of a user and return the new version."""
    query = _change_query(tuple(sorted(values)))
    try:
        user = _found(await tx.one(query, user_id=user_id, now=now, **values))
    except asyncpg.UniqueViolationError as error:
        raise _taken(_TAKEN[str(error.constraint_name)]) from None
    await tx.announce(user.id, user.version)
    return user


async def change_as_seen(
    db: Writer, seen: User, now: datetime, values: Mapping[str, Any], act: Act
) -> User | None:
    """Set columns and record the action; None and no change if the user has changed since it was read."""
    query = _noted_change_query(tuple(sorted(values)))
    given = {**{f"act_{name}": value for name, value in act._asdict().items()}, **values}
    try:
        user = await db.one(query, user_id=seen.id, seen=seen.version, now=now, **given)
    except asyncpg.UniqueViolationError as error:
        raise _taken(_TAKEN[str(error.constraint_name)]) from None
    if user is not None:
        await db.announce(user.id, user.version)
    return user


async def undelete(tx: Transaction, user_id: int, now: datetime) -> None:
    """Undo the deletion of a user, unless their data was erased."""
    version = await tx.value(_UNDELETE, user_id=user_id, now=now)
    if version is not None:
        await tx.announce(user_id, version)


async def count_active_with_role(db: Reader, role: str) -> int:
    return int(await db.value(_COUNT_ACTIVE_WITH_ROLE, role=role))


def not_found() -> Problem:
    return Problem("user_not_found", "No such user.")


def _found(user: User | None) -> User:
    if user is None:
        raise not_found()
    return user


async def _refuse_taken(db: Reader, code: str, key: str) -> None:
    if await db.value(_HOLDER[code], key=key) is not None:
        raise _taken(code)


def _taken(code: str) -> Problem:
    what = "email address" if code == "email_taken" else "username"
    return Problem(code, f"Another account uses this {what}.")


@cache
def _change_query(names: tuple[str, ...]) -> Query[User]:
    return Query(_changing(names).returning(*user_columns), User)


@cache
def _noted_change_query(names: tuple[str, ...]) -> Query[User]:
    as_seen = _changing(names).where(users.c.version == bindparam("seen"), _alive)
    changed = as_seen.returning(*user_columns).cte("changed")
    act = [bindparam(f"act_{name}", type_=audit_log.c[name].type) for name in Act._fields]
    noted = insert(audit_log).from_select(Act._fields, select(*act).select_from(changed)).cte("noted")
    return Query(select(changed).add_cte(noted), User)


def _changing(names: tuple[str, ...]) -> Update:
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    version = {"updated_at": bindparam("now"), "version": users.c.version + 1}
    return update(users).where(users.c.id == bindparam("user_id")).values({**values, **version})
