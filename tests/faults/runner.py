"""Plays one case after the other."""

import asyncio
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

from tests.faults.cases import Case
from tests.faults.judge import Found, Limits, Verdict, judge
from tests.faults.ledger import NOBODY_LISTENED, UNAVAILABLE
from tests.faults.load import Load
from tests.faults.lookup import look_up, mails_waiting
from tests.faults.people import Original
from tests.faults.post import open_post
from tests.faults.stages import DEADLINE, Ground, Stage
from tests.support.database_servers import own

_MAIL_SECONDS = 60
_QUIET_SECONDS = 2.0


@dataclass
class Progress:
    """What is under way, for whoever waits."""

    doing: str = "starting"
    load: Load | None = None

    def __str__(self) -> str:
        if self.load is None:
            return f"{self.doing} ..."
        ledger = self.load.ledger
        return f"{self.doing}: {len(ledger.attempts)} sent, {ledger.acknowledged} acknowledged"


@dataclass
class Outcome:
    """How a case went."""

    case: Case
    verdict: Verdict = field(default_factory=Verdict)
    seconds: float = 0.0
    lag: float = 0.0
    skipped: str = ""


async def play(case: Case, place: Path, original: Original, writes: int, progress: Progress) -> Outcome:
    """Harm the service in the middle of so many writes, and account for all of them."""
    began = time.monotonic()
    progress.doing, progress.load = f"{case.name}: starting servers", None
    make_room(place)
    async with open_post() as post, case.stage(Ground(place, original, post)) as stage:
        load = Load(case.name, stage.addresses, original.people, DEADLINE)
        progress.doing, progress.load = case.name, load
        async with load.running():
            await load.more(writes // 2)
            await case.act(stage, load)
            await _until_quiet(load, case.recovery)
            await load.more(writes - load.ledger.acknowledged)
        progress.doing = f"{case.name}: looking everything up"
        found = await what_there_is(stage, load)
    limits = Limits(DEADLINE, case.recovery, case.connections_break)
    verdict = judge(load.ledger, found, limits)
    return Outcome(case, verdict, time.monotonic() - began, load.lag)


def make_room(place: Path) -> None:
    """A directory in which the servers' user may make others."""
    place.mkdir(mode=0o755)
    own(place)


async def _until_quiet(load: Load, seconds: float) -> None:
    """Until nothing has failed for a while, or for longer than it should take."""
    until = time.monotonic() + seconds + _QUIET_SECONDS
    while time.monotonic() < until:
        await asyncio.sleep(_QUIET_SECONDS)
        if not _fails_since(load, time.monotonic() - _QUIET_SECONDS):
            return


def _fails_since(load: Load, moment: float) -> bool:
    recent: Iterable[int] = (
        attempt.status for attempt in load.ledger.attempts if attempt.sent + attempt.seconds >= moment
    )
    return any(status in {NOBODY_LISTENED, 0, UNAVAILABLE} for status in recent)


async def what_there_is(stage: Stage, load: Load) -> Found:
    """What there is once no mail waits any more."""
    until = time.monotonic() + _MAIL_SECONDS
    while time.monotonic() < until:
        with suppress(OSError, asyncpg.PostgresError):
            if not await mails_waiting(stage.url):
                break
        await asyncio.sleep(0.2)
    return await look_up(stage.url, load.ledger, stage.post.taken)
