"""Deleting expired rows, and keeping system roles up to date."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from gatehouse.core import clock
from gatehouse.core.permissions import SYSTEM_ROLES, USER
from gatehouse.core.settings import Settings
from gatehouse.domain.services import Services
from gatehouse.persistence import (
    api_keys,
    idempotency,
    limits,
    login_attempts,
    one_time_tokens,
    outbox,
    roles,
    sessions,
    signing_keys,
    user_counts,
)
from gatehouse.persistence.database import Database

_KEPT_AFTER_EXPIRY = timedelta(days=1)
_MAIL_KEPT = timedelta(days=7)
_FOLDED_AT_ONCE = 50_000  # takes a fraction of a second


async def purge(services: Services) -> dict[str, int]:
    """Delete expired rows; how many of each kind."""
    now = clock.now()
    purges = (
        ("sessions", sessions.purge, now - _KEPT_AFTER_EXPIRY),
        ("api_keys", api_keys.purge, now - _KEPT_AFTER_EXPIRY),
        ("one_time_tokens", one_time_tokens.purge, now - _KEPT_AFTER_EXPIRY),
        ("idempotency_keys", idempotency.purge, now),
        ("rate_limits", limits.purge, now),
        ("login_attempts", login_attempts.purge, now),
        ("signing_keys", signing_keys.purge, now),
        ("unsent_mails", outbox.purge, now - _MAIL_KEPT),
    )
    deleted: dict[str, int] = {}
    for kind, delete, before in purges:
        async with services.database.transaction() as tx:
            deleted[kind] = await delete(tx, before)
    deleted["folded_user_counts"] = 0
    while folded := await fold_user_counts(services):
        deleted["folded_user_counts"] += folded
    return deleted


async def fold_user_counts(services: Services) -> int:
    """Sum up some of the counts that triggers wrote; returns how many rows that saves."""
    async with services.database.transaction() as tx:
        return await user_counts.fold(tx, _FOLDED_AT_ONCE)


async def add_missing_roles(database: Database, settings: Settings) -> None:
    """Create the system roles that do not exist yet; the others stay as the running service set them."""
    async with database.transaction() as tx:
        for values in _system_roles(settings):
            await roles.add_missing(tx, values)


async def sync_system_roles(database: Database, settings: Settings) -> None:
    """Set system roles to what this version defines; a setting decides whether users may view others."""
    async with database.transaction() as tx:
        for values in _system_roles(settings):
            await roles.sync(tx, values)


def _system_roles(settings: Settings) -> Iterator[dict[str, Any]]:
    now = clock.now()
    for name, (description, permissions) in SYSTEM_ROLES.items():
        withheld = name == USER and not settings.users_may_read_users
        yield {
            "name": name,
            "description": description,
            "permissions": [] if withheld else permissions,
            "is_system": True,
            "created_at": now,
            "updated_at": now,
        }
