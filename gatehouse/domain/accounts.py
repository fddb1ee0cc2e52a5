"""Creating users, and changing their passwords."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from gatehouse.core import clock
from gatehouse.core.identity import email_key, fold
from gatehouse.core.permissions import SUPERUSER, USER
from gatehouse.domain import audit
from gatehouse.domain.new_passwords import hash_new
from gatehouse.domain.profiles import new_profile
from gatehouse.domain.services import Services
from gatehouse.domain.sessions import end_credentials
from gatehouse.persistence import roles, users
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.users import User

Json = dict[str, Any]


async def add_user(
    tx: Transaction,
    body: Mapping[str, Any],
    *,
    password_hash: str | None,
    role_names: list[str],
    status: str = "active",
    is_verified: bool = False,
) -> User:
    """Store a user with the fields of the body and these roles."""
    now = clock.now()
    user_id = await users.add(
        tx,
        {
            **new_profile(body),
            "uuid": uuid4(),
            "password_hash": password_hash,
            "status": status,
            "is_verified": is_verified,
            "created_at": now,
            "updated_at": now,
        },
    )
    for name in role_names:
        await roles.grant(tx, user_id, name)
    return await users.get(tx, user_id)


async def refuse_admin(services: Services, email: str, username: str) -> None:
    """Say what is wrong with the email address or username of a new account, if anything."""
    new_profile({"email": email, "username": username})
    await users.refuse_taken_email(services.database.read, email_key(email))
    await users.refuse_taken_username(services.database.read, fold(username))


async def create_admin(services: Services, email: str, username: str, password: str) -> User:
    """A superuser, created by someone who can run commands on the server."""
    body = {"email": email, "username": username}
    new_profile(body)
    password_hash = await hash_new(services, "operator", password, [email, username], "/password")
    async with services.database.transaction() as tx:
        user = await add_user(
            tx, body, password_hash=password_hash, role_names=[USER, SUPERUSER], is_verified=True
        )
        await audit.record(tx, "users.create", audit.SYSTEM, None, user.uuid, roles=user.roles)
    return user


async def has_admin(services: Services) -> bool:
    return await users.count_active_with_role(services.database.read, SUPERUSER) > 0


async def change_password(
    tx: Transaction, user_id: int, password_hash: str, *, extra: Json, keep_session: UUID | None
) -> None:
    """Store a new password, and end all other credentials of the user."""
    values = {"password_hash": password_hash, "must_reset_password": False, **extra}
    await users.change(tx, user_id, clock.now(), values)
    await end_credentials(tx, user_id, keep=keep_session)
