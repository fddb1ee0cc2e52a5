"""Pool are shared, never more than allowed, and none that is in doubt is used again."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from gatehouse.core.settings import Settings
from gatehouse.persistence.pool import Pool
from tests.support.database import execute, url_of
from tests.support.outage import wire_to

SIZE = 3
PATIENCE = 0.2
OWN = "SELECT pg_backend_pid()"


@pytest.fixture
async def pool(settings: Settings) -> AsyncIterator[Pool]:
    shared = Pool(lambda: asyncpg.connect(url_of(settings), timeout=5), SIZE, PATIENCE)
    yield shared
    await shared.close()


async def own(pool: Pool) -> int:
    row = await pool.fetchrow(OWN)
    assert row is not None
    return int(row[0])


async def test_one_is_enough_for_one_at_a_time(pool):
    assert len({await own(pool) for _ in range(5)}) == 1


async def test_there_are_never_more_than_allowed(pool):
    asked = [pool.fetch("SELECT pg_backend_pid() FROM pg_sleep(0.01)") for _ in range(SIZE * 6)]
    rows = await asyncio.gather(*asked)
    assert len({row[0][0] for row in rows}) == SIZE


async def test_who_waits_too_long_is_told(pool):
    async with pool.borrow(), pool.borrow(), pool.borrow():
        with pytest.raises(TimeoutError):
            await pool.fetchrow(OWN)
    assert await own(pool)


async def test_who_stops_waiting_takes_nothing_along(pool):
    async with pool.borrow(), pool.borrow():
        async with pool.borrow():
            waiting = [asyncio.create_task(pool.fetchrow(OWN)) for _ in range(4)]
            await asyncio.sleep(0)
        for task in waiting[:2]:
            task.cancel()
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert [isinstance(outcome, asyncpg.Record) for outcome in outcomes] == [False, False, True, True]
    assert len({await own(pool) for _ in range(3)}) == 1


async def test_who_has_waited_longest_comes_first(pool):
    served: list[int] = []

    async def ask(number: int) -> None:
        await pool.fetchrow(OWN)
        served.append(number)

    async with pool.borrow(), pool.borrow():
        async with pool.borrow():
            waiting = [asyncio.create_task(ask(number)) for number in range(4)]
            await asyncio.sleep(0)
        await asyncio.gather(*waiting)
    assert served == [0, 1, 2, 3]


async def test_an_error_of_the_query_leaves_the_connection(pool):
    before = await own(pool)
    with pytest.raises(asyncpg.DivisionByZeroError):
        await pool.fetchrow("SELECT 1 / 0")
    assert await own(pool) == before


async def test_a_query_that_was_given_up_is_not_waited_for(pool):
    before = await own(pool)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(pool.fetch("SELECT pg_sleep(30)"), 0.05)
    assert await own(pool) != before


async def test_a_transaction_that_was_given_up_leaves_nothing(pool, settings):
    await execute(settings, "DROP TABLE IF EXISTS left_behind")

    async def write() -> None:
        async with pool.borrow() as connection, connection.transaction():
            await connection.execute("CREATE TABLE left_behind (id int)")
            await connection.execute("SELECT pg_sleep(30)")

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(write(), 0.1)
    row = await pool.fetchrow("SELECT to_regclass('left_behind') IS NULL")
    assert row is not None and row[0]


async def test_pool_that_the_server_ended_are_replaced(pool, settings):
    ended = {await own(pool)}
    for pid in ended:
        await execute(settings, "SELECT pg_terminate_backend($1, 2000)", pid)
    await asyncio.sleep(0.05)
    assert await own(pool) not in ended


async def test_room_is_made_when_connecting_fails(settings):
    outcomes = [ConnectionRefusedError("away"), await asyncpg.connect(url_of(settings))]

    async def connect():
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    shared = Pool(connect, 1, PATIENCE)
    with pytest.raises(ConnectionRefusedError):
        await shared.fetchrow(OWN)
    assert await own(shared)
    await shared.close()


async def all_of(pool: Pool) -> set[int]:
    """The backends of as many connections as there may be, which then are idle."""
    rows = await asyncio.gather(
        *(pool.fetchrow("SELECT pg_backend_pid(), pg_sleep(0.1)") for _ in range(SIZE))
    )
    return {row[0] for row in rows if row}


async def until(pool: Pool, idle: int) -> None:
    """Until so many are idle, and no other is open."""
    async with asyncio.timeout(10):
        while (pool.idle, pool.in_use) != (idle, 0):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.02)


async def give_up(pool: Pool) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            await pool.fetchrow("SELECT pg_sleep(60)")


async def test_a_server_that_hangs_is_found_out_once_and_not_by_each_connection(settings):
    async with wire_to(settings) as wire:
        pool = Pool(lambda: asyncpg.connect(wire.url, timeout=5), SIZE, PATIENCE)
        await all_of(pool)
        wire.silence()
        await give_up(pool)
        await until(pool, 0)
        await pool.close()


async def test_a_query_that_was_too_slow_costs_no_other_connection(pool):
    before = await all_of(pool)
    await give_up(pool)
    await until(pool, SIZE - 1)
    assert len(before & await all_of(pool)) == SIZE - 1


async def test_what_is_in_use_is_closed_when_it_comes_back(pool):
    async with pool.borrow() as connection:
        await pool.close()
        assert not connection.is_closed()
    assert connection.is_closed()
