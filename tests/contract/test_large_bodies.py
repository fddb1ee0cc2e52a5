"""Requests with large bodies wait for each other, and leave most of the time to everybody else."""

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from gatehouse.app import OPENAPI
from gatehouse.contract.answer import Reply
from gatehouse.contract.document import load
from gatehouse.contract.edge import Edge
from gatehouse.contract.heavy import LARGE_BODY
from gatehouse.contract.paths import Paths
from tests.support.edges import edge_options
from tests.support.live import Wire, live, only_http

_WORK = 0.05  # seconds that the application takes


@pytest.fixture
def spans() -> list[tuple[float, float]]:
    """When each request was worked on: from and until."""
    return []


@pytest.fixture
def wire(spans: list[tuple[float, float]]) -> Iterator[Wire]:
    async def app(scope, receive, send):
        began = time.monotonic()
        await asyncio.sleep(_WORK)
        spans.append((began, time.monotonic()))
        await Reply(204, [])(scope, receive, send)

    options = edge_options(body_limit=65_536, paths=Paths(load(OPENAPI)))
    edge = Edge(only_http(app), options, finished=lambda _: None, log_crash=lambda *_: None)
    with live(edge) as wire:
        yield wire


def send(wire: Wire, sizes: list[int]) -> None:
    def one(size: int) -> int:
        return wire.request(
            "PATCH", "/anything", "Content-Type: application/json", body=b"x" * size
        ).status_code

    with ThreadPoolExecutor(len(sizes)) as pool:
        assert set(pool.map(one, sizes)) == {204}


def test_they_take_turns_and_leave_pauses(wire, spans):
    send(wire, [LARGE_BODY + 1] * 4)
    for (_, ended), (began, _) in pairwise(spans):
        assert began - ended > _WORK


def test_others_do_not_wait_for_them(wire, spans):
    send(wire, [LARGE_BODY + 1] * 4 + [LARGE_BODY] * 4)
    assert any(
        began < other_ended and other_began < ended
        for index, (began, ended) in enumerate(spans)
        for other_began, other_ended in spans[index + 1 :]
    )
