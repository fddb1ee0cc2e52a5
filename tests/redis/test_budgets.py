"""Requests are counted in Redis as PostgreSQL counts them, and PostgreSQL hears nothing of it."""

import asyncio
from collections import Counter
from secrets import token_urlsafe

import pytest

from gatehouse.core.settings import load_settings
from tests.domain.test_rate_limit import ask
from tests.redis.conftest import LIMITS
from tests.support.clock import pass_time, stop_time
from tests.support.database import execute
from tests.support.server import another_database, serving
from tests.support.service import running

_TOKEN = {"token": "x" * 20}
_WRITES = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::int FROM pg_stat_user_tables"

pytestmark = pytest.mark.usefixtures("patient")


async def left(service, **where):
    """The status and what the headers say of the budget."""
    answer = await ask(service, **where)
    return answer.status_code, answer.headers["ratelimit"], answer.headers.get("retry-after")


class TestBudget:
    async def test_answers_say_what_is_left(self, limited):
        assert [await left(limited) for _ in range(4)] == [
            (202, '"anonymous-writes";r=2;t=1200', None),
            (202, '"anonymous-writes";r=1;t=2400', None),
            (202, '"anonymous-writes";r=0;t=3600', None),
            (429, '"anonymous-writes";r=0;t=1200', "1200"),
        ]

    async def test_is_the_same_as_in_postgresql(self, limited, redis, start_service, monkeypatch):
        stop_time(monkeypatch)
        other = await start_service(**LIMITS)
        for minutes in (0, 0, 0, 0, 21, 0, 0, 45, 0, 0, 0, 600, 0, 0, 0, 0):
            pass_time(monkeypatch, minutes=minutes)
            redis.let_time_pass(seconds=minutes * 60)
            assert await left(limited) == await left(other)

    async def test_callers_do_not_share_it(self, limited):
        for _ in range(4):
            await ask(limited, "203.0.113.1")
        assert (await ask(limited, "203.0.113.2")).status_code == 202

    async def test_refusals_cost_nothing(self, limited, redis):
        for _ in range(8):
            await ask(limited)
        redis.let_time_pass(seconds=1200)
        assert (await ask(limited)).status_code == 202

    async def test_leaves_no_key_once_it_is_full_again(self, limited, redis):
        await ask(limited)
        (key,) = redis.client.scan_iter("*:limit:*")
        assert 1_100_000 < redis.client.pttl(key) <= 1_200_000

    async def test_names_no_caller(self, limited, redis):
        await ask(limited, "203.0.113.1")
        assert all(b"203.0.113.1" not in key for key in redis.client.scan_iter("*"))

    async def test_another_installation_has_its_own(self, limited, redis, settings):
        for _ in range(4):
            await ask(limited)
        other = _changed(
            await another_database(settings, "beside"), redis_url=redis.url, secret_key=token_urlsafe(48)
        )
        async with running(other) as service:
            assert (await ask(service)).status_code == 202


class TestRaces:
    async def test_two_processes_let_through_what_one_would(self, redis, settings, tmp_path):
        limits = {"rate_limit_requests": 25, "rate_limit_window": 3600}
        async with serving(settings, tmp_path / "log", redis_url=redis.url, **limits) as server:
            lines = await server.lines(20)
            here = {"X-Forwarded-For": "203.0.113.9"}
            rounds = [
                await lines.request("POST", "/auth/email/verify", json=_TOKEN, headers=here) for _ in range(3)
            ]
            statuses = Counter(answer.status_code for answers in rounds for answer in answers)
            log = server.quiet_log()
        assert statuses == {422: 25, 429: 95} or "redis_away" in log  # then PostgreSQL counted some of them
        assert redis.counted() == 1

    async def test_many_at_once_in_one_process(self, limited):
        answers = await asyncio.gather(*(ask(limited) for _ in range(250)))
        assert Counter(answer.status_code for answer in answers) == {202: 3, 429: 247}


class TestFlood:
    async def test_writes_nothing_to_postgresql(self, settings, redis):
        """Neither from one address nor from many; without Redis each address is a row."""
        alone = await another_database(settings, "flooded")
        assert await _written(alone, redis_url=redis.url) == 0
        assert redis.counted() == 41
        assert await _written(alone, redis_url=None) >= 43


async def _written(settings, **changes):
    """Rows written while one flood came from many addresses and one from a single one."""
    async with running(_changed(settings, **changes)):
        pass  # what starting writes, and the statistics that it leaves behind
    before = await execute(settings, _WRITES)
    async with running(_changed(settings, **changes)) as service:
        callers = [f"192.0.2.{number}" for number in range(40)] + 40 * ["203.0.113.1"]
        asked = [service.client(caller).post("/auth/email/verify", json=_TOKEN) for caller in callers]
        statuses = Counter(answer.status_code for answer in await asyncio.gather(*asked))
    assert statuses == {422: 43, 429: 37}
    after = await execute(settings, _WRITES)
    return after[0][0] - before[0][0]


def _changed(settings, **changes):
    return load_settings(env_file=None, **{**settings.model_dump(), **LIMITS, **changes})
