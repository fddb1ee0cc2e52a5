"""Logins beside what the hash alone allows, and readers while more logins arrive than can be served."""

import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from bench.load import FULL, Load, Measurement, measure, measure_refusals
from bench.processes import ROOT, SERVER_CORE, BenchError
from bench.requests import Request, send
from bench.sections import Goal, Row, Section, say
from bench.seed import PASSWORD, username
from bench.stage import Stage

_LOGIN_SHARE = 0.95
_READ_SHARE = 0.8
_READ_P99 = 50
_STEADY = Load(connections=16, pause=15)
_FLOOD = Load(connections=128, pause=500)
_READERS = {"saturating": FULL, "steady": _STEADY}
_DRAIN_SECONDS = 60

Runs = Mapping[str, list[Measurement]]
Hashes = list[tuple[float, float]]  # per second, and microseconds of CPU time each


def measure_flood(stage: Stage, rounds: int = 3, seconds: int = 3) -> Section:
    """Hash, logins, readers alone and readers in a flood, in turn."""
    hashes: Hashes = []
    runs: dict[str, list[Measurement]] = defaultdict(list)
    logins, reads = login_requests(stage), read_requests(stage)
    measure(stage.ours, logins, 1, stage)
    for number in range(1, rounds + 1):
        say(f"flood {number}/{rounds}: hash alone, logins, readers with and without a flood")
        hashes.append(_hash_alone(seconds))
        runs["logins"].append(measure(stage.ours, logins, seconds, stage))
        for name, load in _READERS.items():
            runs[name].append(measure(stage.ours, reads, seconds, stage, load))
            with ThreadPoolExecutor() as pool:
                flood = pool.submit(measure_refusals, stage.ours, logins, seconds, stage, _FLOOD)
                runs[f"{name}, flooded"].append(measure(stage.ours, reads, seconds, stage, load))
            runs[f"flood of {name}"].append(flood.result())
            _drain(stage)
    return _section(hashes, runs)


def login_requests(stage: Stage) -> list[Request]:
    """Everyone in turn, so that no account is locked and none waits for another."""
    bodies = ({"username": username(number), "password": PASSWORD} for number in range(1, stage.users // 2))
    return [Request("POST", "/auth/login", body=json.dumps(body)) for body in bodies]


def read_requests(stage: Stage) -> list[Request]:
    """Many users by number, by one who may see all."""
    return [Request("GET", f"/users/{user_id}", stage.admin_token) for user_id in range(2, 1000)]


def _hash_alone(seconds: int) -> tuple[float, float]:
    pinned = ["taskset", "--cpu-list", str(SERVER_CORE), sys.executable, "-m", "bench.hashing", str(seconds)]
    done = subprocess.run(pinned, cwd=ROOT, capture_output=True, text=True, check=True)
    per_second, cost = map(float, done.stdout.split())
    return per_second, cost


def _drain(stage: Stage) -> None:
    """Wait until the logins that nobody waits for any more have been served."""
    deadline = time.monotonic() + _DRAIN_SECONDS
    body = json.dumps({"username": username(1), "password": PASSWORD})
    while send(stage.ours.url, Request("POST", "/auth/login", body=body)).status != 200:  # noqa: PLR2004
        if time.monotonic() > deadline:
            raise BenchError("the service still refuses logins a minute after the flood")
        time.sleep(0.2)


def _section(hashes: Hashes, runs: Runs) -> Section:
    alone, cost = map(median, zip(*hashes, strict=True))
    rows = [
        ("hash alone", f"{alone:.1f}", "", "", "", f"{cost:,.0f}", ""),
        _row("logins", runs["logins"], f"{median(run.cost for run in runs['logins']):,.0f}"),
    ]
    for name in _READERS:
        rows += [
            _row(f"{name} readers", runs[name]),
            _row(f"{name} readers, flooded", runs[f"{name}, flooded"]),
            _row("    the flood", runs[f"flood of {name}"]),
        ]
    return Section(
        title="Logins, and reads during a flood of them",
        head=("what", "answers/s", "p50 ms", "p99 ms", "CPU", "CPU us each", "refused/s"),
        rows=rows,
        goals=[_login_goal(hashes, runs["logins"]), *(_read_goal(name, runs) for name in _READERS)],
        note=_NOTE,
        figures={"hashes": hashes, **{name: [run.as_json() for run in each] for name, each in runs.items()}},
    )


def _row(name: str, measured: list[Measurement], cost: str = "") -> Row:
    return (
        name,
        f"{median(run.per_second - run.refused for run in measured):,.1f}",
        f"{median(run.p50 for run in measured):.1f}",
        f"{median(run.p99 for run in measured):.1f}",
        f"{median(run.cpu for run in measured):.0%}",
        cost,
        f"{median(run.refused for run in measured):,.0f}",
    )


def _login_goal(hashes: Hashes, logins: list[Measurement]) -> Goal:
    """By rate and by CPU time: on a busy machine the rate alone can even exceed what is possible."""
    pairs = list(zip(logins, hashes, strict=True))
    rate = median(run.per_second / per_second for run, (per_second, _) in pairs)
    work = median(cost / run.cost for run, (_, cost) in pairs)
    what = "logins, of what the hash alone allows on the same core"
    reached = f"{rate:.0%} by rate, {work:.0%} by CPU time"
    return Goal(what, f"{_LOGIN_SHARE:.0%}", reached, min(rate, work) >= _LOGIN_SHARE)


def _read_goal(name: str, runs: Runs) -> Goal:
    flooded = runs[f"{name}, flooded"]
    kept = median(run.per_second / alone.per_second for run, alone in zip(flooded, runs[name], strict=True))
    p99 = median(run.p99 for run in flooded)
    return Goal(
        f"{name} readers keep their rate in a flood of logins, and a p99",
        f"{_READ_SHARE:.0%}, {_READ_P99} ms",
        f"{kept:.0%}, {p99:.0f} ms",
        kept >= _READ_SHARE and p99 < _READ_P99,
    )


_NOTE = f"""\
The service has one core and one thread that hashes; `wrk` and PostgreSQL share the other core. *Hash alone*
is the hasher of the service in a process of its own on the same core, always with work waiting. *Logins* come
from {FULL.connections} connections, each time as another user, so that no lock, limit or full queue is in
the way; the share of their CPU time that is the hash itself is counted beside the rate, and both have to do.

The flood is {_FLOOD.connections} connections that try again {_FLOOD.pause} ms after each answer, twice as
many as may wait for a hash; what is refused (503 with `Retry-After`) is counted apart. *Steady* readers are
{_STEADY.connections} connections that pause for {_STEADY.pause} ms after each answer, and leave most of the
core free. *Saturating* readers are {FULL.connections} that never pause: they take the whole core before the
flood begins, so that every login is at their expense. Shares are medians of the ratio within a round.
"""
