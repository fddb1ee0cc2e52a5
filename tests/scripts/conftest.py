"""The real service, as processes of its own, and a shell to run scripts in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gatehouse.core.settings import Settings
from tests.scripts.support import Shell
from tests.support.server import Server, another_database, serving
from tests.support.service import Person


@pytest.fixture(scope="session")
async def server(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    own = await another_database(settings, "scripts")
    log = tmp_path_factory.mktemp("log") / "scripts"
    async with serving(own, log, rate_limit_enabled=False) as server:
        yield server


@pytest.fixture(scope="session")
async def admin(server: Server) -> Person:
    return await server.admin()


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A shell that knows no service."""
    return Shell(tmp_path)


@pytest.fixture
def live(tmp_path: Path, server: Server, admin: Person) -> Shell:
    """A shell that knows the service, and has the token of an administrator."""
    return Shell(
        tmp_path, {"GATEHOUSE_BASE_URL": server.url, "GATEHOUSE_TOKEN": admin.tokens["access_token"]}
    )
