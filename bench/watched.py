"""What being watched costs: reads with metrics and without them."""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import ExitStack
from itertools import cycle
from statistics import median
from urllib.request import urlopen

from bench.flood import read_requests
from bench.load import FULL, Measurement, measure
from bench.processes import HOST, Server, free_port
from bench.requests import Request
from bench.sections import Goal, Row, Section, say
from bench.stage import Stage, serve_ours

_PLAIN, _AGAIN, _METRICS = "without", "without, once more", "with metrics"
_GOAL = 0.95

Runs = Mapping[str, list[Measurement]]


def measure_watched(stage: Stage, rounds: int = 9, seconds: int = 3) -> Section:
    """The same reads by many people, in turn, with a scrape in each turn."""
    listen = f"{HOST}:{free_port()}"
    environments = {_PLAIN: {}, _AGAIN: {}, _METRICS: {"METRICS_LISTEN": listen}}
    readers = zip(read_requests(stage), cycle(stage.user_tokens), strict=False)
    requests = [Request("GET", read.path, token) for read, token in readers]
    runs: dict[str, list[Measurement]] = defaultdict(list)
    with ExitStack() as stack:
        servers: dict[str, Server] = {
            name: stack.enter_context(serve_ours({**stage.environment, **extra}, stage.folder))
            for name, extra in environments.items()
        }
        names = tuple(servers)
        for number in range(rounds + 1):
            say(f"watched {number}/{rounds}: reads with metrics and without")
            turn = number % len(servers)  # who comes first is not always the same
            for name in (*names[turn:], *names[:turn]):
                measured = measure(servers[name], requests, seconds, stage, FULL)
                if number:  # the first is there to warm up
                    runs[name].append(measured)
            urlopen(f"http://{listen}/metrics", timeout=10).read()
    return _section(runs)


def _section(runs: Runs) -> Section:
    kept = _ratio(runs, _METRICS)
    return Section(
        title="What being watched costs",
        head=("GET /users/{id}", "requests/s", "p99 ms", "CPU us each", "rate of the one without"),
        rows=[_row(runs, name) for name in runs],
        goals=[Goal("rate kept with metrics", f"{_GOAL:.0%}", f"{kept:.1%}", kept >= _GOAL)],
        note=_NOTE,
        figures={name: [run.as_json() for run in measured] for name, measured in runs.items()},
    )


def _row(runs: Runs, name: str) -> Row:
    measured = runs[name]
    return (
        name,
        f"{median(run.per_second for run in measured):,.0f}",
        f"{median(run.p99 for run in measured):.1f}",
        f"{median(run.cost for run in measured):.1f}",
        f"{_ratio(runs, name):.1%}",
    )


def _ratio(runs: Runs, name: str) -> float:
    """The median of the rounds, each compared within itself."""
    pairs = zip(runs[name], runs[_PLAIN], strict=True)
    return median(run.per_second / plain.per_second for run, plain in pairs)


_NOTE = f"""\
{FULL.connections} connections and people with sessions of their own; the service on one core, PostgreSQL and
the load on the other. Two copies of the service without metrics show how far figures differ by chance. Each
round has one scrape.
"""
