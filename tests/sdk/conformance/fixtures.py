"""The drivers of all languages, which live as long as the tests that share them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest

from tests.sdk.conformance.drivers import Driver
from tests.sdk.conformance.languages import LANGUAGES, Language


@asynccontextmanager
async def running(languages: Mapping[str, Language]) -> AsyncIterator[dict[str, Driver]]:
    """Have a driver for each language, and stop them in the end."""
    drivers = {name: Driver(language) for name, language in languages.items()}
    yield drivers
    for driver in drivers.values():
        await driver.stop()


@pytest.fixture(scope="session")
async def drivers() -> AsyncIterator[dict[str, Driver]]:
    async with running(LANGUAGES) as found:
        yield found
