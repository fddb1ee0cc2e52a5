"""Load from wrk, from one thread, and what it measured."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from bench.processes import BenchError, Server, family
from bench.requests import Request
from bench.stage import Stage

CONNECTIONS = 32
_SCRIPT = Path(__file__).with_name("rotate.lua")
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Load:
    """How hard wrk tries: each connection sends the next request a pause after its last answer."""

    connections: int = CONNECTIONS
    pause: int = 0  # milliseconds


@dataclass(frozen=True, slots=True)
class Measurement:
    """One run of wrk against one server; latencies in milliseconds."""

    per_second: float
    p50: float
    p99: float
    cpu: float  # the share of one core that the server used
    cost: float  # of a request, in microseconds of the server's core
    database: float  # of a request, in microseconds of PostgreSQL's
    refused: float = 0  # answers per second that were errors; they are among the others

    def as_json(self) -> dict[str, float]:
        return {name: round(value, 3) for name, value in asdict(self).items()}


FULL = Load()


def measure(
    server: Server, requests: Sequence[Request], seconds: int, stage: Stage, load: Load = FULL
) -> Measurement:
    """Send the requests in turn for so long; one answer that is an error is one too many."""
    measured = measure_refusals(server, requests, seconds, stage, load)
    if measured.refused:
        raise BenchError(f"{server.name}: {measured.refused:.0f} requests per second failed")
    return measured


def measure_refusals(
    server: Server, requests: Sequence[Request], seconds: int, stage: Stage, load: Load
) -> Measurement:
    """The same where errors are among the answers to expect; no answer at all is still too little."""
    with NamedTemporaryFile("w", dir=stage.folder, suffix=".tsv") as listed:
        listed.writelines(request.line() for request in requests)
        listed.flush()
        before, before_in_database = cpu_seconds(server.pid), cpu_seconds(stage.postgres_pid)
        settings = (f"-c{load.connections}", f"-d{seconds}s", server.url, "--", listed.name, str(load.pause))
        output = _wrk(*settings)
        used = cpu_seconds(server.pid) - before
        used_by_database = cpu_seconds(stage.postgres_pid) - before_in_database
    count, microseconds, p50, p99, refused, failed = _result(output)
    if failed or not count:
        raise BenchError(f"{server.name}: {failed:.0f} of {count:.0f} requests had no answer\n{output}")
    taken = microseconds / 1e6
    return Measurement(
        per_second=count / taken,
        p50=p50 / 1e3,
        p99=p99 / 1e3,
        cpu=used / taken,
        cost=used / count * 1e6,
        database=used_by_database / count * 1e6,
        refused=refused / taken,
    )


def _wrk(*arguments: str) -> str:
    command = ["wrk", "-t1", "--timeout", "30s", "-s", str(_SCRIPT), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchError(f"wrk failed: {done.stderr or done.stdout}")
    return done.stdout


def _result(output: str) -> list[float]:
    line = next(line for line in output.splitlines() if line.startswith("RESULT "))
    return [float(figure) for figure in line.split()[1:]]


def cpu_seconds(pid: int) -> float:
    """User and system time so far of a process and its workers."""
    return sum(map(_cpu_seconds_of, family(pid)))


def _cpu_seconds_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_SECOND
