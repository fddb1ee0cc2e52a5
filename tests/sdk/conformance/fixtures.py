"""The drivers of all languages, which live as long as the tests that share them."""

from collections.abc import AsyncIterator

import pytest

from tests.sdk.conformance.drivers import Driver
from tests.sdk.conformance.languages import LANGUAGES


@pytest.fixture(scope="session")
async def drivers() -> AsyncIterator[dict[str, Driver]]:
    running = {name: Driver(language) for name, language in LANGUAGES.items()}
    yield running
    for driver in running.values():
        await driver.stop()
