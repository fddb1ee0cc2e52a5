"""Measures this process: its finished requests, and once a second what it has and what waits."""

import asyncio
import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from prometheus_client import Counter, Histogram

from gatehouse.contract.edge import Edge, Exchange
from gatehouse.contract.problems import Problem
from gatehouse.core import clock, metrics
from gatehouse.core.version import VERSION
from gatehouse.domain.services import Services
from gatehouse.persistence import state
from gatehouse.persistence.database import Database
from gatehouse.persistence.schema_version import head

_MOST_EXCHANGES = 256
_SECONDS = 1.0
_SECONDS_BETWEEN_QUESTIONS = 5.0
_PAGE = os.sysconf("SC_PAGE_SIZE")
_NO_OPERATION = "none"
# There from the start: what appears with its first value has not increased, as far as Prometheus sees.
_ALARMING = (
    "auth.factor_failed",
    "auth.factor_required",
    "auth.login",
    "auth.login_failed",
    "session.reuse_detected",
)


class Meter:
    """One per process."""

    def __init__(self) -> None:
        self._finished: list[Exchange] = []
        self._counted: dict[Counter, float] = {}
        self._worker = str(os.getpid())

    def add(self, exchange: Exchange) -> None:
        """A request is done; it is counted a moment later, together with others."""
        self._finished.append(exchange)
        if len(self._finished) >= _MOST_EXCHANGES:
            self.flush()

    def flush(self) -> None:
        finished, self._finished = self._finished, []
        for exchange in finished:
            operation = exchange.operation_id or _NO_OPERATION
            _durations(operation, exchange.status // 100).observe(exchange.milliseconds / 1000)
            if exchange.problem:
                metrics.PROBLEMS.labels(operation, exchange.problem).inc()

    async def run(self, services: Services, edge: Edge) -> None:
        """Measure until cancelled."""
        metrics.BUILD.labels(VERSION).set(1)
        for action in _ALARMING:
            metrics.AUDIT_ENTRIES.labels(action)
        for result in ("sent", "failed"):
            metrics.EMAILS.labels(result)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._look_often(services, edge))
            tasks.create_task(_ask_now_and_then(services, head()))

    async def _look_often(self, services: Services, edge: Edge) -> None:
        while True:
            self.flush()
            metrics.IN_FLIGHT.set(edge.in_flight)
            self._look_at_database(services.database)
            self._look_at_secrets(services)
            self._look_at_limits(services)
            self._look_at_process()
            due = clock.monotonic() + _SECONDS
            await asyncio.sleep(_SECONDS)
            metrics.LOOP_LAG.labels(self._worker).set(max(0.0, clock.monotonic() - due))

    def _look_at_database(self, database: Database) -> None:
        pool, batches = database.pool, database.read.batches
        metrics.DATABASE_CONNECTIONS.labels("in_use").set(pool.in_use)
        metrics.DATABASE_CONNECTIONS.labels("idle").set(pool.idle)
        metrics.DATABASE_LIMIT.set(pool.size)
        metrics.DATABASE_WAITING.set(pool.waiting)
        self._advance(metrics.BATCHED_KEYS, batches.keys)
        self._advance(metrics.BATCHES, batches.queries)

    def _look_at_secrets(self, services: Services) -> None:
        metrics.PASSWORDS_WAITING.set(services.hasher.waiting)
        metrics.PASSWORDS_LIMIT.set(services.hasher.limit)
        self._advance(metrics.TOKEN_CHECKS.labels("yes"), services.keys.remembered)
        self._advance(metrics.TOKEN_CHECKS.labels("no"), services.keys.checked)

    def _look_at_limits(self, services: Services) -> None:
        metrics.REDIS_UP.set(services.store is not None and not services.store.away)
        self._advance(metrics.LIMIT_FALLBACKS, services.limits.fallbacks)

    def _look_at_process(self) -> None:
        self._advance(metrics.CPU, clock.cpu())
        with suppress(OSError):  # only Linux says so
            metrics.MEMORY.labels(self._worker).set(
                int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE
            )
            metrics.OPEN_FILES.labels(self._worker).set(sum(1 for _ in Path("/proc/self/fd").iterdir()))

    def _advance(self, counter: Counter, total: float) -> None:
        """Bring a counter to a total that is kept elsewhere, where counting must cost next to nothing."""
        counter.inc(total - self._counted.get(counter, 0))
        self._counted[counter] = total


@cache
def _durations(operation: str, status_class: int) -> Histogram:
    """Looking labels up again for each request would take a third of the time."""
    return metrics.REQUEST_DURATION.labels(operation, f"{status_class}xx")


async def _ask_now_and_then(services: Services, wanted_schema: str) -> None:
    """What only the database knows; nothing but `ready` changes while it is away."""
    while True:
        try:
            if found := await state.get(services.database.read):
                _report(found, wanted_schema)
        except Problem:
            metrics.READY.set(0)
        await asyncio.sleep(_SECONDS_BETWEEN_QUESTIONS)


def _report(found: state.State, wanted_schema: str) -> None:
    now = clock.own()
    metrics.READY.set(1)
    metrics.SCHEMA_CURRENT.set(found.schema_version == wanted_schema)
    metrics.CLOCK_OFFSET.set((found.now - now).total_seconds())
    metrics.EMAILS_WAITING.set(found.emails_waiting)
    metrics.OLDEST_EMAIL.set((found.now - (found.oldest_email or found.now)).total_seconds())
    if found.signing_key_created:
        metrics.KEY_CREATED.set(found.signing_key_created.timestamp())
