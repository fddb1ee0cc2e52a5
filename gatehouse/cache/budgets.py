"""Budgets of requests per caller, counted in Redis: many in one round trip, and nothing to clean up."""

from datetime import timedelta

from gatehouse.cache.store import Store
from gatehouse.cache.turns import Turns

# As `persistence/limits.py` counts, by the clock of the server, in microseconds. A budget that is full again
# is a key that has expired.
_SPEND = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local cost, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local used = {}
for i, key in ipairs(KEYS) do
  local paid_until = math.max(tonumber(redis.call('GET', key) or 0), now) + cost
  if paid_until > now + window then
    used[i] = -1
  else
    used[i] = paid_until - now
    redis.call('SET', key, string.format('%.0f', paid_until), 'PX', math.ceil(used[i] / 1000))
  end
end
return used
"""
_MICROSECOND = timedelta(microseconds=1)


class Budgets:
    """Those of one kind, which share their size."""

    def __init__(self, store: Store, cost: timedelta, window: timedelta) -> None:
        self._store = store
        self._script = store.script(_SPEND)
        self._sizes = (cost // _MICROSECOND, window // _MICROSECOND)
        self._turns = Turns(self._spend)

    async def spend(self, key: bytes) -> timedelta | None:
        """Charge one request, and say how much of the window is used; None if there is no more."""
        used = await self._turns.ask(self._store.prefix + b"limit:" + key)
        return None if used < 0 else timedelta(microseconds=used)

    async def _spend(self, keys: list[bytes]) -> list[int]:
        used: list[int] = await self._store.run(lambda: self._script.run(keys, *self._sizes))
        return used
