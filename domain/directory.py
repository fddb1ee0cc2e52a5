"""Finding users: filters, search, order, pages and counts."""

from datetime import datetime, timedelta
from typing import Any

from core import clock
from core.contract.answer import Answer
from core.crypto import Vault
from core.identity import email_key, fold, grams
from domain import paging
from domain.services import Services
from domain.views import user_body
from persistence import user_lists
from persistence.user_lists import Order

Json = dict[str, Any]

_TIMES = ("created_at", "updated_at")


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
    given = _normalised({name: value for name, value in filters.items() if value is not None})
    after = _read_position(services.vault, order, sort, cursor)
    page = await user_lists.page(db, order, given, limit=limit, after=after, skip=skip)
    next_cursor = paging.write_position(services.vault, sort, *page.last) if page.last else None
    body: Json = {"items": [user_body(user) for user in page.users], "next_cursor": next_cursor}
    if include_total:
        body["total"] = await user_lists.count(db, given)
    return Answer(body, 200, paging.next_link("/users", shown, next_cursor))


async def count_users(services: Services, days: int) -> Json:
    """Users by state, and registrations on each of the last days."""
    db, midnight = services.database.read, clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    window = [midnight - timedelta(days=ago) for ago in reversed(range(days))]
    counted = await user_lists.registrations(db, window[0])
    registrations = [{"date": day.date(), "count": counted.get(day.date(), 0)} for day in window]
    return {**(await user_lists.totals(db))._asdict(), "registrations": registrations}


def _normalised(filters: Json) -> Json:
    """The filters in the form that is stored, so that case and Unicode form make no difference."""
    for name, normalise in (("email", email_key), ("username", fold), ("search", fold)):
        if name in filters:
            filters[name] = normalise(filters[name])
    if "search" in filters:
        filters["grams"] = grams(filters["search"])
    return filters


def _read_position(vault: Vault, order: Order, sort: str, cursor: str | None) -> list[Any] | None:
    position = paging.read_position(vault, sort, cursor)
    if position is not None and order.column in _TIMES:
        position[0] = datetime.fromisoformat(position[0])
    return position
