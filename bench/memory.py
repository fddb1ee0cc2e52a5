"""What the processes of a server hold in memory, after requests of every kind."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import chain, cycle, islice
from pathlib import Path
from re import sub
from secrets import token_hex

from bench.processes import ROOT, Server, family
from bench.requests import Request, send
from bench.seed import PASSWORD, username
from bench.stage import Stage
from gatehouse.contract.document import load

_AT_ONCE = 8
_REGISTERED = 10


@dataclass(frozen=True, slots=True)
class Memory:
    """Of one process, in MB: all pages, those divided by the number that share them, and its own only."""

    rss: float
    pss: float
    own: float

    @classmethod
    def of(cls, pid: int) -> "Memory":
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
        kibibytes = {
            name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines)
        }
        own = kibibytes["Private_Clean"] + kibibytes["Private_Dirty"]
        return cls(*(each * 1024 / 1e6 for each in (kibibytes["Rss"], kibibytes["Pss"], own)))

    def as_json(self) -> dict[str, float]:
        return {name: round(value, 1) for name, value in asdict(self).items()}


def workers(server: Server) -> list[int]:
    """The processes that answer: the server itself, or those that are forked for that."""
    forked = [pid for pid in family(server.pid) if b"forkserver" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return forked[1:] or [server.pid]  # the first is the one that forks the others


def exercise(stage: Stage, server: Server, count: int) -> None:
    """Send so many requests, in turn to every operation and to those that do real work."""
    requests = islice(chain(_registrations(), cycle((*_every_operation(stage), *_work(stage)))), count)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(lambda request: send(server.url, request), requests):
            pass


def _every_operation(stage: Stage) -> Iterator[Request]:
    """What reads is asked by an administrator; what writes, by nobody and with an empty body."""
    for operation in load(ROOT / "openapi.yaml").operations:
        path = sub(r"\{[^}]*\}", "2", operation.path)
        if operation.method == "GET":
            yield Request("GET", path, stage.admin_token)
        else:
            yield Request(operation.method, path, body="{}")


def _work(stage: Stage) -> Iterator[Request]:
    yield Request("GET", "/users?limit=100", stage.admin_token)
    yield Request("GET", "/users?q=ada&limit=20", stage.admin_token)
    yield Request("GET", "/openapi.json")
    for number, token in enumerate(stage.user_tokens[:5], 1):
        yield Request("PATCH", "/users/me", token, json.dumps({"bio": f"Number {number}."}))
        login = {"username": username(number), "password": PASSWORD}
        yield Request("POST", "/auth/login", body=json.dumps(login))


def _registrations() -> Iterator[Request]:
    """The first of them makes the service look for common passwords."""
    for _ in range(_REGISTERED):
        name = f"new-{token_hex(6)}"
        body = {"email": f"{name}@example.com", "username": name, "password": PASSWORD}
        yield Request("POST", "/auth/register", body=json.dumps(body))
