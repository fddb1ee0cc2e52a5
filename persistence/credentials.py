"""What sign-in needs to know about accounts: the part of a user that has secrets."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select

from gatehouse.persistence.database import Reader, Transaction
from gatehouse.persistence.statements import Query
from gatehouse.persistence.users import users


class Credentials(NamedTuple):
    """What sign-in needs to know about an account."""

    user_id: int
    uuid: UUID
    email: str
    username: str
    full_name: str | None
    password_hash: str | None
    status: str
    is_verified: bool
    email_set_by_admin: bool
    must_reset_password: bool
    has_factor: bool


_alive = users.c.deleted_at.is_(None)
_columns = (
    users.c.id.label("user_id"),
    users.c.uuid,
    users.c.email,
    users.c.username,
    users.c.full_name,
    users.c.password_hash,
    users.c.status,
    users.c.is_verified,
    users.c.email_set_by_admin,
    users.c.must_reset_password,
    users.c.has_factor,
)
_GET = {
    column.name: Query(select(*_columns).where(column == bindparam("key"), _alive), Credentials)
    for column in (users.c.email_key, users.c.username_key, users.c.id)
}
_LOCK = {
    column.name: Query(
        select(*_columns).where(column == bindparam("key"), _alive).with_for_update(),
        Credentials,
    )
    for column in (users.c.email_key, users.c.id)
}


async def by_email(db: Reader, email_key: str) -> Credentials | None:
    return await _find(db, "email_key", email_key)


async def by_username(db: Reader, username_key: str) -> Credentials | None:
    return await _find(db, "username_key", username_key)


async def by_id(db: Reader, user_id: int) -> Credentials | None:
    return await _find(db, "id", user_id)


async def lock(tx: Transaction, user_id: int) -> Credentials | None:
    """What sign-in needs to know, locked until the transaction ends."""
    return await tx.one(_LOCK["id"], key=user_id)


async def lock_by_email(tx: Transaction, email_key: str) -> Credentials | None:
    """The account that has this address, which it keeps until the transaction ends."""
    return await tx.one(_LOCK["email_key"], key=email_key)


async def _find(db: Reader, column: str, key: str | int) -> Credentials | None:
    return await db.one(_GET[column], key=key)
