"""Whether the dependencies of the service respond, and how fast."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from gatehouse.cache import Away
from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain.services import Services


@dataclass(frozen=True, slots=True)
class Dependency:
    """The state of a dependency."""

    up: bool
    latency_ms: float | None

    def body(self) -> dict[str, object]:
        return {"state": "up" if self.up else "down", "latency_ms": self.latency_ms}


async def check_database(services: Services) -> Dependency:
    return await _check(services.database.ping)


async def check_redis(services: Services) -> Dependency | None:
    """None if there is none; without it, PostgreSQL counts."""
    return None if services.store is None else await _check(services.store.ping)


async def _check(ping: Callable[[], Awaitable[None]]) -> Dependency:
    started = clock.monotonic()
    try:
        await ping()
    except (Problem, Away):
        return Dependency(up=False, latency_ms=None)
    return Dependency(up=True, latency_ms=round((clock.monotonic() - started) * 1000, 3))
