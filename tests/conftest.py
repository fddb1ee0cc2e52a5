"""One PostgreSQL and one application for the whole run, empty tables for every test."""

import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from typing import Any, Protocol

import pytest

from gatehouse.core.settings import Settings, load_settings
from gatehouse.persistence import migrate
from gatehouse.security import passwords
from tests.support import database
from tests.support.every_status import EveryStatus
from tests.support.pages import Browser, browser_of
from tests.support.service import Person, Service, running

SECRET_KEY = secrets.token_urlsafe(48)
REAL_HASHES = passwords._context
QUICK_HASHES = REAL_HASHES.using(argon2__memory_cost=64, argon2__time_cost=1)


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    with database.embedded_postgres() as url:
        yield url


@pytest.fixture(scope="session")
async def settings(database_url: str) -> Settings:
    """The settings of a fresh installation."""
    settings = load_settings(env_file=None, database_url=database_url, secret_key=SECRET_KEY)
    await migrate.upgrade(database_url)
    await database.execute(settings, "ALTER SYSTEM SET fsync = off")
    await database.execute(settings, "SELECT pg_reload_conf()")
    return settings


@pytest.fixture(scope="session")
def quick_hashes() -> Iterator[None]:
    """Hashes of passwords that take no time; servers of their own go on making real ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gatehouse.security.passwords._context", QUICK_HASHES)
        yield


@pytest.fixture
def real_hashes(monkeypatch: pytest.MonkeyPatch, quick_hashes: None) -> None:
    """Hashes of passwords as installations make them."""
    monkeypatch.setattr("gatehouse.security.passwords._context", REAL_HASHES)


@pytest.fixture(scope="session")
async def shared_service(settings: Settings, quick_hashes: None) -> AsyncIterator[Service]:
    with pytest.MonkeyPatch.context() as patch:
        # Nudged after each commit, it need not look by itself, and so takes no mail of another application.
        patch.setattr("gatehouse.domain.postman._POLL_SECONDS", 3600)
        async with running(settings) as service:
            yield service


@pytest.fixture
async def service(shared_service: Service, settings: Settings) -> Service:
    """The application on an empty database."""
    await database.empty(settings)
    shared_service.mailer.sent.clear()
    return shared_service


class StartService(Protocol):
    async def __call__(self, **changes: Any) -> Service: ...


@pytest.fixture
async def start_service(service: Service, settings: Settings) -> AsyncIterator[StartService]:
    """Another application with other settings, on the same database."""
    async with AsyncExitStack() as stack:

        async def start(**changes: Any) -> Service:
            values = {**settings.model_dump(), **changes}
            return await stack.enter_async_context(running(load_settings(env_file=None, **values)))

        yield start


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(EveryStatus())


@pytest.fixture
async def ada(service: Service) -> Person:
    return await service.person()


@pytest.fixture
async def browser(service: Service, ada: Person) -> Browser:
    """Where she is signed in."""
    made = browser_of(service)
    await made.sign_in(ada.user)
    return made
