"""Calls by hand and by our client, in turn: `calls.py BASE_URL TOKEN IDS CALLS ROUNDS`."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import httpx

sys.path.insert(0, str(Path(__file__).parents[3] / "clients" / "python" / "src"))

from gatehouse_client import GatehouseClient

PAGE = 50


class Call(NamedTuple):
    """A call, the way it is made, and what makes it with the id of a user."""

    call: str
    way: str
    make: Callable[[int], Any]


class Service:
    """The calls as one writes them without a client: the status is checked, and the answer is trusted."""

    def __init__(self, base_url: str, token: str) -> None:
        headers = {
            "accept": "application/json",
            "user-agent": "by-hand/1.0.0",
            "authorization": f"Bearer {token}",
        }
        self._client = httpx.Client(base_url=base_url, headers=headers)

    def get(self, path: str) -> Any:
        return self._client.get(path).raise_for_status().json()


def measure(each: Call, ids: list[int], count: int) -> dict[str, Any]:
    """Return how long calls take, on the wall and on the processor."""
    began, used = time.perf_counter(), time.process_time()
    for number in range(count):
        each.make(ids[number % len(ids)])
    wall, cpu = time.perf_counter() - began, time.process_time() - used
    return {"call": each.call, "way": each.way, "wall_us": wall * 1e6 / count, "cpu_us": cpu * 1e6 / count}


def main(base_url: str, token: str, listed: str, calls: str, rounds: str) -> None:
    """Show what each call returns, then measure round by round, beginning with each way in turn."""
    ids = [int(each) for each in listed.split(",")]
    hand, sdk = Service(base_url, token), GatehouseClient(base_url, token=token)
    ways = [
        [
            Call("get", "hand", lambda id_: hand.get(f"/users/{id_}")),
            Call("list", "hand", lambda _: hand.get(f"/users?limit={PAGE}")),
        ],
        [
            Call("get", "sdk", sdk.users.get),
            Call("list", "sdk", lambda _: sdk.users.list(limit=PAGE).page()),
        ],
    ]
    for each in [*ways[0], *ways[1]]:
        value = each.make(ids[0])
        shown = value if each.way == "hand" else value.to_dict()
        print(json.dumps({"call": each.call, "way": each.way, "value": shown}))
    for number in range(int(rounds)):
        for each in [*ways[number % 2], *ways[(number + 1) % 2]]:
            print(json.dumps(measure(each, ids, int(calls))))


if __name__ == "__main__":
    main(*sys.argv[1:])
