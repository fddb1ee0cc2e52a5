"""How long the service takes to its first answer, and how much memory its workers take."""

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.memory import Memory, exercise, workers
from bench.processes import LOAD_CORE, SERVER_CORE, BenchError
from bench.requests import Request, send
from bench.sections import Goal, Row, Section, say
from bench.stage import Stage, serve_ours

_SECONDS = 2
_MEGABYTES = {1: 120, 2: 60}  # of a worker's own: one alone shares nothing
_REQUESTS = 1000  # per worker
_CORES = (SERVER_CORE, LOAD_CORE)


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the start of the process to its first answers."""

    live: float
    ready: float


@dataclass(frozen=True, slots=True)
class Taken:
    """The memory of a server's largest worker, before and after the requests."""

    workers: int
    idle: Memory
    busy: Memory


def measure_startup(stage: Stage, rounds: int = 5) -> Section:
    """Start on an embedded and on an external database, in turn; then look at the memory of workers."""
    places = {
        "embedded": stage.environment | {"DATABASE_URL": ""},
        "external": stage.environment,
    }
    folder = stage.folder / "installation"
    say("startup: making an embedded database")
    _start(places["embedded"], stage.folder, folder)
    starts: dict[str, list[Start]] = {place: [] for place in places}
    for number in range(1, rounds + 1):
        say(f"startup {number}/{rounds}: on an embedded and on an external database")
        for place, environment in places.items():
            starts[place].append(_start(environment, stage.folder, folder))
    return _section(starts, [_memory(stage, count) for count in _MEGABYTES])


def _start(environment: Mapping[str, str], logs: Path, data: Path) -> Start:
    begun = time.perf_counter()
    with serve_ours(environment, logs, "--data-dir", str(data), cores=_CORES) as server:
        live = time.perf_counter() - begun
        reply = send(server.url, Request("GET", "/health/ready"))
        if reply.status != 200:  # noqa: PLR2004
            raise BenchError(f"the service is not ready: {reply.body}")
        return Start(live, time.perf_counter() - begun)


def _memory(stage: Stage, count: int) -> Taken:
    say(f"startup: {_REQUESTS:,} requests to each of {count} workers")
    with serve_ours(stage.environment, stage.folder, "--workers", str(count), cores=_CORES) as server:
        processes = workers(server)
        if len(processes) != count:
            raise BenchError(f"{len(processes)} of {count} workers are running")
        idle = _largest(processes)
        exercise(stage, server, _REQUESTS * count)
        return Taken(count, idle, _largest(processes))


def _largest(processes: list[int]) -> Memory:
    return max((Memory.of(pid) for pid in processes), key=lambda memory: memory.rss)


def _section(starts: Mapping[str, list[Start]], taken: list[Taken]) -> Section:
    rows = [_start_row(place, each) for place, each in starts.items()]
    rows += [_memory_row(each) for each in taken]
    return Section(
        title="Start-up and memory",
        head=("what", "first / idle", "ready / after requests"),
        rows=rows,
        goals=[_start_goal(starts["embedded"]), *map(_memory_goal, taken)],
        note=_NOTE,
        figures=_figures(starts, taken),
    )


def _start_row(place: str, starts: list[Start]) -> Row:
    live, ready = _medians(starts)
    return f"start on an {place} database", f"{live:.2f} s", f"{ready:.2f} s"


def _memory_row(taken: Taken) -> Row:
    cells = (
        f"RSS {each.rss:.0f}, PSS {each.pss:.0f}, own {each.own:.0f} MB" for each in (taken.idle, taken.busy)
    )
    return f"one of {taken.workers} worker(s)", *cells


def _start_goal(starts: list[Start]) -> Goal:
    _, ready = _medians(starts)
    what = "start-up to the first answer on an initialised embedded database"
    return Goal(what, f"{_SECONDS} s", f"{ready:.2f} s", ready < _SECONDS)


def _memory_goal(taken: Taken) -> Goal:
    what = f"memory of a worker's own, {taken.workers} running"
    most = _MEGABYTES[taken.workers]
    return Goal(what, f"{most} MB", f"{taken.busy.own:.0f} MB", taken.busy.own < most)


def _medians(starts: list[Start]) -> tuple[float, float]:
    return median(start.live for start in starts), median(start.ready for start in starts)


def _figures(starts: Mapping[str, list[Start]], taken: list[Taken]) -> Any:
    return {
        "starts": {place: [asdict(start) for start in each] for place, each in starts.items()},
        "memory": {
            str(each.workers): {"idle": each.idle.as_json(), "busy": each.busy.as_json()} for each in taken
        },
    }


_NOTE = f"""\
Start-up is the time from the start of the process, with both cores to itself, to its first answer of
`/health/live` and then of `/health/ready`: the median of several starts. The embedded PostgreSQL is started
with it; the external one runs already.

Memory is that of the largest worker, before and after {_REQUESTS:,} requests to each, eight at a time: every
operation of the document with good and bad input, lists, searches, updates, logins and registrations. The
goal is about its own pages, which are what one more worker takes from the machine. RSS, which `ps` shows,
counts the libraries that it shares with every other worker, too; PSS divides these among all processes that
use them, also the other servers of the bench.
"""
