"""What is asked for at once is one query, and everybody gets their own answer."""

import asyncio
from typing import Any

import pytest

from gatehouse.persistence.batches import Batches

SQUARES = "squares"


class Squares:
    """Answers with pairs of numbers and their squares; negative ones are not there."""

    def __init__(self) -> None:
        self.queries: list[list[Any]] = []
        self.asked = asyncio.Event()
        self.hangs: set[int] = set()
        self.fault: Exception | None = None
        self.batches: Batches[str] = Batches(self.fetch)

    async def fetch(self, _statement: str, keys: list[Any]) -> list[Any]:
        self.queries.append(keys)
        self.asked.set()
        await asyncio.sleep(3600 if self.hangs & set(keys) else 0.01)
        if self.fault is not None:
            raise self.fault
        return [(key, key * key) for key in reversed(keys) if key >= 0]

    async def all(self, *keys: int) -> list[Any]:
        return await asyncio.gather(*(self.batches.get(SQUARES, key) for key in keys))


@pytest.fixture
async def squares() -> Squares:
    return Squares()


async def test_one_query_for_all_who_ask_at_once(squares):
    assert await squares.all(3, 1, 3, -1, 2) == [(3, 9), (1, 1), (3, 9), None, (2, 4)]
    assert squares.queries == [[3, 1, -1, 2]]


async def test_nothing_is_kept(squares):
    await squares.all(1)
    await squares.all(1)
    assert squares.queries == [[1], [1]]


async def test_what_is_asked_for_while_a_query_runs_is_looked_up_anew(squares):
    first = asyncio.create_task(squares.all(1))
    await squares.asked.wait()
    assert await squares.all(1) == [(1, 1)]
    assert await first == [(1, 1)]
    assert squares.queries == [[1], [1]]


async def test_what_is_asked_for_while_a_query_runs_shares_the_next(squares):
    first = asyncio.create_task(squares.all(1))
    await squares.asked.wait()
    later = []
    for key in (2, 3, 1):
        later.append(asyncio.create_task(squares.all(key)))
        await asyncio.sleep(0)
    assert await asyncio.gather(first, *later) == [[(1, 1)], [(2, 4)], [(3, 9)], [(1, 1)]]
    assert squares.queries == [[1], [2, 3, 1]]


async def test_a_query_that_hangs_holds_nobody_up(squares):
    squares.hangs.add(1)
    hanging = asyncio.create_task(squares.all(1))
    await squares.asked.wait()
    assert await squares.all(2) == [(2, 4)]
    assert not hanging.done()
    hanging.cancel()


async def test_queries_do_not_grow_without_bound(squares):
    keys = range(250)
    assert await squares.all(*keys) == [(key, key * key) for key in keys]
    assert [len(query) for query in squares.queries] == [100, 100, 50]


async def test_other_statements_are_other_queries(squares):
    await asyncio.gather(squares.batches.get("a", 1), squares.batches.get("b", 1))
    assert squares.queries == [[1], [1]]


async def test_a_fault_reaches_all_and_is_not_kept(squares):
    squares.fault = OSError("gone")
    asked = [squares.batches.get(SQUARES, key) for key in (1, 1, 2)]
    assert await asyncio.gather(*asked, return_exceptions=True) == [squares.fault] * 3
    squares.fault = None
    assert await squares.all(1) == [(1, 1)]


@pytest.mark.parametrize("fault", [None, OSError("gone")])
async def test_who_gives_up_takes_nobody_along(squares, fault):
    squares.fault = fault
    impatient = asyncio.create_task(squares.batches.get(SQUARES, 2))
    others = asyncio.gather(*(squares.batches.get(SQUARES, key) for key in (2, 3)), return_exceptions=True)
    await squares.asked.wait()
    impatient.cancel()
    assert await others == ([fault] * 2 if fault else [(2, 4), (3, 9)])
    assert impatient.cancelled()
