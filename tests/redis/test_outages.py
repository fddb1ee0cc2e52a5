"""Whatever happens to Redis, limits hold: PostgreSQL counts at once, and says so once."""

import asyncio
from collections import Counter

import pytest
from structlog.testing import capture_logs

from gatehouse.core.settings import load_settings
from gatehouse.domain.services import open_services
from tests.domain.test_rate_limit import ask
from tests.redis.conftest import LIMITS
from tests.redis.server import redis_server
from tests.support.database import execute
from tests.support.service import running


async def spent(services, times, key=b"caller"):
    """How many of so many requests at once are let through."""
    used = await asyncio.gather(*(services.limits.spend(key) for _ in range(times)))
    return sum(each is not None for each in used)


async def until(condition):
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110 - what is waited for is another process
            await asyncio.sleep(0.02)


def events(logs):
    return [(line["event"], line.get("reason")) for line in logs if line["event"].startswith("redis")]


async def counted_by_postgresql(services):
    rows = await execute(services.settings, "SELECT count(*) FROM rate_limits")
    return rows[0][0]


class TestAway:
    async def test_killed_and_started_again(self, services, fragile):
        """The budget is the one in PostgreSQL meanwhile: used up at most twice, never without end."""
        with capture_logs() as logs:
            assert await spent(services, 20) == 3
            fragile.kill()
            assert await spent(services, 20) == 3
            assert await spent(services, 20) == 0
            assert services.limits.fallbacks == 40
            fragile.start()
            await until(lambda: not services.store.away)
            assert await spent(services, 20) == 3
        assert services.limits.fallbacks == 40
        assert events(logs) == [("redis_away", "ConnectionError"), ("redis_back", None)]

    async def test_paused(self, services, fragile):
        """What it answers later, when nobody waits any more, is nobody else's answer."""
        await services.limits.spend(b"warm")
        with capture_logs() as logs:
            with fragile.paused():
                assert await spent(services, 200) == 3
                assert await spent(services, 20) == 0
            await until(lambda: not services.store.away)
            used = [await services.limits.spend(b"%d" % number) for number in range(20)]
        assert Counter(each // services.limits.cost for each in used) == {1: 20}
        assert events(logs) == [("redis_away", "TimeoutError"), ("redis_back", None)]

    async def test_restarted_between_requests(self, services, fragile):
        """It knows neither the connection nor the script any more, and nobody notices."""
        assert await spent(services, 20) == 3
        fragile.kill()
        await asyncio.to_thread(fragile.start)
        with capture_logs() as logs:
            assert await spent(services, 20) == 3
        assert (services.limits.fallbacks, events(logs)) == (0, [])

    async def test_full(self, services, fragile):
        fragile.client.config_set("maxmemory", 1)
        with capture_logs() as logs:
            assert await spent(services, 20) == 3
            assert await counted_by_postgresql(services) == 1
            await asyncio.sleep(1.5)  # looked at again meanwhile, and PING is answered
            assert services.store.away
            fragile.client.config_set("maxmemory", 0)
            await until(lambda: not services.store.away)
        assert events(logs) == [("redis_away", "OutOfMemoryError"), ("redis_back", None)]

    async def test_one_that_may_only_be_read(self, services, fragile):
        """As after a failover that this connection has missed."""
        fragile.client.replicaof("127.0.0.1", "1")
        with capture_logs() as logs:
            assert await spent(services, 20) == 3
        assert events(logs) == [("redis_away", "ReadOnlyError")]
        assert await counted_by_postgresql(services) == 1

    @pytest.mark.usefixtures("service")
    async def test_not_there_from_the_beginning(self, fragile_settings, fragile):
        fragile.kill()
        with capture_logs() as logs:
            async with running(fragile_settings) as started:
                statuses = [(await ask(started)).status_code for _ in range(4)]
        assert statuses == [202, 202, 202, 429]
        assert events(logs) == [("redis_away", "ConnectionError")]

    async def test_stopping_does_not_wait_for_it(self, fragile_settings, fragile):
        async with open_services(fragile_settings) as services:
            with fragile.paused():
                await services.limits.spend(b"caller")
                assert services.store is not None
                await services.store.close()


@pytest.fixture(scope="module")
def guarded():
    with redis_server(password="Hush-Hush-17") as server:
        yield server


@pytest.mark.usefixtures("service")
class TestPassword:
    @pytest.mark.parametrize(
        ("password", "away"), [("Hush-Hush-17", []), ("Wrong-Wrong-18", ["AuthenticationError"])]
    )
    async def test_is_needed_and_never_told(self, settings, guarded, password, away):
        url = guarded.url.replace("Hush-Hush-17", password)
        changed = load_settings(env_file=None, **{**settings.model_dump(), **LIMITS, "redis_url": url})
        with capture_logs() as logs:
            async with open_services(changed) as services:
                assert await spent(services, 20) == 3
                assert bool(services.limits.fallbacks) == bool(away)
        assert [reason for _, reason in events(logs)] == away
        assert password not in repr(logs) + repr(changed)


@pytest.mark.usefixtures("service")
class TestHealth:
    async def test_shows_it(self, fragile_settings, fragile):
        async with running(fragile_settings) as started:
            up = await started.client().get("/health")
            fragile.kill()
            down = await started.client().get("/health")
            ready = await started.client().get("/health/ready")
        assert (up.status_code, up.json()["status"]) == (200, "ok")
        assert up.json()["dependencies"]["redis"]["state"] == "up"
        assert (down.status_code, down.json()["status"]) == (200, "degraded")
        assert down.json()["dependencies"]["redis"] == {"state": "down", "latency_ms": None}
        assert ready.status_code == 200

    async def test_says_nothing_of_one_that_is_not_used(self, service):
        assert "redis" not in (await service.client().get("/health")).json()["dependencies"]
