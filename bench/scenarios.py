"""What is measured: the requests, the servers that answer them, and the target for each peer."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count, islice

from bench.load import CONNECTIONS
from bench.requests import Request
from bench.seed import PASSWORD, username
from bench.stage import BARE, ORM, RAW, Stage

_IDS = 1000
_PAGE = 50
_BIOS = (("Reads the manual.", "dark"), ("Writes the manual.", "light"))
_MANY = 256
_LINES = 3000
_BLOCKS = 80  # of the mix: as many requests as no server answers in a round, and no refresh token twice


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
    requests: Callable[[Stage], list[Request]]  # made anew for each round
    targets: tuple[Target, ...]
    connections: int = CONNECTIONS
    database: int | None = None  # at most so many microseconds of PostgreSQL's CPU each

    @property
    def peers(self) -> list[str]:
        return [target.peer for target in self.targets]


def _live(_stage: Stage) -> list[Request]:
    return [Request("GET", "/health/live")]


def _user(stage: Stage) -> list[Request]:
    """Many users, in random order, by one who may see all."""
    return [_read(user_id, stage.admin_token) for user_id in _ids(stage, _IDS)]


def _list(stage: Stage) -> list[Request]:
    return [_page(stage.admin_token)]


def _update(stage: Stage) -> list[Request]:
    """Everyone changes their own account, so that no two wait for one row."""
    return [_change(token, number) for number in range(len(_BIOS)) for token in stage.user_tokens]


def reads(callers: int, stage: Stage) -> list[Request]:
    """Each request by another caller, for another user."""
    tokens = _by_turns(stage.crowd.tokens[:callers])
    return list(map(_read, _ids(stage, len(tokens)), tokens))


def _keyed_reads(callers: int, stage: Stage) -> list[Request]:
    keys = _by_turns(stage.crowd.api_keys[:callers])
    return [
        replace(_read(number, ""), api_key=key)
        for number, key in zip(_ids(stage, len(keys)), keys, strict=True)
    ]


def _lists(callers: int, stage: Stage) -> list[Request]:
    return list(map(_page, _by_turns(stage.crowd.tokens[:callers])))


def _updates(callers: int, stage: Stage) -> list[Request]:
    return list(map(_change, _by_turns(stage.crowd.tokens[:callers]), count()))


def _mix(callers: int, stage: Stage) -> list[Request]:
    """Of 500 requests 350 read a user, 75 a list, 50 change an own account, 24 refresh, one signs in."""
    chance = random.Random(0)
    tokens, refresh_tokens = stage.crowd.tokens[:callers], stage.crowd.refresh_tokens()
    requests: list[Request] = []
    for number in range(_BLOCKS):
        block = list(map(_read, _ids(stage, 350), chance.choices(tokens, k=350)))
        block += map(_page, chance.choices(tokens, k=75))
        block += map(_change, chance.choices(tokens, k=50), count(number))
        block += map(_refresh, islice(refresh_tokens, 24))
        block.append(_sign_in(username(1 + number)))
        chance.shuffle(block)
        requests += block
    return requests


def _ids(stage: Stage, number: int) -> list[int]:
    return random.Random(0).choices(range(2, stage.users + 2), k=number)


def _by_turns(each: Sequence[str]) -> list[str]:
    return [*each] * (_LINES // len(each))


def _read(user_id: int, token: str) -> Request:
    return Request("GET", f"/users/{user_id}", token)


def _page(token: str) -> Request:
    return Request("GET", f"/users?limit={_PAGE}", token)


def _change(token: str, number: int) -> Request:
    bio, theme = _BIOS[number % len(_BIOS)]
    return Request("PATCH", "/users/me", token, json.dumps({"bio": bio, "metadata": {"theme": theme}}))


def _refresh(token: str) -> Request:
    return Request("POST", "/auth/refresh", body=json.dumps({"refresh_token": token}))


def _sign_in(name: str) -> Request:
    return Request("POST", "/auth/login", body=json.dumps({"username": name, "password": PASSWORD}))


def _of_many(
    name: str,
    title: str,
    requests: Callable[[int, Stage], list[Request]],
    targets: tuple[Target, ...],
    crowds: Sequence[tuple[int, int]] = ((1000, CONNECTIONS),),
    database: int | None = None,
) -> Iterator[Scenario]:
    """The same for so many callers, on so many connections."""
    for callers, connections in crowds:
        yield Scenario(
            f"{name}-{callers}-{connections}",
            f"{title}, {callers:,} callers, {connections} connections",
            partial(requests, callers),
            targets,
            connections,
            database,
        )


_CROWDS = tuple((callers, connections) for callers in (300, 1000) for connections in (CONNECTIONS, _MANY))

SCENARIOS = (
    *_of_many("mix", "mix", _mix, (Target(ORM, ratio=10, p99=0.1), Target(RAW, ratio=3)), _CROWDS),
    *_of_many(
        "users",
        "GET /users/{id}",
        reads,
        (Target(ORM, ratio=10, p99=0.1), Target(RAW, ratio=4)),
        _CROWDS,
        database=45,
    ),
    *_of_many("keys", "GET /users/{id} by API key", _keyed_reads, (Target(ORM, ratio=10), Target(RAW))),
    *_of_many("lists", f"GET /users?limit={_PAGE}", _lists, (Target(ORM, ratio=10), Target(RAW))),
    *_of_many("updates", "PATCH /users/me", _updates, (Target(ORM, ratio=4), Target(RAW))),
    Scenario("live", "GET /health/live", _live, (Target(BARE, ratio=0.8), Target(RAW), Target(ORM))),
    Scenario(
        "user",
        "GET /users/{id}, one caller",
        _user,
        (Target(ORM, ratio=10, p99=0.1), Target(RAW, ratio=4)),
    ),
    Scenario("list", f"GET /users?limit={_PAGE}, one caller", _list, (Target(ORM, ratio=10), Target(RAW))),
    Scenario("update", "PATCH /users/me, 64 callers", _update, (Target(ORM, ratio=4), Target(RAW))),
)
