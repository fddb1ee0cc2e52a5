"""The real service, with a database that no other process sends mails from."""

from collections.abc import AsyncIterator

import pytest

from gatehouse.core.settings import Settings
from tests.sdk.conformance.fixtures import drivers
from tests.support.server import Server, another_database, serving

__all__ = ["drivers"]


@pytest.fixture(scope="session")
async def live_server(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    own = await another_database(settings, "sdk_live")
    log = tmp_path_factory.mktemp("log") / "sdk"
    async with serving(own, log, rate_limit_enabled=False) as server:
        yield server
