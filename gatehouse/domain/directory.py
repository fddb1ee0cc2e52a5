"""Finding users: filters, search, order, pages and counts."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from gatehouse.contract.answer import Answer
from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.core.identity import email_key, fold, grams
from gatehouse.domain import housekeeping, paging
from gatehouse.domain.services import Services
from gatehouse.domain.totals import total
from gatehouse.domain.views import user_body
from gatehouse.persistence import user_counts, user_lists, user_matches
from gatehouse.persistence.database import Reader
from gatehouse.persistence.user_lists import Order
from gatehouse.security.crypto import Vault

Json = dict[str, Any]

_TIMES = ("created_at", "updated_at")
_OF_SEARCH = ("search", "grams")
_MANY_CHANGES = 10_000  # as rows of `user_counts`, which has one for every day at least
_FOLDING_SECONDS = 1.0


async def list_users(
    services: Services,
    filters: Json,
    *,
    sort: str,
    limit: int,
    cursor: str | None,
    skip: int,
    include_total: bool,
) -> Answer:
    """One page of the users that match every filter given, and where the next one starts."""
    db, order = services.database.read, Order.parse(sort)
    shown = {**filters, "sort": sort, "limit": limit}
    given = await _looked_up(
        db, _normalised({name: value for name, value in filters.items() if value is not None})
    )
    after = _read_position(services.vault, order, sort, cursor)
    page = await user_lists.page(db, order, given, limit=limit, after=after, skip=skip)
    next_cursor = paging.write_position(services.vault, sort, *page.last) if page.last else None
    body: Json = {"items": [user_body(user) for user in page.users], "next_cursor": next_cursor}
    if include_total:
        counted = await total(db, given)
        body |= {"total": counted.number, "total_is_estimate": counted.is_estimate}
    return Answer(body, 200, paging.next_link("/users", shown, next_cursor))


async def count_users(services: Services, days: int) -> Json:
    """Users by status, and registrations on each of the last days."""
    today = clock.now().date()
    window = [today - timedelta(days=ago) for ago in reversed(range(days))]
    sums = await user_counts.sums(services.database.read, window[0])
    if sums.changes > _MANY_CHANGES:
        with suppress(Problem, TimeoutError):  # the answer is known; the next one who asks will try again
            async with asyncio.timeout(_FOLDING_SECONDS):
                await housekeeping.fold_user_counts(services)
    return {
        "total_users": sums.users,
        "active_users": sums.active,
        "inactive_users": sums.users - sums.active,
        "verified_users": sums.verified,
        "registrations": [{"date": day, "count": sums.registrations.get(day, 0)} for day in window],
    }


def _normalised(filters: Json) -> Json:
    """The filters in stored form, so that case and Unicode form make no difference."""
    for name, normalise in (("email", email_key), ("username", fold), ("search", fold)):
        if name in filters:
            filters[name] = normalise(filters[name])
    if "search" in filters:
        filters["grams"] = grams(filters["search"])
    return filters


async def _looked_up(db: Reader, filters: Json) -> Json:
    """The search for a whole address as a look-up: too many others share its runs of characters."""
    needle = filters.get("search", "")
    if "@" not in needle or "email" in filters:
        return filters
    address = email_key(needle)
    if not await user_matches.count(db, {"email": address}, 1):
        return filters
    return {name: value for name, value in filters.items() if name not in _OF_SEARCH} | {"email": address}


def _read_position(vault: Vault, order: Order, sort: str, cursor: str | None) -> list[Any] | None:
    position = paging.read_position(vault, sort, cursor)
    if position is not None and order.column in _TIMES:
        position[0] = datetime.fromisoformat(position[0])
    return position
