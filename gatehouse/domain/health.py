"""Whether the dependencies of the service respond, and how fast."""

from dataclasses import dataclass

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
    started = clock.monotonic()
    try:
        await services.database.ping()
    except Problem:
        return Dependency(up=False, latency_ms=None)
    return Dependency(up=True, latency_ms=round((clock.monotonic() - started) * 1000, 3))
