"""One Redis for the whole run, empty for every test; those that harm it start their own."""

from collections.abc import AsyncIterator, Iterator

import pytest

from gatehouse.core.settings import Settings, load_settings
from gatehouse.domain.services import Services, open_services
from tests.cli.conftest import gatehouse, place
from tests.conftest import StartService
from tests.redis.server import RedisServer, redis_server
from tests.support.service import Service

__all__ = ["gatehouse", "place"]

# Three requests an hour: no test takes so long that another is allowed meanwhile.
LIMITS = {"rate_limit_requests": 3, "rate_limit_window": 3600}


@pytest.fixture(scope="session")
def shared_redis() -> Iterator[RedisServer]:
    with redis_server() as server:
        yield server


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of what Redis counts: a busy machine must not be taken for a Redis that is away."""
    monkeypatch.setattr("gatehouse.cache.circuit._WAIT_SECONDS", 10)


@pytest.fixture
def redis(shared_redis: RedisServer) -> RedisServer:
    shared_redis.client.flushall()
    return shared_redis


@pytest.fixture
def fragile() -> Iterator[RedisServer]:
    """One that the test may harm."""
    with redis_server() as server:
        yield server


@pytest.fixture
async def limited(redis: RedisServer, start_service: StartService) -> Service:
    """Three requests for everybody, counted in Redis."""
    return await start_service(redis_url=redis.url, **LIMITS)


@pytest.fixture
def fragile_settings(settings: Settings, fragile: RedisServer) -> Settings:
    return load_settings(env_file=None, **{**settings.model_dump(), **LIMITS, "redis_url": fragile.url})


@pytest.fixture
async def services(service: Service, fragile_settings: Settings) -> AsyncIterator[Services]:
    """What handlers are given, on an empty database and a server that the test may harm."""
    async with open_services(fragile_settings) as services:
        yield services
