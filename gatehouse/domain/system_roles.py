"""The roles of every installation: made when they are missing, changed only by those who ask for it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from gatehouse.core import clock
from gatehouse.core.permissions import DIRECTORY, SYSTEM_ROLES, USER
from gatehouse.core.settings import Settings
from gatehouse.domain import audit
from gatehouse.persistence import roles
from gatehouse.persistence.database import Database, Transaction
from gatehouse.persistence.roles import Role


class RoleChange(NamedTuple):
    """A system role whose permissions are not the ones of this version and these settings."""

    role: str
    missing: list[str]
    surplus: list[str]


async def add_missing(database: Database, settings: Settings) -> list[RoleChange]:
    """Create the system roles that do not exist; returns in what the others differ, and leaves them so."""
    async with database.transaction() as tx:
        return [change for _, change in await _differing(tx, settings)]


async def sync(database: Database, settings: Settings) -> list[RoleChange]:
    """Set the system roles to what this version and these settings define; returns what that changed."""
    async with database.transaction() as tx:
        differing = await _differing(tx, settings)
        for role, _ in differing:
            await roles.change(tx, role, clock.now())
            await audit.record(tx, "roles.sync", audit.SYSTEM, None, role.name, permissions=role.permissions)
    return [change for _, change in differing]


async def directory_is_open(database: Database, settings: Settings) -> bool:
    """Whether everyone with an account may read all users, as it is stored now."""
    await add_missing(database, settings)
    return DIRECTORY in (await roles.get(database.read, USER)).permissions


async def _differing(tx: Transaction, settings: Settings) -> list[tuple[Role, RoleChange]]:
    """The roles as they should be that are stored otherwise; a missing one is made."""
    differing = []
    for values in _defined(settings):
        await roles.add_missing(tx, values)
        stored = await roles.lock(tx, values["name"])
        wanted = stored._replace(description=values["description"], permissions=values["permissions"])
        missing, surplus = _beyond(wanted, stored), _beyond(stored, wanted)
        if missing or surplus:
            differing.append((wanted, RoleChange(stored.name, missing, surplus)))
    return differing


def _beyond(role: Role, other: Role) -> list[str]:
    return sorted(set(role.permissions) - set(other.permissions))


def _defined(settings: Settings) -> Iterator[dict[str, Any]]:
    now = clock.now()
    for name, (description, permissions) in SYSTEM_ROLES.items():
        withheld = name == USER and not settings.directory_is_open
        yield {
            "name": name,
            "description": description,
            "permissions": [] if withheld else permissions,
            "is_system": True,
            "created_at": now,
            "updated_at": now,
        }
