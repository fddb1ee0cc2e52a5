"""Floods of limited requests and reads of profiles, counted and copied in Redis or not."""

import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import cycle, islice
from statistics import median

from bench.flood import read_requests
from bench.load import FULL, Measurement, measure_refusals
from bench.processes import HOST, BenchError, Server, free_port
from bench.requests import Request
from bench.sections import Row, Section, say
from bench.stage import Stage, serve_ours

_WITHOUT, _WITH = "PostgreSQL", "Redis"
_SETTINGS = {"RATE_LIMIT_ENABLED": "true", "RATE_LIMIT_REQUESTS": "1000", "TRUSTED_PROXIES": HOST}
_CALLERS = 100_000
_SHOWN = 200

Runs = Mapping[tuple[str, str], list[Measurement]]


def measure_limits(stage: Stage, rounds: int = 5, seconds: int = 3) -> Section:
    """Each kind of request without Redis and with it, in turn."""
    runs: dict[tuple[str, str], list[Measurement]] = defaultdict(list)
    with ExitStack() as stack:
        servers = _servers(stage, stack, stack.enter_context(_redis()))
        kinds = _requests(stage)
        for number in range(rounds + 1):
            say(f"limits {number}/{rounds}: floods and reads, without Redis and with it")
            for kind, requests in kinds.items():
                for name, server in servers.items():
                    measured = _measure(stage, server, requests, seconds)
                    if number:  # the first is there to warm up
                        runs[kind, name].append(measured)
    return _section(runs)


def _requests(stage: Stage) -> Mapping[str, list[Request]]:
    """What is refused for its body has cost the limit and nothing else."""
    callers = (f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}" for n in range(_CALLERS))
    readers = zip(cycle(read_requests(stage)[:_SHOWN]), cycle(stage.user_tokens), strict=False)
    return {
        "flood from one address": [Request("POST", "/auth/email/verify", body="{}", client="192.0.2.1")],
        "flood from many": [
            Request("POST", "/auth/email/verify", body="{}", client=each) for each in callers
        ],
        "GET /users/{id}": [Request("GET", read.path, token) for read, token in islice(readers, 1000)],
    }


@contextmanager
def _redis() -> Iterator[str]:
    """A server of its own, beside PostgreSQL and the load."""
    if (program := shutil.which("redis-server") or shutil.which("valkey-server")) is None:
        raise BenchError("redis-server must be installed")
    port = free_port()
    options = ("--bind", HOST, "--port", str(port), "--save", "", "--appendonly", "no")
    process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        yield f"redis://{HOST}:{port}"
    finally:
        process.terminate()
        process.wait()


def _servers(stage: Stage, stack: ExitStack, url: str) -> dict[str, Server]:
    plain = {**stage.environment, **_SETTINGS}
    environments = {_WITHOUT: plain, _WITH: {**plain, "REDIS_URL": url, "PROFILE_CACHE_SECONDS": "60"}}
    return {
        name: stack.enter_context(serve_ours(environment, stage.folder))
        for name, environment in environments.items()
    }


def _measure(stage: Stage, server: Server, requests: list[Request], seconds: int) -> Measurement:
    measured = measure_refusals(server, requests, seconds, stage, FULL)
    if measured.refused and requests[0].method == "GET":
        raise BenchError(f"{server.name}: {measured.refused:.0f} reads per second failed")
    return measured


def _section(runs: Runs) -> Section:
    return Section(
        title="Redis or Valkey, beside PostgreSQL alone",
        head=(
            "request",
            "with",
            "requests/s",
            "p50 ms",
            "p99 ms",
            "CPU us each",
            "PostgreSQL's",
        ),
        rows=[_row(kind, name, measured) for (kind, name), measured in runs.items()],
        goals=(),
        note=_NOTE,
        figures={
            f"{kind}, {name}": [run.as_json() for run in measured] for (kind, name), measured in runs.items()
        },
    )


def _row(kind: str, name: str, measured: list[Measurement]) -> Row:
    return (
        kind,
        name,
        f"{median(run.per_second for run in measured):,.0f}",
        f"{median(run.p50 for run in measured):.1f}",
        f"{median(run.p99 for run in measured):.1f}",
        f"{median(run.cost for run in measured):.0f}",
        f"{median(run.database for run in measured):.1f}",
    )


_NOTE = f"""\
{FULL.connections} connections, the service on one core; PostgreSQL, Redis and the load share the other. The
body of the flood is refused, so that a request costs the limit and little else: 1,000 a minute for each
caller, of whom there is one, or {_CALLERS:,}. The readers are people with sessions of their own who look
at {_SHOWN} others, so that with Redis nearly all they read is a copy there.
"""
