"""Two real nodes on one PostgreSQL, behind a real nginx."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from gatehouse.core.settings import Settings
from tests.deploy import edge
from tests.support import database
from tests.support.server import Server, serving


@dataclass(frozen=True)
class Deployment:
    """nginx and the nodes behind it, by the role in which each speaks to the database."""

    edge: edge.Edge
    nodes: dict[str, Server]
    settings: Settings

    async def held_up(self, nodes: int) -> list[str]:
        """The nodes whose requests wait for a lock in the database, once there are so many."""
        waiting = "SELECT DISTINCT usename::text FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        while len(rows := await database.execute(self.settings, waiting)) < nodes:
            pass
        return [str(row[0]) for row in rows]


Deploy = Callable[..., Deployment]


@pytest.fixture(scope="session")
async def roles(settings: Settings) -> dict[str, str]:
    """A role for each node, with the URL it connects with."""
    names = ("node_1", "node_2")
    for name in names:
        await database.execute(settings, f"CREATE ROLE {name} SUPERUSER LOGIN")
    return {name: database.url_of(settings).replace("//postgres@", f"//{name}@") for name in names}


@pytest.fixture(scope="session")
async def nodes(settings: Settings, roles: dict[str, str]) -> AsyncIterator[dict[str, Server]]:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="gatehouse-")))
        yield {
            name: await stack.enter_async_context(
                serving(
                    settings,
                    folder / f"{name}.log",
                    workers=1,
                    database_url=url,
                    public_url="https://localhost",
                    allowed_hosts=["localhost"],
                )
            )
            for name, url in roles.items()
        }


@pytest.fixture
async def deploy(settings: Settings, nodes: dict[str, Server]) -> AsyncIterator[Deploy]:
    """Start nginx in front of both nodes, which are brought back if a test has killed them."""
    await database.empty(settings)
    for node in nodes.values():
        if node.process.poll() is not None:
            node.launch(workers=1)
            await node.ready()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="gatehouse-")))

        def start(**changes: str) -> Deployment:
            addresses = [node.url.removeprefix("http://") for node in nodes.values()]
            front = edge.configure(folder, addresses, changes)
            stack.enter_context(edge.serving(front))
            return Deployment(front, nodes, settings)

        yield start


@pytest.fixture
def alone() -> Iterator[Callable[..., edge.Edge]]:
    """Start nginx with no node behind it."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="gatehouse-")))

        def start(**changes: str) -> edge.Edge:
            front = edge.configure(folder, [f"127.0.0.1:{edge.free_port()}"], changes)
            stack.enter_context(edge.serving(front))
            return front

        yield start
