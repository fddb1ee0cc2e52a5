"""The cases: what is done to which servers, and what it may cost."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any

from tests.faults import acts, stages
from tests.faults.acts import HANG_SECONDS, OUTAGE_SECONDS
from tests.faults.load import Load
from tests.faults.stages import Ground


@dataclass(frozen=True)
class Case:
    """One way to harm the service, under load."""

    name: str
    done: str
    stage: Callable[[Ground], AbstractAsyncContextManager[Any]]
    act: Callable[[Any, Load], Awaitable[None]]
    always: bool = False
    """Whether it belongs to the short run."""
    recovery: float = 10.0
    """Seconds in which the service has to be well again, by itself."""
    connections_break: bool = False


CASES = (
    Case(
        "primary-killed",
        "the primary is killed, and started again",
        stages.pair,
        acts.primary_killed,
    ),
    Case(
        "primary-restarted",
        "the primary is stopped (fast), and started again",
        stages.pair,
        acts.primary_restarted,
    ),
    Case(
        "primary-paused",
        f"the primary hangs for {HANG_SECONDS:.0f} s",
        stages.pair,
        acts.primary_paused,
        always=True,
    ),
    Case(
        "standby-paused",
        f"the synchronous standby hangs for {HANG_SECONDS:.0f} s",
        stages.pair,
        acts.standby_paused,
    ),
    Case(
        "failover-killed",
        "the primary is killed, the standby promoted",
        stages.pair,
        acts.fail_over_killed,
        always=True,
    ),
    Case(
        "failover-paused",
        "the primary hangs for good, the standby is promoted",
        stages.pair,
        acts.fail_over_paused,
        always=True,
    ),
    Case(
        "failover-quiet",
        "the same while few people are at work",
        stages.pair,
        acts.fail_over_in_quiet_hours,
    ),
    Case(
        "failover-after-hang",
        "the standby hangs, then the primary is killed and the standby promoted",
        stages.pair,
        acts.fail_over_after_a_hang,
    ),
    Case(
        "connections-terminated",
        "all connections are terminated, ten times a second",
        stages.single,
        acts.connections_terminated,
        always=True,
    ),
    Case(
        "pgbouncer-restarted",
        "PgBouncer is stopped, and started again",
        stages.pooled,
        acts.pgbouncer_restarted,
        always=True,
    ),
    Case(
        "pgbouncer-paused", f"PgBouncer hangs for {HANG_SECONDS:.0f} s", stages.pooled, acts.pgbouncer_paused
    ),
    Case(
        "worker-killed",
        "one of two workers is killed",
        stages.single,
        acts.worker_killed,
        connections_break=True,
    ),
    Case(
        "worker-killed-meanwhile",
        "a worker is killed while the database is away",
        stages.single,
        acts.worker_killed_meanwhile,
        always=True,
        connections_break=True,
    ),
    Case(
        "service-terminated",
        "the service is ended by SIGTERM, and started again",
        stages.single,
        acts.service_terminated,
        always=True,
    ),
    Case(
        "service-killed",
        "every process of the service is killed, and it is started again",
        stages.single,
        acts.service_killed,
        always=True,
        connections_break=True,
    ),
    Case("smtp-down", "the mail server is not there", stages.single, acts.smtp_down, always=True),
    Case("smtp-slow", "the mail server takes a second for each mail", stages.single, acts.smtp_slow),
    Case("smtp-451", "the mail server refuses for now", stages.single, acts.smtp_refuses("451 later")),
    Case("smtp-550", "the mail server refuses for good", stages.single, acts.smtp_refuses("550 no such box")),
    Case("smtp-late", "the mail server takes a mail, and says so too late", stages.single, acts.smtp_late),
    Case(
        "embedded-killed",
        "the embedded PostgreSQL is killed",
        stages.embedded,
        acts.embedded_killed,
        always=True,
    ),
    Case(
        "disk-full",
        "the disk of the embedded PostgreSQL is full, then there is room again",
        stages.small_disk,
        acts.disk_full,
        always=True,
    ),
    Case(
        "clock-steps",
        "the clock of one of two servers steps by an hour, both ways",
        stages.clocks,
        acts.clock_steps,
    ),
    Case("redis-killed", "Redis is killed, and started again", stages.cached, acts.redis_killed),
    Case("redis-paused", f"Redis hangs for {OUTAGE_SECONDS:.0f} s", stages.cached, acts.redis_paused),
)
