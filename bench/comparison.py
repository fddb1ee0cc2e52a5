"""The service and its peers, scenario by scenario: interleaved rounds, medians, and what was aimed at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.load import Load, Measurement, measure
from bench.scenarios import Scenario, Target
from bench.sections import Goal, Row, Section, say
from bench.stage import OURS, Stage

_WARM_UP_SECONDS = 1
_HEAD = (
    "request",
    "server",
    "requests/s",
    "spread",
    "p50 ms",
    "p99 ms",
    "CPU",
    "CPU us each",
    "PostgreSQL's",
    "ours / peer",
)
_NOTE = """\
Medians of interleaved rounds, one worker per server. The server under test has
a core to itself; `wrk` and PostgreSQL share another. CPU is the share of its core that the server used: well
below 100%, the other core was the limit, and the CPU time of each request says more than the rate,
as does PostgreSQL's, in microseconds.

Servers, all on uvicorn with uvloop and httptools, over the same database with the same tokens:

- **gatehouse** is the service as it is delivered.
- **orm** is the service as FastAPI's own template writes it: a session per request, SQLAlchemy's ORM,
  response models, PyJWT. Routes are flat, dependencies async, emails plain strings, and verified tokens
  remembered.
- **raw** is FastAPI with hand-written SQL on asyncpg, whose pool resets nothing, as ours, and answers
  written by orjson, past all response models.
- **bare** is an ASGI function that only sends a fixed answer.

All but the bare one write a line about each request to a file: ours as JSON, the peers uvicorn's, as
`fastapi run` does. With `--no-access-log` the raw one has been seen to answer a quarter more reads by key.

Before the measurement every peer has to give the same answers, entity tags and links, write the same audit
rows and refuse the same requests."""

Runs = Mapping[str, Mapping[str, list[Measurement]]]  # by scenario and server


@dataclass(frozen=True, slots=True)
class Summary:
    """The rounds of one server in one scenario."""

    per_second: float
    spread: float  # between the best and the worst round, as a share of the median
    p50: float
    p99: float
    cpu: float
    cost: float
    database: float

    @classmethod
    def of(cls, runs: Iterable[Measurement]) -> "Summary":
        runs = list(runs)
        rates = [run.per_second for run in runs]
        middle = median(rates)
        return cls(
            per_second=middle,
            spread=(max(rates) - min(rates)) / middle,
            p50=median(run.p50 for run in runs),
            p99=median(run.p99 for run in runs),
            cpu=median(run.cpu for run in runs),
            cost=median(run.cost for run in runs),
            database=median(run.database for run in runs),
        )

    def row(self, title: str, server: str, ratio: str) -> Row:
        rates = (f"{self.per_second:,.0f}", f"{self.spread:.0%}", f"{self.p50:.2f}", f"{self.p99:.2f}")
        costs = (f"{self.cpu:.0%}", f"{self.cost:.0f}", f"{self.database:.0f}")
        return (title, server, *rates, *costs, ratio)


def compare(stage: Stage, scenarios: Sequence[Scenario], rounds: int, seconds: int) -> Section:
    """Measure each scenario on every server that has a part in it."""
    runs = _measure(stage, scenarios, rounds, seconds)
    return Section(
        title="Beside peers",
        head=_HEAD,
        rows=[row for scenario in scenarios for row in _rows(scenario, runs[scenario.name])],
        goals=[goal for scenario in scenarios for goal in _goals(scenario, runs[scenario.name])],
        note=f"{rounds} rounds of {seconds} s with {stage.users:,} users. {_NOTE}",
        figures={
            scenario: {name: [run.as_json() for run in each] for name, each in servers.items()}
            for scenario, servers in runs.items()
        },
    )


def _measure(stage: Stage, scenarios: Sequence[Scenario], rounds: int, seconds: int) -> Runs:
    runs: dict[str, dict[str, list[Measurement]]] = defaultdict(lambda: defaultdict(list))
    for scenario in scenarios:
        load = Load(scenario.connections)
        for name in (OURS, *scenario.peers):
            measure(stage.servers[name], scenario.requests(stage), _WARM_UP_SECONDS, stage, load)
        for number, name in _turns(scenario, rounds):
            measured = measure(stage.servers[name], scenario.requests(stage), seconds, stage, load)
            runs[scenario.name][name].append(measured)
            rate = f"{measured.per_second:,.0f}/s, p99 {measured.p99:.1f} ms"
            say(f"{scenario.name} {number}/{rounds} {name}: {rate}")
    return runs


def _turns(scenario: Scenario, rounds: int) -> Iterator[tuple[int, str]]:
    """Every server once per round; another one begins each time."""
    names = [OURS, *scenario.peers]
    for number in range(rounds):
        start = number % len(names)
        for name in names[start:] + names[:start]:
            yield number + 1, name


def _rows(scenario: Scenario, servers: Mapping[str, list[Measurement]]) -> Iterator[Row]:
    ours = Summary.of(servers[OURS])
    yield ours.row(scenario.title, OURS, "")
    for peer in scenario.peers:
        theirs = Summary.of(servers[peer])
        yield theirs.row("", peer, f"{ours.per_second / theirs.per_second:.2f}x")


def _goals(scenario: Scenario, servers: Mapping[str, list[Measurement]]) -> Iterator[Goal]:
    ours = Summary.of(servers[OURS])
    if scenario.database:
        reached = f"{ours.database:.0f} us"
        yield Goal(
            f"{scenario.title}, PostgreSQL's CPU",
            f"{scenario.database} us or less",
            reached,
            ours.database <= scenario.database,
        )
    for target in scenario.targets:
        yield from _goals_beside(target, f"{scenario.title}, beside {target.peer}", ours, servers)


def _goals_beside(
    target: Target, what: str, ours: Summary, servers: Mapping[str, list[Measurement]]
) -> Iterator[Goal]:
    theirs = Summary.of(servers[target.peer])
    if target.ratio is not None:
        rate = ours.per_second / theirs.per_second
        yield Goal(what, f"{target.ratio:g}x its rate", f"{rate:.2f}x", rate >= target.ratio)
    if target.p99 is not None:
        slow = ours.p99 / theirs.p99
        yield Goal(what, f"{target.p99:g}x its p99", f"{slow:.2f}x", slow <= target.p99)
