"""Roles and the closed list of permissions."""

from typing import NotRequired, TypedDict

from gatehouse.contract.answer import Answer
from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.core.permissions import PERMISSIONS
from gatehouse.domain import audit, paging
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.idempotency import idempotent
from gatehouse.domain.role_grants import refuse_unheld
from gatehouse.domain.services import Services
from gatehouse.domain.views import require_match, role_answer, role_body, role_etag
from gatehouse.persistence import application_permissions, roles
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.roles import Role

_ORDER = "name"


class CreateRoleBody(TypedDict):
    name: str
    description: NotRequired[str | None]
    permissions: list[str]


class UpdateRoleBody(TypedDict):
    description: NotRequired[str | None]
    permissions: NotRequired[list[str]]


async def list_(services: Services, limit: int, cursor: str | None = None) -> Answer:
    """One page of the roles, by name."""
    position = paging.read_position(services.vault, _ORDER, cursor)
    rows = await roles.page(services.database.read, position[0] if position else "", limit + 1)
    page = rows[:limit]
    next_cursor = paging.write_position(services.vault, _ORDER, page[-1].name) if len(rows) > limit else None
    body = {"items": [role_body(role) for role in page], "next_cursor": next_cursor}
    return Answer(body, 200, paging.next_link("/admin/roles", {"limit": limit}, next_cursor))


@idempotent
async def create(
    services: Services,
    client: Client,
    caller: Principal,
    body: CreateRoleBody,
) -> Answer:
    """Create a role from permissions that the caller holds."""
    now = clock.now()
    async with services.database.transaction() as tx:
        await refuse_unheld(tx, caller, body["permissions"])
        await roles.add(
            tx,
            {
                "name": body["name"],
                "description": body.get("description"),
                "permissions": sorted(body["permissions"]),
                "is_system": False,
                "created_at": now,
                "updated_at": now,
            },
        )
        await audit.record(
            tx, "roles.create", client, caller, body["name"], permissions=sorted(body["permissions"])
        )
        role = await roles.get(tx, body["name"])
    return role_answer(role, 201, Location=f"/admin/roles/{role.name}")


async def get(services: Services, role: str) -> Answer:
    """One role."""
    return role_answer(await roles.get(services.database.read, role))


async def update(
    services: Services,
    client: Client,
    caller: Principal,
    role: str,
    body: UpdateRoleBody,
    if_match: str | None = None,
) -> Answer:
    """Update a role; takes effect with the next request of everyone who has it."""
    async with services.database.transaction() as tx:
        stored = await _lock_own(tx, role)
        require_match(if_match, role_etag(stored))
        permissions = sorted(body.get("permissions", stored.permissions))
        await refuse_unheld(tx, caller, set(permissions) ^ set(stored.permissions))
        description = body.get("description", stored.description)
        await roles.change(tx, stored._replace(permissions=permissions, description=description), clock.now())
        await audit.record(tx, "roles.update", client, caller, role, permissions=permissions)
        changed = await roles.get(tx, role)
    return role_answer(changed)


async def delete(services: Services, client: Client, caller: Principal, role: str) -> Answer:
    """Delete a role that nobody has."""
    async with services.database.transaction() as tx:
        await _lock_own(tx, role)
        await roles.delete_unused(tx, role)
        await audit.record(tx, "roles.delete", client, caller, role)
    return Answer(status=204)


async def list_permissions(services: Services) -> Answer:
    """Every permission of the service, then those of applications."""
    own = [
        {"name": name, "description": description, "client_id": None}
        for name, description in PERMISSIONS.items()
    ]
    defined = await application_permissions.list_all(services.database.read)
    return Answer({"items": [*own, *(each._asdict() for each in defined)]})


async def _lock_own(tx: Transaction, name: str) -> Role:
    """The role, unless it is a system role."""
    role = await roles.lock(tx, name)
    if role.is_system:
        raise Problem("system_role", "System roles cannot be changed or deleted.")
    return role
