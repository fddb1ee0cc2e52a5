"""People and services for the tests that go through all operations, made once."""

from collections.abc import AsyncIterator
from typing import NamedTuple

import httpx
import orjson
import pytest

from gatehouse.app import create_app
from gatehouse.core.mail import MemoryMailer
from gatehouse.core.settings import Settings, load_settings
from tests.support import database
from tests.support.live import Wire, live
from tests.support.outage import wire_to
from tests.support.service import Person, Service, running

ORIGIN = "https://console.example.com"


class CutOff(NamedTuple):
    """An application without its database, and a superuser of it."""

    service: Service
    superuser: httpx.AsyncClient


@pytest.fixture(scope="module")
async def walked(settings: Settings) -> AsyncIterator[Service]:
    """The application, on a database that is emptied only once: what the walk asks for changes nothing.

    Invalid requests are counted too, and the walk makes many.
    """
    await database.empty(settings)
    changes = {"rate_limit_requests": 100_000}
    async with running(load_settings(env_file=None, **(settings.model_dump() | changes))) as service:
        yield service


@pytest.fixture(scope="module")
async def superuser(walked: Service) -> Person:
    return await walked.admin()


@pytest.fixture(scope="module")
async def powerless(walked: Service, settings: Settings) -> Person:
    """Somebody whose only role allows nothing."""
    person = await walked.person()
    await database.execute(
        settings, "INSERT INTO roles VALUES ('powerless', NULL, '{}', false, 1, now(), now())"
    )
    await database.execute(settings, "UPDATE user_roles SET role = 'powerless' WHERE user_id = $1", person.id)
    return person


@pytest.fixture(scope="module")
async def strict(settings: Settings) -> AsyncIterator[Service]:
    """The application with next to no patience."""
    changes = {"body_timeout_seconds": 0.05, "body_limit_bytes": 1024, "rate_limit_requests": 1}
    async with running(load_settings(env_file=None, **(settings.model_dump() | changes))) as service:
        yield service


@pytest.fixture(scope="module")
async def cut_off(settings: Settings) -> AsyncIterator[CutOff]:
    """An application that has lost its database."""
    await database.empty(settings)
    async with wire_to(settings) as wire:
        changes = {"database_url": wire.url, "database_timeout_seconds": 10}
        async with running(load_settings(env_file=None, **(settings.model_dump() | changes))) as service:
            person = await service.admin()
            await wire.cut()
            yield CutOff(service, person.client)


@pytest.fixture(scope="module")
async def wire(settings: Settings) -> AsyncIterator[Wire]:
    """The application behind a real server; it takes bodies of at most 8 KiB, for a moment."""
    await database.empty(settings)
    changes = {
        "allowed_origins": [ORIGIN],
        "body_limit_bytes": 8192,
        "body_timeout_seconds": 0.3,
        "rate_limit_enabled": False,
    }
    app = create_app(load_settings(env_file=None, **(settings.model_dump() | changes)), MemoryMailer())
    with live(app) as wire:
        yield wire


@pytest.fixture(scope="module")
def bearer(wire: Wire) -> str:
    """The header with which somebody is signed in who may look others up."""
    account = {"email": "ada@example.com", "password": "Wide-Open-Gate-7"}
    wire.post("/auth/register", orjson.dumps({**account, "username": "ada"}))
    tokens = wire.post("/auth/login", orjson.dumps(account)).json()
    return f"Authorization: Bearer {tokens['access_token']}"
