"""Three nodes behind nginx, on one PostgreSQL behind PgBouncer 1.18 and one Redis."""

import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from gatehouse.core.settings import Settings, load_settings
from gatehouse.persistence import migrate
from tests.cli.conftest import Gatehouse
from tests.deploy import edge
from tests.nodes.load import Load
from tests.nodes.node import Node
from tests.redis.server import RedisServer, redis_server
from tests.support import database
from tests.support.database_servers import Postgres, pgbouncer, workplace
from tests.support.server import Lines, environment, free_port, mail_server

HOSTS = ("127.0.0.2", "127.0.0.3", "127.0.0.4")
LIMIT = 100  # requests an hour, so that no other is allowed while a test runs
SERVER_CONNECTIONS = 8  # fewer than the thirty that the nodes may open to PgBouncer
LINES_EACH = (7, 7, 6)
CALLERS = 6
ROOM = {"rate=50r/s": "rate=1000r/s"}  # the callers of a load are few, and each asks much


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    with workplace() as directory:
        yield directory


@pytest.fixture(scope="session")
async def postgres(place: Path) -> AsyncIterator[Postgres]:
    server = Postgres(place / "postgres")
    server.make()
    server.start()
    try:
        await server.create_database()
        await migrate.upgrade(server.url)
        yield server
    finally:
        server.kill()


@pytest.fixture(scope="session")
def redis() -> Iterator[RedisServer]:
    with redis_server() as server:
        yield server


@pytest.fixture(scope="session")
def settings(postgres: Postgres) -> Settings:
    """Those of every node, but for the way to the database: straight to PostgreSQL."""
    return load_settings(
        env_file=None,
        database_url=postgres.url,
        secret_key=secrets.token_urlsafe(48),
        allowed_hosts=["localhost", *HOSTS],
        public_url="https://localhost",
        trusted_proxies=["127.0.0.1"],
        rate_limit_requests=LIMIT,
        rate_limit_window=3600,
        smtp_host="127.0.0.1",
        smtp_security="none",
    )


@pytest.fixture(scope="session")
async def running_nodes(
    place: Path, postgres: Postgres, redis: RedisServer, settings: Settings
) -> AsyncIterator[list[Node]]:
    async with mail_server() as (mailer, smtp_port):
        with pgbouncer(postgres, place / "pgbouncer", SERVER_CONNECTIONS) as url:
            theirs = {"DATABASE_URL": url, "DATABASE_PREPARED_STATEMENTS": "false"}
            given = {**environment(settings), **theirs, "REDIS_URL": redis.url, "SMTP_PORT": str(smtp_port)}
            version = Gatehouse(place, given)
            nodes = [
                Node(
                    *(None, settings, mailer),
                    url=f"http://{host}:{free_port(host)}",
                    log=place / f"{host}.log",
                    version=version,
                )
                for host in HOSTS
            ]
            try:
                for node in nodes:
                    await node.start()
                yield nodes
            finally:
                for node in nodes:
                    for client in node.clients:
                        await client.aclose()
                    if node.runs:
                        await node.stop()


@pytest.fixture
async def nodes(running_nodes: list[Node], settings: Settings, redis: RedisServer) -> list[Node]:
    """All three, with nobody who has an account; those that a test has killed are brought back."""
    await database.empty(settings)
    redis.client.flushall()
    for node in running_nodes:
        if not node.runs:
            await node.start()
    return running_nodes


@pytest.fixture
def cluster(nodes: list[Node]) -> Node:
    """The node at which a test does what all have to notice."""
    return nodes[0]


@pytest.fixture
def lines(nodes: list[Node]) -> Lines:
    """Twenty fresh connections to all nodes."""
    each = zip(nodes, LINES_EACH, strict=True)
    return Lines({node.process.pid: [node.client() for _ in range(number)] for node, number in each})


@pytest.fixture
def front(nodes: list[Node]) -> Iterator[edge.Edge]:
    """nginx as it is shipped, before the nodes."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="gatehouse-")))
        configured = edge.configure(folder, [node.address for node in nodes], ROOM)
        stack.enter_context(edge.serving(configured))
        yield configured


@pytest.fixture
async def load(nodes: list[Node], front: edge.Edge) -> AsyncIterator[Load]:
    """Administrators with much to do, who have signed in at all nodes."""
    load = Load(front, [await nodes[number % len(nodes)].admin() for number in range(CALLERS)])
    yield load
    print(f"\n{load}")
