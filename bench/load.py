"""Load from wrk, on one connection pool and one core, and what it measured."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.processes import BenchError, Server
from bench.requests import Request

CONNECTIONS = 32
_SCRIPT = Path(__file__).with_name("rotate.lua")
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Measurement:
    """One run of wrk against one server; latencies in milliseconds."""

    per_second: float
    p50: float
    p99: float
    cpu: float  # the share of its core that the server used
    cost: float  # of a request, in microseconds of the server's core

    def as_json(self) -> dict[str, float]:
        return {name: round(value, 3) for name, value in asdict(self).items()}


def measure(server: Server, requests: Sequence[Request], seconds: int, folder: Path) -> Measurement:
    """Send the requests in turn for so long; one answer that is an error is one too many."""
    listed = folder / "requests.tsv"
    listed.write_text("".join(request.line() for request in requests))
    before = _cpu_seconds(server.pid)
    output = _wrk(f"-d{seconds}s", server.url, "--", str(listed))
    used = _cpu_seconds(server.pid) - before
    count, microseconds, p50, p99, failed = _result(output)
    if failed or not count:
        raise BenchError(f"{server.name}: {failed:.0f} of {count:.0f} requests failed\n{output}")
    taken = microseconds / 1e6
    return Measurement(count / taken, p50 / 1e3, p99 / 1e3, used / taken, used / count * 1e6)


def _wrk(*arguments: str) -> str:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", "--timeout", "10s", "-s", str(_SCRIPT), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchError(f"wrk failed: {done.stderr or done.stdout}")
    return done.stdout


def _result(output: str) -> list[float]:
    line = next(line for line in output.splitlines() if line.startswith("RESULT "))
    return [float(figure) for figure in line.split()[1:]]


def _cpu_seconds(pid: int) -> float:
    """User and system time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_SECOND
