"""From the times of single rounds to a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from bench.clients.programs import CALLS, PROGRAMS, WAYS, Program, Run, Times
from bench.sections import Row, Section

FIXED, REAL = "a server of fixed answers", "the service"
_TITLES = {"get": "GET /users/{id}", "list": "GET /users?limit=50"}
_HEAD = (
    "client",
    "call",
    "by hand us",
    "client us",
    "overhead us",
    "overhead",
    "more CPU us",
    "service by hand us",
    "its overhead us",
    "its overhead",
)
_NOTE = """\
One program per language makes each call by hand and through our generated client, in turns within one
process on one core, one call after the other on connections that stay open (Nushell opens one for each
call, either way). By hand means what its programmers would write: `fetch` and `response.json()`, `reqwest`
and serde structs, `net/http` and structs, `http get`, `httpx` and `response.json()`; it sends the same
headers, checks the status and decodes the same fields, and has no time limits, retries, renewal of tokens,
redirects without credentials or, in TypeScript, Nushell and Python, checks of what was answered, which is
what the overhead pays for. Both ways
have to decode the same values before anything is measured.

The first columns are against a server that only sends answers recorded from the service, headers
included; the last three are against the service, with its database on the client's core. Figures are
microseconds per call: medians of the rounds, and for the overhead medians of the difference within each
round. The first fifth of the rounds warms up and is not counted. CPU is that of the client's process;
Nushell does not tell its own."""

Runs = dict[tuple[str, str], Run]  # by language and server


@dataclass(frozen=True, slots=True)
class Cost:
    """A call by one clock, in microseconds."""

    by_hand: float
    by_sdk: float
    overhead: float

    @classmethod
    def of(cls, run: Run, call: str, clock: str = "wall_us") -> "Cost":
        by_hand, by_sdk = (run[call, way][clock] for way in WAYS)
        differences = (more - less for less, more in zip(by_hand, by_sdk, strict=True))
        return cls(median(by_hand), median(by_sdk), median(differences))

    @property
    def share(self) -> float:
        return self.overhead / self.by_hand


def section(runs: Runs) -> Section:
    return Section(
        title="What our clients cost",
        head=_HEAD,
        rows=[_row(runs, program, call) for program in PROGRAMS for call in CALLS],
        goals=[],
        note=_NOTE,
        figures={
            program.language: {server: _figures(runs[program.language, server]) for server in (FIXED, REAL)}
            for program in PROGRAMS
        },
    )


def _row(runs: Runs, program: Program, call: str) -> Row:
    fixed, real = runs[program.language, FIXED], runs[program.language, REAL]
    alone, served = Cost.of(fixed, call), Cost.of(real, call)
    has_cpu = "cpu_us" in fixed[call, "hand"]
    return (
        program.title,
        _TITLES[call],
        f"{alone.by_hand:,.0f}",
        f"{alone.by_sdk:,.0f}",
        f"{alone.overhead:,.0f}",
        f"{alone.share:.0%}",
        f"{Cost.of(fixed, call, 'cpu_us').overhead:,.0f}" if has_cpu else "",
        f"{served.by_hand:,.0f}",
        f"{served.overhead:,.0f}",
        f"{served.share:.0%}",
    )


def _figures(run: Run) -> Mapping[str, Mapping[str, Times]]:
    return {
        call: {
            way: {clock: [round(each, 1) for each in times] for clock, times in run[call, way].items()}
            for way in WAYS
        }
        for call in CALLS
    }
