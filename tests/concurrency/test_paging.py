"""A cursor walks past every row that stays, and past none twice, while others come and go."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

import httpx
import pytest

from tests.support.server import Lines, Server

CONSTANT = 40
PAGE = 7


@asynccontextmanager
async def coming_and_going(clients: list[httpx.AsyncClient], bearer: dict[str, str]) -> AsyncIterator[None]:
    """Others are created and deleted as fast as it goes, and often enough to matter."""
    numbers, over = count(), asyncio.Event()

    async def churn(client: httpx.AsyncClient) -> int:
        rounds = 0
        while not over.is_set():
            name = f"guest{next(numbers):05}"
            body = {"email": f"{name}@example.com", "username": name, "full_name": name}
            made = await client.post("/users", json=body, headers=bearer)
            assert made.status_code == 201
            assert (await client.delete(made.headers["location"], headers=bearer)).status_code == 204
            rounds += 1
        return rounds

    async with asyncio.TaskGroup() as group:
        churns = [group.create_task(churn(client)) for client in clients]
        yield
        over.set()
    assert sum(task.result() for task in churns) > 5


async def walk(client: httpx.AsyncClient, bearer: dict[str, str], sort: str) -> list[int]:
    seen: list[int] = []
    cursor: dict[str, str] = {}
    while True:
        page = await client.get("/users", params={"sort": sort, "limit": PAGE, **cursor}, headers=bearer)
        assert page.status_code == 200, page.text
        seen += [user["id"] for user in page.json()["items"]]
        if page.json()["next_cursor"] is None:
            return seen
        cursor = {"cursor": page.json()["next_cursor"]}


@pytest.mark.parametrize("sort", ["created_at", "-created_at", "email", "-username", "full_name"])
async def test_none_is_missed_and_none_comes_twice(cluster: Server, lines: Lines, sort: str):
    admin = await cluster.admin()
    names = [f"{letter}resident{i:02}" for i in range(CONSTANT // 2) for letter in "az"]
    made = await asyncio.gather(
        *(
            lines.all[i % 20].post(
                "/users", json={"email": f"{name}@example.com", "username": name}, headers=admin.bearer
            )
            for i, name in enumerate(names)
        )
    )
    constant = {user.json()["id"] for user in made} | {admin.id}

    walkers, others = lines.all[::4], lines.all[1::4]
    async with coming_and_going(others, admin.bearer):
        walks = await asyncio.gather(*(walk(walker, admin.bearer, sort) for walker in walkers))

    for seen in walks:
        assert len(seen) == len(set(seen))
        assert constant <= set(seen)
