"""What a refused request costs beside an accepted one: callers who are refused must not be the dearest."""

import json
from collections import defaultdict
from collections.abc import Mapping
from statistics import median

from bench.crowd import sign_in
from bench.load import FULL, Measurement, measure_refusals
from bench.requests import Request, send
from bench.scenarios import reads
from bench.sections import Goal, Row, Section, say
from bench.seed import username
from bench.stage import Stage

_CALLERS = 300
_READ, _CHANGE = "GET /users/{id}", "PATCH /users/me"
_OF_CHANGES = ("422, a field that is not one", "422, a value that is not one", "400, not JSON")

Runs = Mapping[str, list[Measurement]]


def measure_refusals_beside(stage: Stage, rounds: int = 5, seconds: int = 2) -> Section:
    """Accepted requests and each way of being refused, in turns."""
    kinds = _kinds(stage)
    runs: dict[str, list[Measurement]] = defaultdict(list)
    for number in range(rounds + 1):
        say(f"refusals {number}/{rounds}")
        for kind, requests in kinds.items():
            measured = measure_refusals(stage.ours, requests, seconds, stage, FULL)
            if number:  # the first is there to warm up
                runs[kind].append(measured)
    return Section(
        title="Refused requests beside accepted ones",
        head=("request", "answers/s", "refused/s", "p99 ms", "CPU us each", "CPU / accepted"),
        rows=[_row(runs, kind) for kind in runs],
        goals=[_goal(runs, kind) for kind in runs if kind not in {_READ, _CHANGE}],
        note=_NOTE,
        figures={kind: [run.as_json() for run in measured] for kind, measured in runs.items()},
    )


def _kinds(stage: Stage) -> dict[str, list[Request]]:
    accepted = reads(_CALLERS, stage)
    tokens = stage.crowd.tokens[:_CALLERS]
    ended = sign_in(stage.ours, username(stage.users - 9))
    send(stage.ours.url, Request("POST", "/auth/logout", ended))
    paths = [each.path for each in accepted]

    def change(body: str) -> list[Request]:
        return [Request("PATCH", "/users/me", token, body) for token in tokens]

    return {
        _READ: accepted,
        "401, no token": [Request("GET", path) for path in paths],
        "401, not a token": [Request("GET", path, "nonsense") for path in paths],
        "401, a forged token": [
            Request("GET", each.path, f"{each.token[:-9]}AAAAAAAAA") for each in accepted
        ],
        "401, an ended session": [Request("GET", path, ended) for path in paths],
        "403": [Request("GET", "/admin/roles", token) for token in tokens],
        "404, no such user": [Request("GET", "/users/999999999", token) for token in tokens],
        "404, no such path": [Request("GET", "/nowhere", token) for token in tokens],
        "405": [Request("PUT", each.path, each.token) for each in accepted],
        "422, an id that is not one": [Request("GET", "/users/0", token) for token in tokens],
        _CHANGE: change(json.dumps({"bio": "Reads the manual."})),
        _OF_CHANGES[0]: change(json.dumps({"status": "active"})),
        _OF_CHANGES[1]: change(json.dumps({"bio": 7})),
        _OF_CHANGES[2]: change("{"),
    }


def _accepted(kind: str) -> str:
    return _CHANGE if kind in {_CHANGE, *_OF_CHANGES} else _READ


def _ratio(runs: Runs, kind: str) -> float:
    """The median of the rounds, each compared within itself."""
    pairs = zip(runs[kind], runs[_accepted(kind)], strict=True)
    return median(run.cost / accepted.cost for run, accepted in pairs)


def _row(runs: Runs, kind: str) -> Row:
    measured = runs[kind]
    return (
        kind,
        f"{median(run.per_second for run in measured):,.0f}",
        f"{median(run.refused for run in measured):,.0f}",
        f"{median(run.p99 for run in measured):.1f}",
        f"{median(run.cost for run in measured):.0f}",
        f"{_ratio(runs, kind):.2f}",
    )


def _goal(runs: Runs, kind: str) -> Goal:
    ratio = _ratio(runs, kind)
    return Goal(
        f"refused, {kind}: CPU time of an accepted request", "at most 1x", f"{ratio:.2f}x", ratio <= 1
    )


_NOTE = f"""\
{_CALLERS} callers with a token each, {FULL.connections} connections. CPU is the service's own, compared
with that of an accepted request of the same kind, {_READ} or {_CHANGE}, round by round.
"""
