"""What is done to servers: each act harms and repairs them while a load goes on."""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable

from tests.faults.load import Load
from tests.faults.stages import DEADLINE, WORKERS, Cached, Clocks, Embedded, Pair, Pooled, Single
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


Step = Callable[[], object]


async def _away(load: Load, harm: Step, seconds: float, repair: Step) -> None:
    await asyncio.to_thread(harm)
    await asyncio.sleep(seconds)
    await asyncio.to_thread(repair)
    load.everything_is_back()


async def primary_killed(stage: Pair, load: Load) -> None:
    await _away(load, stage.primary.end, OUTAGE_SECONDS, stage.primary.start)


async def primary_restarted(stage: Pair, load: Load) -> None:
    await _away(load, stage.primary.stop, OUTAGE_SECONDS, stage.primary.start)


async def primary_paused(stage: Pair, load: Load) -> None:
    await _away(load, stage.primary.pause, HANG_SECONDS, stage.primary.go_on)


async def standby_paused(stage: Pair, load: Load) -> None:
    await _away(load, stage.standby.pause, HANG_SECONDS, stage.standby.go_on)


async def fail_over_killed(stage: Pair, load: Load) -> None:
    await _away(load, stage.primary.end, PROMOTION_AFTER_SECONDS, stage.fail_over)


async def fail_over_paused(stage: Pair, load: Load) -> None:
    await _away(load, stage.primary.pause, PROMOTION_AFTER_SECONDS, stage.fail_over)


async def fail_over_in_quiet_hours(stage: Pair, load: Load) -> None:
    """Few requests meet many connections that lead nowhere any more."""
    async with load.only(_FEW):
        await asyncio.sleep(_SETTLING_SECONDS)
        await fail_over_paused(stage, load)
        await asyncio.sleep(3 * DEADLINE)


async def fail_over_after_a_hang(stage: Pair, load: Load) -> None:
    """What the standby has not confirmed must not be acknowledged, however long it is waited for."""
    stage.standby.pause()
    await asyncio.sleep(2 * HANG_SECONDS)
    await asyncio.to_thread(stage.primary.end)
    stage.standby.go_on()
    await asyncio.to_thread(stage.fail_over)
    load.everything_is_back()


async def connections_terminated(stage: Single, load: Load) -> None:
    for _ in range(_TERMINATIONS):
        await stage.primary.execute(_TERMINATE)
        await asyncio.sleep(0.1)
    load.everything_is_back()


async def pgbouncer_restarted(stage: Pooled, load: Load) -> None:
    await _away(load, stage.bouncer.stop, OUTAGE_SECONDS, stage.bouncer.start)


async def pgbouncer_paused(stage: Pooled, load: Load) -> None:
    """PgBouncer 1.18 may die of requests to cancel that it finds waiting; systemd would start it again."""
    stage.bouncer.process.send_signal(signal.SIGSTOP)
    await asyncio.sleep(HANG_SECONDS)
    stage.bouncer.process.send_signal(signal.SIGCONT)
    await asyncio.sleep(_CRASH_SECONDS)
    if stage.bouncer.process.poll() is not None:
        await asyncio.to_thread(stage.bouncer.start)
    load.everything_is_back()


async def worker_killed(stage: Single, load: Load) -> None:
    os.kill(min(stage.service.workers()), signal.SIGKILL)
    load.everything_is_back()


async def worker_killed_meanwhile(stage: Single, load: Load) -> None:
    await asyncio.to_thread(stage.primary.end)
    await asyncio.sleep(OUTAGE_SECONDS / 2)
    os.kill(min(stage.service.workers()), signal.SIGKILL)
    await asyncio.sleep(OUTAGE_SECONDS)
    await asyncio.to_thread(stage.primary.start)
    load.everything_is_back()


async def service_terminated(stage: Single, load: Load) -> None:
    """What is under way is finished, and whoever still comes is told so."""
    if status := await stage.service.stop():
        load.ledger.wrong.append(f"SIGTERM: the service ended with status {status}")
    await _start_service(stage, load)


async def service_killed(stage: Single, load: Load) -> None:
    await asyncio.to_thread(stage.service.kill)
    await _start_service(stage, load)


async def _start_service(stage: Single, load: Load) -> None:
    async with load.held():
        stage.service.launch(WORKERS)
        await stage.service.ready()
    load.everything_is_back()


async def smtp_down(stage: Single, load: Load) -> None:
    stage.post.close()
    await asyncio.sleep(OUTAGE_SECONDS)
    await stage.post.open()
    load.everything_is_back()


async def smtp_slow(stage: Single, load: Load) -> None:
    stage.post.delay_before = 1.0
    await asyncio.sleep(OUTAGE_SECONDS)
    stage.post.delay_before = 0.0
    load.everything_is_back()


async def smtp_late(stage: Single, load: Load) -> None:
    stage.post.delay_after = _SMTP_SECONDS
    await asyncio.sleep(_SMTP_SECONDS)
    stage.post.delay_after = 0.0
    load.everything_is_back()


def smtp_refuses(answer: str) -> Callable[[Single, Load], Awaitable[None]]:
    async def act(stage: Single, load: Load) -> None:
        usual, stage.post.answer = stage.post.answer, answer
        await asyncio.sleep(OUTAGE_SECONDS)
        stage.post.answer = usual
        load.everything_is_back()

    return act


async def embedded_killed(stage: Embedded, load: Load) -> None:
    dead = stage.kill_database()
    load.everything_is_back()
    for _ in range(600):
        if (alive := stage.database()) and alive.pid != dead:
            return
        await asyncio.sleep(0.05)


async def disk_full(stage: Embedded, load: Load) -> None:
    filler = await asyncio.to_thread(fill, stage.home)
    until = time.monotonic() + OUTAGE_SECONDS
    while time.monotonic() < until:
        await switch_log(stage.home)
        await asyncio.sleep(0.2)
    filler.unlink()
    load.everything_is_back()


async def clock_steps(stage: Clocks, load: Load) -> None:
    for hours in (1, -1, 0):
        set_hours(stage.folder, hours)
        await asyncio.sleep(DEADLINE + 1)
    load.everything_is_back()


async def redis_killed(stage: Cached, load: Load) -> None:
    await asyncio.to_thread(stage.redis.kill)
    await asyncio.sleep(OUTAGE_SECONDS)
    await asyncio.to_thread(stage.redis.start)
    load.everything_is_back()


async def redis_paused(stage: Cached, load: Load) -> None:
    with stage.redis.paused():
        await asyncio.sleep(OUTAGE_SECONDS)
    load.everything_is_back()
