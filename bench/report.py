"""From measurements to medians, a table, and files that can be compared later."""

import json
import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from bench.load import CONNECTIONS, Measurement
from bench.scenarios import Scenario, Target
from bench.stage import OURS

RESULTS = Path(__file__).with_name("results")
_PACKAGES = ("connexion", "uvicorn", "uvloop", "httptools", "asyncpg", "fastapi", "pydantic", "sqlalchemy")
_HEAD = (
    "request",
    "server",
    "requests/s",
    "spread",
    "p50 ms",
    "p99 ms",
    "CPU",
    "CPU us each",
    "ours / peer",
    "target",
)

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
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """A target, and what was reached."""

    target: Target
    ratio: float
    p99: float

    @property
    def met(self) -> bool | None:
        if self.target.ratio is None:
            return None
        fast = self.ratio >= self.target.ratio
        return fast and (self.target.p99 is None or self.p99 <= self.target.p99)

    def text(self) -> str:
        if self.target.ratio is None:
            return ""
        wanted = f"{self.target.ratio:g}x"
        if self.target.p99 is not None:
            wanted += f", p99 {self.target.p99:g}x (is {self.p99:.2f}x)"
        return f"{wanted}: {'met' if self.met else 'missed'}"


def machine(facts: Mapping[str, str]) -> dict[str, Any]:
    """What the figures depend on."""
    return {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "python": platform.python_version(),
        "postgresql": dict(facts),
        "packages": {name: version(name) for name in _PACKAGES},
    }


def table(runs: Runs, scenarios: Iterable[Scenario]) -> str:
    """Every scenario that was measured: ours first, then its peers."""
    measured = [scenario for scenario in scenarios if scenario.name in runs]
    return _markdown([row for scenario in measured for row in _rows(scenario, runs[scenario.name])])


def write(
    runs: Runs, scenarios: Iterable[Scenario], machine: Mapping[str, Any], options: Mapping[str, Any]
) -> None:
    """Keep the results of a run: the figures as JSON, the table as a page."""
    RESULTS.mkdir(exist_ok=True)
    moment = datetime.now(UTC)
    record = {
        "date": moment.isoformat(timespec="seconds"),
        "options": dict(options),
        "machine": dict(machine),
        "runs": {
            scenario: {name: [run.as_json() for run in each] for name, each in servers.items()}
            for scenario, servers in runs.items()
        },
    }
    file = RESULTS / f"{moment:%Y-%m-%d}.json"
    file.write_text(json.dumps(record, indent=1) + "\n")
    (RESULTS / "README.md").write_text(_page(table(runs, scenarios), moment, machine, options, file.name))


def _rows(scenario: Scenario, servers: Mapping[str, list[Measurement]]) -> list[tuple[str, ...]]:
    ours = Summary.of(servers[OURS])
    rows = [_row(scenario.title, OURS, ours, "", "")]
    for target in scenario.targets:
        theirs = Summary.of(servers[target.peer])
        outcome = Outcome(target, ours.per_second / theirs.per_second, ours.p99 / theirs.p99)
        rows.append(_row("", target.peer, theirs, f"{outcome.ratio:.2f}x", outcome.text()))
    return rows


def _row(title: str, server: str, summary: Summary, ratio: str, target: str) -> tuple[str, ...]:
    return (
        title,
        server,
        f"{summary.per_second:,.0f}",
        f"{summary.spread:.0%}",
        f"{summary.p50:.2f}",
        f"{summary.p99:.2f}",
        f"{summary.cpu:.0%}",
        f"{summary.cost:.0f}",
        ratio,
        target,
    )


def _markdown(rows: list[tuple[str, ...]]) -> str:
    """Markdown that is also readable in a terminal."""
    widths = [max(map(len, column)) for column in zip(_HEAD, *rows, strict=True)]
    ruler = tuple("-" * width for width in widths)
    lines = (
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in (_HEAD, ruler, *rows)
    )
    return "\n".join(f"| {line} |" for line in lines)


def _page(
    rows: str, moment: datetime, machine: Mapping[str, Any], options: Mapping[str, Any], file: str
) -> str:
    packages = ", ".join(f"{name} {number}" for name, number in machine["packages"].items())
    postgresql = machine["postgresql"]
    return f"""# Benchmark of {moment:%d %B %Y}

{rows}

Medians of {options["rounds"]} interleaved rounds of {options["seconds"]} s with {options["users"]:,} users,
{CONNECTIONS} connections and one worker per server. The server under test has a core to itself; `wrk` and
PostgreSQL share another. CPU is the share of its core that the server used: well below 100%, the other core
was the limit, and the CPU time of each request says more than the rate. On other machines the ratios will be
nearer to these than the absolute figures. The single rounds are in [{file}]({file}).

- Machine: {machine["cores"]} cores ({machine["processor"]}), {machine["memory_gib"]} GiB
- Python {machine["python"]}, {packages}
- PostgreSQL {postgresql["server_version"]}, fsync {postgresql["fsync"]}, synchronous_commit \
{postgresql["synchronous_commit"]}, on a Unix socket

Servers, all on uvicorn with uvloop and httptools, over the same database with the same tokens:

- **gatehouse** is the service as it is delivered, with its access log going to a file.
- **orm** is the service as FastAPI's own template writes it: a session per request, SQLAlchemy's ORM,
  response models, PyJWT. Routes are flat, dependencies async, emails plain strings, verified tokens
  remembered, and there is no access log.
- **raw** is FastAPI with hand-written SQL on asyncpg, whose pool resets nothing, as ours, and answers
  written by orjson, past all response models. It has no access log either.
- **bare** is an ASGI function that only sends a fixed answer.

Before the measurement every peer has to give the same answers, entity tags and links, write the same audit
rows and refuse the same requests. `nox -s bench` writes this page anew.
"""


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
