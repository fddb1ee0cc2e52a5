"""The service with two worker processes, on a PostgreSQL of its own."""

from collections.abc import AsyncIterator, Iterator

import pytest

from gatehouse.core.settings import Settings, load_settings
from gatehouse.persistence import migrate
from tests.conftest import SECRET_KEY
from tests.support import database
from tests.support.server import Lines, Server, serving

LINES_EACH = 10


@pytest.fixture(scope="session")
def cluster_database_url() -> Iterator[str]:
    with database.embedded_postgres() as url:
        yield url


@pytest.fixture(scope="session")
async def cluster_settings(cluster_database_url: str) -> Settings:
    await migrate.upgrade(cluster_database_url)
    return load_settings(env_file=None, database_url=cluster_database_url, secret_key=SECRET_KEY)


@pytest.fixture(scope="session")
async def running_cluster(
    cluster_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    log = tmp_path_factory.mktemp("log") / "cluster"
    async with serving(cluster_settings, log, rate_limit_enabled=False) as server:
        yield server


@pytest.fixture
async def cluster(running_cluster: Server) -> Server:
    """Two workers, and nobody who has an account."""
    await database.execute(running_cluster.settings, "TRUNCATE users CASCADE")
    return running_cluster


@pytest.fixture
async def lines(cluster: Server) -> Lines:
    """Twenty fresh connections, half of them to each worker."""
    return await cluster.lines(LINES_EACH)
