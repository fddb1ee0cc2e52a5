"""A node dies as a machine does, without a word."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import asyncpg
import httpx
import pytest

from gatehouse.core.settings import Settings
from tests.nodes.load import in_progress
from tests.support.database import execute, url_of
from tests.support.waiting import until_found

_END_WHAT_WAITS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


async def test_under_load(nodes, load, settings):
    async with load.running():
        await load.more(20)
        nodes[1].kill()
        await load.more(60)
        await nodes[1].start()
        await load.more(20)

    assert [told for told in load.failed if not in_progress(told)] == []
    assert len(load.failed) + len(load.unanswered) <= len(load.people)
    assert await load.lost(settings) == set()
    assert await load.twice(settings) == []
    assert noticed(load.front.log)


def noticed(log: str) -> bool:
    """Whether nginx met the dead node: it asked another, or a POST ended there."""
    answers = [json.loads(line) for line in log.splitlines()]
    return any("," in answer["node"] or answer["status"] == 502 for answer in answers)


@pytest.mark.xfail(
    strict=True, reason="an answer is kept in a transaction of its own, after that of the work"
)
async def test_between_the_work_and_the_note_that_it_was_done(nodes, settings):
    """The first attempt has made a key and dies; its repetition, as nginx advises it, makes another."""
    admin, (first, second, _) = await nodes[0].admin(), nodes
    headers = {**admin.bearer, "Idempotency-Key": "once"}
    body = {"name": "job", "scopes": []}
    async with held(settings, "LOCK TABLE api_keys IN SHARE MODE") as let_go:
        writing = asyncio.create_task(first.client().post("/users/me/api-keys", json=body, headers=headers))
        await until_found(settings, "SELECT 1 FROM idempotency_keys")
        async with held(settings, "SELECT 1 FROM idempotency_keys FOR UPDATE"):
            await let_go()
            await until_found(settings, "SELECT 1 FROM api_keys")
            first.kill()
            await execute(settings, _END_WHAT_WAITS)
    with pytest.raises(httpx.TransportError):
        await writing

    await execute(settings, "UPDATE idempotency_keys SET started_at = started_at - interval '2 minutes'")
    answer = await second.client().post("/users/me/api-keys", json=body, headers=headers)

    assert answer.status_code == 201
    assert len(await execute(settings, "SELECT 1 FROM api_keys")) == 1


@asynccontextmanager
async def held(settings: Settings, sql: str) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Keep what the statement locks, until the block ends or it is let go."""
    connection = await asyncpg.connect(url_of(settings))
    try:
        await connection.execute("BEGIN")
        await connection.execute(sql)
        yield connection.close
    finally:
        await connection.close()
