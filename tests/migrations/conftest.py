"""Every test of this directory runs on both servers, on an empty database of its own."""

from collections.abc import AsyncIterator, Iterator

import asyncpg
import pytest

from tests.migrations.servers import Server, postgresql15, postgresql18


@pytest.fixture(scope="session", params=[postgresql18, postgresql15], ids=["postgresql18", "postgresql15"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with request.param() as running:
        yield running


@pytest.fixture
async def url(server: Server) -> str:
    """A database without any table."""
    return await server.empty_database()


@pytest.fixture
async def connection(url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(url)
    yield connection
    await connection.close()
