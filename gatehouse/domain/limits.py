"""Where the budget of a caller is counted: in Redis if that answers, in PostgreSQL otherwise."""

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gatehouse.cache import Away
from gatehouse.core import clock
from gatehouse.core.settings import Settings
from gatehouse.persistence import limits
from gatehouse.persistence.database import Database, Writer

if TYPE_CHECKING:
    from gatehouse.cache.budgets import Budgets
    from gatehouse.cache.store import Store


class Budget(NamedTuple):
    """So many at once, and then one more whenever its share of the window has passed."""

    number: int
    window: timedelta

    @property
    def cost(self) -> timedelta:
        return self.window / self.number

    async def allows(self, db: Writer, key: bytes) -> bool:
        """Whether there was one left, which is spent now."""
        return await limits.spend(db, key, clock.now(), self.cost, self.window) is not None


class Limits:
    """The budget for anonymous writes; `fallbacks` are the times that PostgreSQL stood in for Redis."""

    def __init__(self, database: Database, settings: Settings, store: "Store | None") -> None:
        self.fallbacks = 0
        self.window = timedelta(seconds=settings.rate_limit_window)
        self.cost = self.window / settings.rate_limit_requests
        self._db = database.autocommit
        self._budgets = _budgets(store, self.cost, self.window)

    async def spend(self, key: bytes) -> timedelta | None:
        """Charge one request, and say how much of the window is used; None if there is no more."""
        if self._budgets is not None:
            try:
                return await self._budgets.spend(key)
            except Away:
                self.fallbacks += 1
        now = clock.now()
        paid_until = await limits.spend(self._db, key, now, self.cost, self.window)
        return None if paid_until is None else paid_until - now


def _budgets(store: "Store | None", cost: timedelta, window: timedelta) -> "Budgets | None":
    if store is None:
        return None
    from gatehouse.cache.budgets import Budgets  # noqa: PLC0415 - needs an extra

    return Budgets(store, cost, window)
