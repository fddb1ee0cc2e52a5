"""How many users match: counted where that is little work, and estimated from a sample where it is not."""

from typing import Any, NamedTuple

from gatehouse.persistence import user_counts, user_matches
from gatehouse.persistence.database import Reader
from gatehouse.persistence.user_counts import Totals

MOST_COUNTED = 20_000
_SAMPLED = 9_000
_ENOUGH = 100  # of a sample: fewer than that say little, and have not to be many in all


class Total(NamedTuple):
    """How many users match, and whether that is an estimate."""

    number: int
    is_estimate: bool


async def total(db: Reader, filters: dict[str, Any]) -> Total:
    """How many users match all filters."""
    known = await user_counts.totals(db)
    if (kept := _kept(known, filters)) is not None:
        return Total(kept, is_estimate=False)
    if known.users <= MOST_COUNTED:
        return Total(await user_matches.count(db, filters, MOST_COUNTED), is_estimate=False)
    return await _of_many(db, filters, _SAMPLED / known.users)


def _kept(known: Totals, filters: dict[str, Any]) -> int | None:
    """What is counted at every change, whoever asks."""
    numbers = {"is_active": known.active, "is_verified": known.verified}
    match list(filters.items()):
        case []:
            return known.users
        case [(("is_active" | "is_verified") as name, value)]:
            return numbers[name] if value else known.users - numbers[name]
    return None


async def _of_many(db: Reader, filters: dict[str, Any], share: float) -> Total:
    found = await user_matches.count_sample(db, filters, share)
    estimate = round(found / share)
    if found >= _ENOUGH:
        return Total(estimate, is_estimate=True)
    counted = await user_matches.count(db, filters, MOST_COUNTED + 1)
    if counted <= MOST_COUNTED:
        return Total(counted, is_estimate=False)
    return Total(max(counted, estimate), is_estimate=True)
