"""A node dies as a machine does, without a word."""

import asyncio
import json

import httpx
import pytest

from tests.support.database import execute, held
from tests.support.waiting import until_locked_out

_END_WHAT_WAITS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


async def test_under_load(nodes, load, settings):
    async with load.running():
        await load.more(20)
        nodes[1].kill()
        await load.more(60)
        await nodes[1].start()
        await load.more(20)

    assert load.failed == []
    assert len(load.unanswered) <= len(load.people)
    assert await load.lost(settings) == set()
    assert await load.twice(settings) == []
    assert noticed(load.front.log)


def noticed(log: str) -> bool:
    """Whether nginx met the dead node: it asked another, or a POST ended there."""
    answers = [json.loads(line) for line in log.splitlines()]
    return any("," in answer["node"] or answer["status"] == 502 for answer in answers)


async def test_between_the_work_and_the_note_that_it_was_done(nodes, settings):
    """The first attempt has made a key and dies; its repetition, as nginx advises it, makes no other."""
    admin, (first, second, _) = await nodes[0].admin(), nodes
    headers = {**admin.bearer, "Idempotency-Key": "once"}
    body = {"name": "job", "scopes": []}
    async with held(settings, "LOCK TABLE api_keys IN SHARE MODE") as let_go:
        writing = asyncio.create_task(first.client().post("/users/me/api-keys", json=body, headers=headers))
        await until_locked_out(settings, "api_keys")
        async with held(settings, "LOCK TABLE idempotency_keys IN SHARE MODE"):
            await let_go()
            await until_locked_out(settings, "idempotency_keys")
            first.kill()
            await execute(settings, _END_WHAT_WAITS)
    with pytest.raises(httpx.TransportError):
        await writing

    answer = await second.client().post("/users/me/api-keys", json=body, headers=headers)

    assert answer.status_code == 201
    assert "idempotency-replayed" not in answer.headers
    assert len(await execute(settings, "SELECT 1 FROM api_keys")) == 1
