"""The real service for guides, and the programs that they print."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from gatehouse.core.settings import Settings
from tests.guides.place import Place
from tests.guides.programs import SECTIONS, Program, build
from tests.guides.stub import Stub, stub
from tests.support.server import Server, another_database, serving


@pytest.fixture(scope="session")
async def server(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    own = await another_database(settings, "guides")
    log = tmp_path_factory.mktemp("log") / "guides"
    async with serving(own, log, workers=1) as server:
        yield server


@pytest.fixture(name="stub")
def a_stub() -> Iterator[Stub]:
    with stub() as made:
        yield made


@pytest.fixture(scope="session", params=SECTIONS)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def program(language: str, tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder: Path = tmp_path_factory.mktemp(language.lower())
    return build(language, folder)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)
