"""Granting and revoking roles: a change of permissions ends every credential issued before it."""

from collections.abc import Collection

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.core.permissions import PERMISSIONS, SUPERUSER
from gatehouse.domain import audit
from gatehouse.domain.access import refuse_escalation
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.lifecycle import keep_an_admin, lock_below
from gatehouse.domain.services import Services
from gatehouse.domain.sessions import end_credentials
from gatehouse.persistence import application_permissions, roles, users
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.roles import Role
from gatehouse.persistence.users import User


async def refuse_unheld(tx: Transaction, caller: Principal, permissions: Collection[str]) -> None:
    """Nobody puts a permission into a role, or takes it out, that they do not hold.

    Those of applications are kept until the transaction ends, so that no role has one that is gone.
    """
    refuse_escalation(caller, permissions)
    others = set(permissions) - PERMISSIONS.keys()
    if others and others != await application_permissions.keep_known(tx, sorted(others)):
        raise Problem("privilege_escalation", "An application no longer defines one of these permissions.")


async def assignable(tx: Transaction, caller: Principal, names: list[str]) -> list[Role]:
    """The roles of these names, if the caller may grant all of them."""
    found = await roles.list_named(tx, names)
    for role in found:
        refuse_escalation(caller, role.permissions)
        if role.name == SUPERUSER and not caller.is_superuser:
            raise Problem("privilege_escalation", "Only superusers grant or revoke this role.")
    return found


async def grant(services: Services, client: Client, caller: Principal, user_id: int, name: str) -> User:
    async with services.database.transaction() as tx:
        user = await lock_below(tx, caller, user_id)
        await assignable(tx, caller, [name])
        if not await roles.grant(tx, user.id, name):
            return user
        return await _rights_changed(tx, client, caller, user, "users.grant_role", name)


async def revoke(services: Services, client: Client, caller: Principal, user_id: int, name: str) -> User:
    async with services.database.transaction() as tx:
        user = await lock_below(tx, caller, user_id)
        await assignable(tx, caller, [name])
        if name == SUPERUSER:
            await keep_an_admin(tx, user)
        if not await roles.revoke(tx, user.id, name):
            return user
        return await _rights_changed(tx, client, caller, user, "users.revoke_role", name)


async def _rights_changed(
    tx: Transaction, client: Client, caller: Principal, user: User, action: str, role: str
) -> User:
    await end_credentials(tx, user.id)
    changed = await users.change(tx, user.id, clock.now(), {})
    await audit.record(tx, action, client, caller, user.uuid, role=role)
    return changed
