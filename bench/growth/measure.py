"""Every kind of request, on a small and on a large database, in turn."""

import asyncio
import http.client
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict
from functools import partial
from itertools import islice
from statistics import median
from time import perf_counter
from urllib.parse import urlsplit

from bench.growth.history import add_history
from bench.growth.kinds import KINDS, Kind
from bench.growth.place import Location, survey
from bench.growth.plans import Findings, examiner
from bench.processes import BenchError, on_all_cores
from bench.requests import Request
from bench.sections import Goal, Row, Section, say
from bench.stage import open_service

FEW = 10_000
_LIMIT = 1.5
_TIMEOUT_SECONDS = 60
_WARM_UP = 8  # PostgreSQL plans a statement anew five times before it may keep a plan
_SAMPLES, _SLOW_SAMPLES = 60, 24
_ATTEMPTS = 3
_SHOWN = 5

_NOTE = """\
Two databases, each with its own PostgreSQL and service; for every user there are a session and an entry of
the audit log, one in a hundred is suspended and one deleted. Medians of {samples} requests ({slow} of those
that are slow), sent in turn to either service on a connection that stays open. A ratio above the limit
is measured twice again, and the middle one counts.

"Rows read" are those of one more request on the large database, by the plans of all statements that it made
the service send: taken from the log of PostgreSQL and explained with the values they had. A plan is at fault
that reads a table of users, sessions, roles held or audit entries from end to end, or more than 10,000 rows
of one, or sorts more than 1,000.

"Bounded" are those whose cost the document bounds. A page looks at no more than 5,000 users, and is short,
or empty, where few of them match: on a small database that is next to everybody, on a large one those who
match may be far away, and on a later page. The total of many is estimated from a sample. The latency of these
is shown without a limit, but their plans are not excused.
"""

Pair = tuple[float, float]
Latencies = dict[str, Pair]  # in milliseconds, few users and many


class Line:
    """A connection that stays open."""

    def __init__(self, url: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=_TIMEOUT_SECONDS)
        self.close = self._connection.close

    def milliseconds(self, request: Request, status: int) -> float:
        """How long the answer takes, which has to be of this status."""
        started = perf_counter()
        self._connection.request(request.method, request.path, request.body or None, request.headers())
        answer = self._connection.getresponse()
        content = answer.read()
        taken = perf_counter() - started
        if answer.status != status:
            raise BenchError(
                f"{request.method} {request.path} is answered {answer.status}: {content[:500]!r}"
            )
        return taken * 1000


def measure_growth(users: int = 1_000_000) -> Section:
    """Ten thousand users and so many, side by side."""
    with ExitStack() as stack:
        places = [_open(stack, number) for number in (FEW, users)]
        lines = [stack.enter_context(closing(Line(place.stage.ours.url))) for place in places]
        latencies = {kind.name: _latencies(kind, places, lines) for kind in KINDS}
        say("examining how the database carries out what was asked")
        findings = asyncio.run(_findings(places[-1], lines[-1]))
    return _section(users, latencies, findings)


def _open(stack: ExitStack, users: int) -> Location:
    say(f"starting a service with {users:,} users")
    with on_all_cores():
        stage = stack.enter_context(open_service(users))
        add_history(stage.database_url)
    return asyncio.run(survey(stage))


def _latencies(kind: Kind, places: Sequence[Location], lines: Sequence[Line]) -> Pair:
    """Of requests sent to one and the other in turn; what misses the limit may have been disturbed."""
    streams = [iter(kind.requests(place)) for place in places]
    measured = [_medians(kind, streams, lines)]
    if _ratio(measured[0]) > _LIMIT and not kind.bounded:
        measured += [_medians(kind, streams, lines) for _ in range(_ATTEMPTS - 1)]
    few, many = sorted(measured, key=_ratio)[len(measured) // 2]
    say(f"{kind.name}: {few:.2f} ms and {many:.2f} ms")
    return few, many


def _medians(kind: Kind, streams: Sequence[Iterator[Request]], lines: Sequence[Line]) -> Pair:
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(_count(kind)):
        for i in (0, 1) if number % 2 else (1, 0):
            taken[i].append(lines[i].milliseconds(next(streams[i]), kind.status))
    few, many = (median(times[_WARM_UP:]) for times in taken)
    return few, many


def _ratio(pair: Pair) -> float:
    return pair[1] / pair[0]


async def _findings(place: Location, line: Line) -> dict[str, Findings]:
    """What one more request of each kind does."""
    found = {}
    async with examiner(place.stage.database_url, place.stage.postgres_log) as statements:
        for kind in KINDS:
            request = next(islice(kind.requests(place), _ATTEMPTS * _count(kind), None))
            act = partial(line.milliseconds, request, kind.status)
            found[kind.name] = await statements.examine(act)
    return found


def _count(kind: Kind) -> int:
    return _WARM_UP + (_SLOW_SAMPLES if kind.slow else _SAMPLES)


def _section(users: int, latencies: Latencies, findings: Mapping[str, Findings]) -> Section:
    return Section(
        title=f"Growth: {users:,} users against {FEW:,}",
        head=("request", f"ms, {FEW:,} users", f"ms, {users:,} users", "ratio", "rows read", "bounded"),
        rows=[_row(kind, latencies[kind.name], findings[kind.name]) for kind in KINDS],
        goals=[_latency_goal(latencies), _plan_goal(findings)],
        note=_NOTE.format(samples=_SAMPLES, slow=_SLOW_SAMPLES),
        figures={
            kind.name: {"milliseconds": latencies[kind.name], **asdict(findings[kind.name])} for kind in KINDS
        },
    )


def _row(kind: Kind, latency: Pair, findings: Findings) -> Row:
    times = [f"{milliseconds:.2f}" for milliseconds in latency]
    return (
        kind.name,
        *times,
        f"{_ratio(latency):.2f}",
        f"{findings.rows_read:,}",
        "yes" if kind.bounded else "",
    )


def _latency_goal(latencies: Latencies) -> Goal:
    ratios = {
        kind.name: latencies[kind.name][1] / latencies[kind.name][0] for kind in KINDS if not kind.bounded
    }
    worst = sorted(ratios, key=ratios.__getitem__, reverse=True)[:_SHOWN]
    met = [name for name in ratios if ratios[name] <= _LIMIT]
    named = ", ".join(f"{name} {ratios[name]:.2f}" for name in worst)
    reached = f"{len(met)} of {len(ratios)}; worst: {named}"
    return Goal("latency of every request", f"at most {_LIMIT}x", reached, len(met) == len(ratios))


def _plan_goal(findings: Mapping[str, Findings]) -> Goal:
    faults = [f"{kind.name} {fault}" for kind in KINDS for fault in findings[kind.name].faults]
    statements = sum(found.statements for found in findings.values())
    reached = "; ".join(faults[:_SHOWN]) or f"none of {statements} statements does"
    return Goal("plans that read all of a growing table, or sort much of it", "none", reached, not faults)
