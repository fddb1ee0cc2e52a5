"""A PostgreSQL 15 for the tests that need nothing but a database of their own."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.support.database_servers import Postgres, workplace


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with workplace() as directory:
        yield directory


@pytest.fixture(scope="module")
async def postgres(place: Path) -> AsyncIterator[Postgres]:
    server = Postgres(place / "original")
    server.make()
    server.start()
    try:
        await server.create_database()
        yield server
    finally:
        server.kill()
