"""A service with two workers, whose wire to the database can be cut."""

from collections.abc import AsyncIterator

import pytest

from gatehouse.core.settings import Settings
from tests.support.outage import Wire, wire_to
from tests.support.server import another_database


@pytest.fixture(scope="session")
async def own_settings(settings: Settings) -> Settings:
    return await another_database(settings, "processes")


@pytest.fixture
async def wire(own_settings: Settings) -> AsyncIterator[Wire]:
    async with wire_to(own_settings) as wire:
        yield wire
