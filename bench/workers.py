"""Two workers beside one: what they serve, and whether they are in each other's way."""

import os
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from statistics import median

from bench.flood import login_requests, read_requests
from bench.load import Measurement, measure
from bench.processes import LOAD_CORE, Server
from bench.requests import Request
from bench.sections import Goal, Row, Section, say
from bench.stage import Stage, serve_ours

_GAIN = 1.8
_COUNTS = (1, 2)
_CORES_TO_SPARE = 4  # from here on, two workers have cores that nobody else needs

Runs = Mapping[tuple[str, int], list[Measurement]]


def measure_workers(stage: Stage, rounds: int = 3, seconds: int = 3) -> Section:
    """Logins and reads, with one worker and with two, in turn."""
    runs: dict[tuple[str, int], list[Measurement]] = defaultdict(list)
    requests = {name: make(stage) for name, make in _REQUESTS.items()}
    with ExitStack() as stack:
        servers = {count: _serve(stage, stack, count) for count in _COUNTS}
        for server in servers.values():
            measure(server, requests["reads"], 1, stage)
        for number in range(1, rounds + 1):
            say(f"workers {number}/{rounds}: logins and reads with one and with two")
            for name, sent in requests.items():
                for count, server in servers.items():
                    runs[name, count].append(measure(server, sent, seconds, stage))
    return _section(runs)


def _serve(stage: Stage, stack: ExitStack, count: int) -> Server:
    return stack.enter_context(
        serve_ours(stage.environment, stage.folder, "--workers", str(count), cores=_cores())
    )


def _cores() -> list[int]:
    """All there are, but the one of the load only where there are few."""
    return [core for core in range(os.cpu_count() or 1) if core != LOAD_CORE or not _can_spare_one()]


def _can_spare_one() -> bool:
    return (os.cpu_count() or 1) >= _CORES_TO_SPARE


_REQUESTS: Mapping[str, Callable[[Stage], list[Request]]] = {"logins": login_requests, "reads": read_requests}


def _section(runs: Runs) -> Section:
    aimed_at = ("logins", "reads") if _can_spare_one() else ("logins",)
    return Section(
        title="Two workers against one",
        head=("what", "workers", "per second", "p50 ms", "p99 ms", "cores used", "CPU us each"),
        rows=[_row(name, count, measured) for (name, count), measured in runs.items()],
        goals=[_gain_goal(runs, name) for name in aimed_at],
        note=_NOTE,
        figures={
            f"{name}, {count}": [run.as_json() for run in measured]
            for (name, count), measured in runs.items()
        },
    )


def _row(name: str, count: int, measured: list[Measurement]) -> Row:
    return (
        name,
        str(count),
        f"{median(run.per_second for run in measured):,.1f}",
        f"{median(run.p50 for run in measured):.1f}",
        f"{median(run.p99 for run in measured):.1f}",
        f"{median(run.cpu for run in measured):.2f}",
        f"{median(run.cost for run in measured):,.0f}",
    )


def _gain_goal(runs: Runs, name: str) -> Goal:
    pairs = zip(runs[name, 2], runs[name, 1], strict=True)
    gain = median(two.per_second / one.per_second for two, one in pairs)
    return Goal(f"{name} of two workers against one", f"{_GAIN}x", f"{gain:.2f}x", gain >= _GAIN)


_NOTE = f"""\
A worker has one event loop and one thread that hashes. All workers may use all cores; `wrk` and PostgreSQL
keep one of them busy, which is left to them only where there are {_CORES_TO_SPARE} or more.

*Logins* show what a second worker adds: they are nearly all hashing in the service, and load and database
hardly have a part in them, so two workers find two cores even on a machine that has no more. *Reads* cost
`wrk` and PostgreSQL about as much as the service, so on two cores their rate cannot double, whatever the
service does, and are not aimed at there.
"""
