"""The status of an account: active, inactive, suspended, deleted, erased; and the last administrator."""

from typing import Any

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.core.permissions import SUPERUSER
from gatehouse.domain import audit
from gatehouse.domain.access import refuse_reaching_up
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.mailing import mail_reset
from gatehouse.domain.services import Services
from gatehouse.domain.sessions import end_credentials
from gatehouse.persistence import (
    api_keys,
    authorization_codes,
    consents,
    device_codes,
    factors,
    known_networks,
    one_time_tokens,
    outbox,
    recovery_codes,
    roles,
    sessions,
    users,
)
from gatehouse.persistence import audit as audit_log
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.users import User


async def lock_below(tx: Transaction, caller: Principal, user_id: int) -> User:
    """The user, locked, if the caller may change them."""
    user = await users.lock(tx, user_id)
    await refuse_reaching_up(tx, caller, user)
    return user


async def keep_an_admin(tx: Transaction, user: User) -> None:
    """`last_admin` if nobody could administer the service without this user; one such change at a time."""
    if SUPERUSER not in user.roles or user.status != "active":
        return
    await roles.lock(tx, SUPERUSER)
    if await users.count_active_with_role(tx, SUPERUSER) <= 1:
        raise Problem(
            "last_admin", "This is the last active superuser. Grant the role to someone else first."
        )


async def set_status(
    services: Services, client: Client, caller: Principal, user_id: int, status: str, action: str
) -> User:
    """Set the status of an account; only `active` ones can be used."""
    async with services.database.transaction() as tx:
        user = await lock_below(tx, caller, user_id)
        if user.status == status:
            return user
        if status != "active":
            await keep_an_admin(tx, user)
            await end_credentials(tx, user.id)
        changed = await users.change(tx, user.id, clock.now(), {"status": status})
        await audit.record(tx, action, client, caller, user.uuid)
        return changed


async def delete(services: Services, client: Client, caller: Principal, user_id: int, *, erase: bool) -> None:
    """Hide the account; with `erase`, also remove personal data. Both end every credential immediately."""
    if user_id == caller.user_id:
        raise Problem("cannot_delete_self", "You cannot delete your own account. Deactivate it instead.")
    async with services.database.transaction() as tx:
        user = await lock_below(tx, caller, user_id)
        await keep_an_admin(tx, user)
        await end_credentials(tx, user.id)
        values: dict[str, Any] = {"deleted_at": clock.now()}
        if erase:
            values |= await _erase(tx, user)
        await users.change(tx, user.id, clock.now(), values)
        await audit.record(tx, "users.delete", client, caller, user.uuid, erased=erase)


async def restore(services: Services, client: Client, caller: Principal, user_id: int) -> User:
    """Undo a deletion, unless the user was erased; does nothing if the user is not deleted."""
    async with services.database.transaction() as tx:
        await users.undelete(tx, user_id, clock.now())
        user = await lock_below(tx, caller, user_id)
        await audit.record(tx, "users.restore", client, caller, user.uuid)
        return user


async def force_password_reset(services: Services, client: Client, caller: Principal, user_id: int) -> None:
    """Block the password, and email a token to set a new one."""
    async with services.database.transaction() as tx:
        user = await lock_below(tx, caller, user_id)
        await end_credentials(tx, user.id)
        await users.change(tx, user.id, clock.now(), {"must_reset_password": True})
        await mail_reset(tx, user)
        await audit.record(tx, "users.force_password_reset", client, caller, user.uuid)
    services.postman.nudge()


async def _erase(tx: Transaction, user: User) -> dict[str, Any]:
    """Remove personal data from other tables, and return what replaces the columns of the user."""
    await sessions.erase(tx, user.id)
    await api_keys.erase(tx, user.id)
    await factors.erase(tx, user.id)
    await recovery_codes.erase(tx, user.id)
    await one_time_tokens.erase(tx, user.id)
    await known_networks.erase(tx, user.id)
    await outbox.erase(tx, user.email)
    await consents.erase(tx, user.id)
    await authorization_codes.erase(tx, user.id)
    await device_codes.erase(tx, user.id)
    await roles.revoke_all(tx, user.id)
    await audit_log.erase_addresses(tx, user.uuid)
    nobody = f"erased-{user.uuid}"
    return {
        "email": f"{nobody}@invalid",
        "email_key": nobody,
        "username": nobody,
        "username_key": nobody,
        "full_name": None,
        "full_name_key": "",
        "bio": None,
        "avatar_url": None,
        "metadata": {},
        "search_grams": [],
        "password_hash": None,
        "has_factor": False,
        "last_login_at": None,
        "erased_at": clock.now(),
    }
