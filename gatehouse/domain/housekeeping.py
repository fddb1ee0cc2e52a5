"""Deleting expired rows."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from gatehouse.core import clock
from gatehouse.domain.limits import Budget
from gatehouse.domain.services import Services
from gatehouse.persistence import (
    api_keys,
    application_secrets,
    application_signing_keys,
    audit,
    authorization_codes,
    device_codes,
    factors,
    idempotency,
    limits,
    login_attempts,
    logout_notices,
    one_time_tokens,
    outbox,
    passkey_challenges,
    registrations,
    sessions,
    signing_keys,
    used_assertions,
    user_counts,
)
from gatehouse.persistence.database import Database, Transaction
from gatehouse.persistence.statements import DELETED_AT_ONCE

Delete = Callable[[Transaction, datetime], Awaitable[int]]

_log = structlog.get_logger("gatehouse.housekeeping")

_KEPT_AFTER_EXPIRY = timedelta(days=1)
_MAIL_KEPT = timedelta(days=7)
_REGISTRATION_KEPT = timedelta(days=30)
_DAILY = Budget(1, timedelta(days=1))
_LOOK_SECONDS = 600.0
_FOLDED_AT_ONCE = 50_000  # takes a fraction of a second


async def keep_house(services: Services) -> None:
    """Purge once a day, whichever process of all comes first; until cancelled.

    The day is taken from a budget that all processes share, as requests are from a limit.
    """
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        try:
            if await _is_due(services):
                _log.info("purged", **await purge(services))
        except Exception as error:
            _log.warning("purge_failed", reason=type(error).__name__)


async def _is_due(services: Services) -> bool:
    key = services.vault.mac("housekeeping", b"")
    return await _DAILY.allows(services.database.autocommit, key)


async def purge(services: Services) -> dict[str, int]:
    """Delete expired rows; how many of each kind."""
    now = clock.now()
    purges = (
        ("sessions", sessions.purge, now - _KEPT_AFTER_EXPIRY),
        ("api_keys", api_keys.purge, now - _KEPT_AFTER_EXPIRY),
        ("application_secrets", application_secrets.purge, now - _KEPT_AFTER_EXPIRY),
        ("used_assertions", used_assertions.purge, now),
        ("one_time_tokens", one_time_tokens.purge, now - _KEPT_AFTER_EXPIRY),
        ("unconfirmed_factors", factors.purge, now - _KEPT_AFTER_EXPIRY),
        ("passkey_challenges", passkey_challenges.purge, now),
        ("idempotency_keys", idempotency.purge, now),
        ("rate_limits", limits.purge, now),
        ("login_attempts", login_attempts.purge, now),
        ("authorization_codes", authorization_codes.purge, now - _KEPT_AFTER_EXPIRY),
        ("device_codes", device_codes.purge, now),
        ("logout_notices", logout_notices.purge, now - _KEPT_AFTER_EXPIRY),
        ("signing_keys", signing_keys.purge, now),
        ("application_signing_keys", application_signing_keys.purge, now),
        ("unsent_mails", outbox.purge, now - _MAIL_KEPT),
        ("acts_of_strangers", audit.purge, now - timedelta(days=services.settings.audit_anonymous_days)),
        ("unconfirmed_registrations", registrations.purge, now - _REGISTRATION_KEPT),
    )
    deleted: dict[str, int] = {}
    for kind, delete, before in purges:
        deleted[kind] = await _delete_all(services.database, delete, before)
    deleted["folded_user_counts"] = 0
    while folded := await fold_user_counts(services):
        deleted["folded_user_counts"] += folded
    return deleted


async def _delete_all(database: Database, delete: Delete, before: datetime) -> int:
    """Part by part, as one statement has as little time as a request."""
    total, deleted = 0, DELETED_AT_ONCE
    while deleted == DELETED_AT_ONCE:
        async with database.transaction() as tx:
            deleted = await delete(tx, before)
        total += deleted
    return total


async def fold_user_counts(services: Services) -> int:
    """Sum up some of the counts that triggers wrote; returns how many rows that saves."""
    async with services.database.transaction() as tx:
        return await user_counts.fold(tx, _FOLDED_AT_ONCE)
