"""Callers take turns: none of them can keep the others out, and nobody's place is lost."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from gatehouse.security.turns import Turns


class Refused(Exception):
    """There is no room."""


class Counter:
    """One at a time is served, when the test says so."""

    def __init__(self, waiting: int) -> None:
        self.turns = Turns(1, waiting, Refused)
        self.served: list[str] = []
        self.refused: list[str] = []
        self._next = asyncio.Semaphore(0)
        self._tasks: list[asyncio.Task[None]] = []

    async def come(self, *callers: str) -> list[asyncio.Task[None]]:
        came = [asyncio.create_task(self._stand(caller)) for caller in callers]
        self._tasks += came
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return came

    async def _stand(self, caller: str) -> None:
        try:
            async with self.turns.turn(caller):
                await self._next.acquire()
                self.served.append(caller)
        except Refused:
            self.refused.append(caller)

    async def serve_all(self) -> str:
        for _ in self._tasks:
            self._next.release()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        return "".join(self.served)


@pytest.fixture
async def counter() -> AsyncIterator[Counter]:
    made = Counter(waiting=6)
    yield made
    await made.serve_all()
    assert (made.turns.inside, made.turns.waiting) == (0, 0)


async def test_each_caller_in_turn_and_each_of_their_places_in_order(counter):
    await counter.come(*"aaaabcb")
    assert await counter.serve_all() == "aabcaba"


async def test_who_asks_for_the_most_is_refused(counter):
    await counter.come(*"aaaaaaaaaa")
    assert counter.refused == list("aaa")


async def test_a_full_line_has_room_for_others(counter):
    await counter.come(*"aaaaaaabcb")
    assert counter.refused == list("aaa")
    assert await counter.serve_all() == "aabcaba"


async def test_nobody_is_put_out_for_one_who_would_wait_in_as_many_places(counter):
    await counter.come(*"xaabbcc", *"abc")
    assert counter.refused == list("abc")
    await counter.come("d")
    assert counter.refused == list("abca")


async def test_a_place_that_is_given_up_is_nobodys(counter):
    came = await counter.come(*"abc")
    came[1].cancel()
    await asyncio.sleep(0)
    assert await counter.serve_all() == "ac"


async def test_a_turn_that_comes_while_its_place_is_given_up_is_passed_on(counter):
    first, second, _ = await counter.come(*"abc")
    first.cancel()
    await asyncio.sleep(0)
    second.cancel()
    assert await counter.serve_all() == "c"
