"""What is measured: the requests, the servers that answer them, and the target for each peer."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass

from bench.requests import Request
from bench.stage import BARE, ORM, RAW, Stage

_IDS = 1000
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Target:
    """How much faster than a peer the service has to be; without a ratio the peer is there to compare."""

    peer: str
    ratio: float | None = None
    p99: float | None = None  # the highest share of the peer's


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of request, in as many variations as it takes to be realistic."""

    name: str
    title: str
    requests: Callable[[Stage], list[Request]]
    targets: tuple[Target, ...]

    @property
    def peers(self) -> list[str]:
        return [target.peer for target in self.targets]


def _live(_stage: Stage) -> list[Request]:
    return [Request("GET", "/health/live")]


def _user(stage: Stage) -> list[Request]:
    """Many users, in random order, by one who may see all."""
    ids = random.Random(0).choices(range(2, stage.users + 2), k=_IDS)
    return [Request("GET", f"/users/{user_id}", stage.admin_token) for user_id in ids]


def _list(stage: Stage) -> list[Request]:
    return [Request("GET", f"/users?limit={_PAGE}", stage.admin_token)]


def _update(stage: Stage) -> list[Request]:
    """Everyone changes their own account, so that no two wait for one row."""
    return [
        Request("PATCH", "/users/me", token, json.dumps({"bio": bio, "metadata": {"theme": theme}}))
        for bio, theme in (("Reads the manual.", "dark"), ("Writes the manual.", "light"))
        for token in stage.user_tokens
    ]


SCENARIOS = (
    Scenario("live", "GET /health/live", _live, (Target(BARE, ratio=0.8), Target(RAW), Target(ORM))),
    Scenario("user", "GET /users/{id}", _user, (Target(ORM, ratio=10, p99=0.1), Target(RAW, ratio=4))),
    Scenario("list", f"GET /users?limit={_PAGE}", _list, (Target(ORM, ratio=10), Target(RAW))),
    Scenario("update", "PATCH /users/me", _update, (Target(ORM, ratio=4), Target(RAW))),
)
