"""What is done to the servers, each case with what it may cost."""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any

from tests.faults import stages
from tests.faults.load import Load
from tests.faults.stages import DEADLINE, WORKERS, Cached, Clocks, Embedded, Ground, Pair, Pooled, Single
from tests.support.small_disk import fill, switch_log
from tests.support.wrong_clock import set_hours

OUTAGE_SECONDS = 3.0
HANG_SECONDS = DEADLINE + 3  # so that requests meet their deadline meanwhile
PROMOTION_AFTER_SECONDS = 1.0
_TERMINATE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gatehouse'"
_TERMINATIONS = 40
_CRASH_SECONDS = 1.0
_FEW = 3
_SETTLING_SECONDS = 1.0
_SMTP_SECONDS = 11.0  # how long the service waits for a mail server, and a little more


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


async def _primary_killed(stage: Pair, load: Load) -> None:
    await asyncio.to_thread(stage.primary.end)
    await asyncio.sleep(OUTAGE_SECONDS)
    await asyncio.to_thread(stage.primary.start)
    load.everything_is_back()


async def _primary_restarted(stage: Pair, load: Load) -> None:
    await asyncio.to_thread(stage.primary.stop)
    await asyncio.sleep(OUTAGE_SECONDS)
    await asyncio.to_thread(stage.primary.start)
    load.everything_is_back()


async def _primary_paused(stage: Pair, load: Load) -> None:
    stage.primary.pause()
    await asyncio.sleep(HANG_SECONDS)
    stage.primary.go_on()
    load.everything_is_back()


async def _standby_paused(stage: Pair, load: Load) -> None:
    stage.standby.pause()
    await asyncio.sleep(HANG_SECONDS)
    stage.standby.go_on()
    load.everything_is_back()


async def _fail_over_killed(stage: Pair, load: Load) -> None:
    await asyncio.to_thread(stage.primary.end)
    await asyncio.sleep(PROMOTION_AFTER_SECONDS)
    await asyncio.to_thread(stage.fail_over)
    load.everything_is_back()


async def _fail_over_paused(stage: Pair, load: Load) -> None:
    stage.primary.pause()
    await asyncio.sleep(PROMOTION_AFTER_SECONDS)
    await asyncio.to_thread(stage.fail_over)
    load.everything_is_back()


async def _fail_over_in_quiet_hours(stage: Pair, load: Load) -> None:
    """Few requests meet many connections that lead nowhere any more."""
    async with load.only(_FEW):
        await asyncio.sleep(_SETTLING_SECONDS)
        await _fail_over_paused(stage, load)
        await asyncio.sleep(3 * DEADLINE)


async def _fail_over_after_a_hang(stage: Pair, load: Load) -> None:
    """What the standby has not confirmed must not be acknowledged, however long it is waited for."""
    stage.standby.pause()
    await asyncio.sleep(2 * HANG_SECONDS)
    await asyncio.to_thread(stage.primary.end)
    stage.standby.go_on()
    await asyncio.to_thread(stage.fail_over)
    load.everything_is_back()


async def _connections_terminated(stage: Single, load: Load) -> None:
    for _ in range(_TERMINATIONS):
        await stage.primary.execute(_TERMINATE)
        await asyncio.sleep(0.1)
    load.everything_is_back()


async def _pgbouncer_restarted(stage: Pooled, load: Load) -> None:
    await asyncio.to_thread(stage.bouncer.stop)
    await asyncio.sleep(OUTAGE_SECONDS)
    await asyncio.to_thread(stage.bouncer.start)
    load.everything_is_back()


async def _pgbouncer_paused(stage: Pooled, load: Load) -> None:
    """PgBouncer 1.18 may die of requests to cancel that it finds waiting; systemd would start it again."""
    stage.bouncer.process.send_signal(signal.SIGSTOP)
    await asyncio.sleep(HANG_SECONDS)
    stage.bouncer.process.send_signal(signal.SIGCONT)
    await asyncio.sleep(_CRASH_SECONDS)
    if stage.bouncer.process.poll() is not None:
        await asyncio.to_thread(stage.bouncer.start)
    load.everything_is_back()


async def _worker_killed(stage: Single, load: Load) -> None:
    os.kill(min(stage.service.workers()), signal.SIGKILL)
    load.everything_is_back()


async def _worker_killed_meanwhile(stage: Single, load: Load) -> None:
    await asyncio.to_thread(stage.primary.end)
    await asyncio.sleep(OUTAGE_SECONDS / 2)
    os.kill(min(stage.service.workers()), signal.SIGKILL)
    await asyncio.sleep(OUTAGE_SECONDS)
    await asyncio.to_thread(stage.primary.start)
    load.everything_is_back()


async def _service_terminated(stage: Single, load: Load) -> None:
    """What is under way is finished, and whoever still comes is told so."""
    if status := await stage.service.stop():
        load.ledger.wrong.append(f"SIGTERM: the service ended with status {status}")
    await _start_service(stage, load)


async def _service_killed(stage: Single, load: Load) -> None:
    await asyncio.to_thread(stage.service.kill)
    await _start_service(stage, load)


async def _start_service(stage: Single, load: Load) -> None:
    async with load.held():
        stage.service.launch(WORKERS)
        await stage.service.ready()
    load.everything_is_back()


async def _smtp_down(stage: Single, load: Load) -> None:
    stage.post.close()
    await asyncio.sleep(OUTAGE_SECONDS)
    await stage.post.open()
    load.everything_is_back()


async def _smtp_slow(stage: Single, load: Load) -> None:
    stage.post.delay_before = 1.0
    await asyncio.sleep(OUTAGE_SECONDS)
    stage.post.delay_before = 0.0
    load.everything_is_back()


async def _smtp_late(stage: Single, load: Load) -> None:
    stage.post.delay_after = _SMTP_SECONDS
    await asyncio.sleep(_SMTP_SECONDS)
    stage.post.delay_after = 0.0
    load.everything_is_back()


def _smtp_refuses(answer: str) -> Callable[[Single, Load], Awaitable[None]]:
    async def act(stage: Single, load: Load) -> None:
        usual, stage.post.answer = stage.post.answer, answer
        await asyncio.sleep(OUTAGE_SECONDS)
        stage.post.answer = usual
        load.everything_is_back()

    return act


async def _embedded_killed(stage: Embedded, load: Load) -> None:
    dead = stage.kill_database()
    load.everything_is_back()
    for _ in range(600):
        if (alive := stage.database()) and alive.pid != dead:
            return
        await asyncio.sleep(0.05)


async def _disk_full(stage: Embedded, load: Load) -> None:
    filler = await asyncio.to_thread(fill, stage.home)
    until = time.monotonic() + OUTAGE_SECONDS
    while time.monotonic() < until:
        await switch_log(stage.home)
        await asyncio.sleep(0.2)
    filler.unlink()
    load.everything_is_back()


async def _clock_steps(stage: Clocks, load: Load) -> None:
    for hours in (1, -1, 0):
        set_hours(stage.folder, hours)
        await asyncio.sleep(DEADLINE + 1)
    load.everything_is_back()


async def _redis_killed(stage: Cached, load: Load) -> None:
    await asyncio.to_thread(stage.redis.kill)
    await asyncio.sleep(OUTAGE_SECONDS)
    await asyncio.to_thread(stage.redis.start)
    load.everything_is_back()


async def _redis_paused(stage: Cached, load: Load) -> None:
    with stage.redis.paused():
        await asyncio.sleep(OUTAGE_SECONDS)
    load.everything_is_back()


CASES = (
    Case(
        "primary-killed",
        "the primary is killed, and started again",
        stages.pair,
        _primary_killed,
        always=True,
    ),
    Case(
        "primary-restarted",
        "the primary is stopped (fast), and started again",
        stages.pair,
        _primary_restarted,
    ),
    Case(
        "primary-paused",
        f"the primary hangs for {HANG_SECONDS:.0f} s",
        stages.pair,
        _primary_paused,
        always=True,
    ),
    Case(
        "standby-paused",
        f"the synchronous standby hangs for {HANG_SECONDS:.0f} s",
        stages.pair,
        _standby_paused,
    ),
    Case(
        "failover-killed",
        "the primary is killed, the standby promoted",
        stages.pair,
        _fail_over_killed,
        always=True,
    ),
    Case(
        "failover-paused",
        "the primary hangs for good, the standby is promoted",
        stages.pair,
        _fail_over_paused,
        always=True,
    ),
    Case(
        "failover-quiet",
        "the same while few people are at work",
        stages.pair,
        _fail_over_in_quiet_hours,
    ),
    Case(
        "failover-after-hang",
        "the standby hangs, then the primary is killed and the standby promoted",
        stages.pair,
        _fail_over_after_a_hang,
    ),
    Case(
        "connections-terminated",
        "all connections are terminated, ten times a second",
        stages.single,
        _connections_terminated,
        always=True,
    ),
    Case(
        "pgbouncer-restarted",
        "PgBouncer is stopped, and started again",
        stages.pooled,
        _pgbouncer_restarted,
        always=True,
    ),
    Case("pgbouncer-paused", f"PgBouncer hangs for {HANG_SECONDS:.0f} s", stages.pooled, _pgbouncer_paused),
    Case(
        "worker-killed", "one of two workers is killed", stages.single, _worker_killed, connections_break=True
    ),
    Case(
        "worker-killed-meanwhile",
        "a worker is killed while the database is away",
        stages.single,
        _worker_killed_meanwhile,
        always=True,
        connections_break=True,
    ),
    Case(
        "service-terminated",
        "the service is ended by SIGTERM, and started again",
        stages.single,
        _service_terminated,
        always=True,
    ),
    Case(
        "service-killed",
        "every process of the service is killed, and it is started again",
        stages.single,
        _service_killed,
        always=True,
        connections_break=True,
    ),
    Case("smtp-down", "the mail server is not there", stages.single, _smtp_down, always=True),
    Case("smtp-slow", "the mail server takes a second for each mail", stages.single, _smtp_slow),
    Case("smtp-451", "the mail server refuses for now", stages.single, _smtp_refuses("451 later")),
    Case("smtp-550", "the mail server refuses for good", stages.single, _smtp_refuses("550 no such box")),
    Case("smtp-late", "the mail server takes a mail, and says so too late", stages.single, _smtp_late),
    Case(
        "embedded-killed",
        "the embedded PostgreSQL is killed",
        stages.embedded,
        _embedded_killed,
        always=True,
    ),
    Case(
        "disk-full",
        "the disk of the embedded PostgreSQL is full, then there is room again",
        stages.small_disk,
        _disk_full,
        always=True,
    ),
    Case(
        "clock-steps",
        "the clock of one of two servers steps by an hour, both ways",
        stages.clocks,
        _clock_steps,
    ),
    Case("redis-killed", "Redis is killed, and started again", stages.cached, _redis_killed),
    Case("redis-paused", f"Redis hangs for {OUTAGE_SECONDS:.0f} s", stages.cached, _redis_paused),
)
