"""All nodes are restarted, and replaced by the next version and this one again, while people work."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gatehouse.core.settings import Settings
from gatehouse.persistence.schema_version import head, next_version
from tests.cli.conftest import Gatehouse
from tests.drill.following import write_following
from tests.nodes.load import Load
from tests.nodes.node import Node

ENOUGH = 12  # users made between two steps, which is several rounds of everybody


@pytest.fixture
def following(place: Path, nodes: list[Node]) -> Iterator[Gatehouse]:
    directory = place / "following"
    write_following(directory)
    yield Gatehouse(directory, nodes[0].version.environment)
    shutil.rmtree(directory)


async def replace_all(nodes: list[Node], load: Load, version: Gatehouse | None = None) -> None:
    """One after the other, each while the others serve."""
    for node in nodes:
        await node.replace(version)
        await load.more(ENOUGH)


async def test_a_restart(nodes, load, settings):
    async with load.running():
        await load.more(ENOUGH)
        await replace_all(nodes, load)

    await went_well(load, settings)


async def test_an_upgrade_and_the_way_back(nodes, load, following, settings):
    current = nodes[0].version
    async with load.running():
        await load.more(ENOUGH)

        assert (await run(following, "migrate")).endswith(f"is at {next_version()}.\n")
        await load.more(ENOUGH)
        await nodes[0].replace(current)  # as after a crash, before the new version is there
        await replace_all(nodes, load, following)
        assert f"is at {next_version()}" in await run(following, "migrate", "--check")

        await replace_all(nodes, load, current)
        await run(following, "migrate", "--to", head())
        await load.more(ENOUGH)
        assert f"is at {head()}" in await run(current, "migrate", "--check")

    await went_well(load, settings)


async def went_well(load: Load, settings: Settings) -> None:
    """Only nginx may send to a connection that its node closes at that moment, and then repeats no POST."""
    assert load.failed == []
    assert len(load.unanswered) <= 2, load.unanswered
    assert await load.lost(settings) == set()
    assert await load.twice(settings) == []


async def run(version: Gatehouse, *command: str) -> str:
    done = await asyncio.to_thread(version, *command)
    assert done.returncode == 0, done.stderr
    return done.stdout
