"""Workers that die, cannot start or do not answer take nobody along."""

import asyncio
import json
import os
import signal
from pathlib import Path

import httpx
import psutil
import pytest

from gatehouse.core.settings import Settings
from tests.support.outage import Wire
from tests.support.server import ROOT, Server, serving, workers_of

PATIENCE = 30
LONGER_THAN_A_SLOW_START = 12
TRIES = 3

BROKEN = "RuntimeError: no application today"
BROKEN_WHILE = """
import pathlib, sys
class Broken:
    def find_spec(self, name, *_):
        if name == "gatehouse.app" and pathlib.Path("{file}").exists():
            raise RuntimeError("no application today")
sys.meta_path.insert(0, Broken())
"""


async def until_replaced(server: Server, dead: set[int]) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(server.workers() - dead) < 2 or server.workers() & dead:
            assert server.process.poll() is None, server.log.read_text()
            await asyncio.sleep(0.1)


async def statuses(server: Server, path: str) -> set[int]:
    """What some connections hear, which do not all lead to the same worker."""
    answers = await asyncio.gather(*(server.client().get(path) for _ in range(8)))
    return {answer.status_code for answer in answers}


@pytest.mark.parametrize("victims", [1, 2])
async def test_those_that_die_while_the_database_is_away_are_replaced(
    own_settings: Settings, wire: Wire, tmp_path: Path, victims: int
):
    async with serving(own_settings, tmp_path / "log", database_url=wire.url) as server:
        port = httpx.URL(wire.url.replace("postgresql", "http")).port
        assert port
        await wire.cut()
        dead = set(sorted(server.workers())[:victims])
        for pid in dead:
            os.kill(pid, signal.SIGKILL)

        await until_replaced(server, dead)
        lines = await server.lines(2)
        assert not dead & lines.by_worker.keys()
        assert await lines.statuses("GET", "/health/live") == {200}
        assert await lines.statuses("GET", "/health/ready") == {503}
        assert await lines.statuses("GET", "/health") == {503}
        assert 503 in await lines.statuses("GET", "/.well-known/jwks.json")

        await wire.lay(port)
        await server.ready()
        assert await lines.statuses("GET", "/health/ready") == {200}
        assert await lines.statuses("GET", "/.well-known/jwks.json") == {200}
        assert (await server.person()).user["roles"] == ["user"]
        assert not dead & server.workers()
        died = [line for line in server.log.read_text().splitlines() if '"event":"worker_died"' in line]
        assert {json.loads(line)["pid"] for line in died} == dead


class Application:
    """Cannot be loaded while it is broken, as when its files are being replaced."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "broken"
        (folder / "sitecustomize.py").write_text(BROKEN_WHILE.format(file=self._file))

    def break_(self) -> None:
        self._file.touch()

    def mend(self) -> None:
        self._file.unlink()


@pytest.fixture
def application(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Application:
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{ROOT}")
    return Application(tmp_path)


async def until_told(server: Server, times: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while server.log.read_text().count(BROKEN) < times:
            assert server.process.poll() is None
            await asyncio.sleep(0.1)


async def test_replacements_need_no_files(own_settings: Settings, tmp_path: Path, application: Application):
    async with serving(own_settings, tmp_path / "log") as server:
        victim = min(server.workers())
        application.break_()
        os.kill(victim, signal.SIGKILL)
        await until_replaced(server, {victim})
        assert BROKEN not in server.log.read_text()


async def test_those_that_cannot_start_are_tried_again(
    own_settings: Settings, tmp_path: Path, application: Application
):
    async with serving(own_settings, tmp_path / "log") as server:
        before = workers_of(server.process.pid)
        application.break_()
        os.kill(before[0].ppid(), signal.SIGKILL)
        await until_told(server, TRIES)
        application.mend()
        await until_replaced(server, {worker.pid for worker in before})
        assert await (await server.lines(2)).statuses("GET", "/health/ready") == {200}
        _, left = psutil.wait_procs(before, timeout=PATIENCE)
        assert not left


async def test_a_busy_machine_is_no_reason_to_end_them(own_settings: Settings, tmp_path: Path):
    async with serving(own_settings, tmp_path / "log") as server:
        before = server.workers()
        for pid in before:
            os.kill(pid, signal.SIGSTOP)
        await asyncio.sleep(LONGER_THAN_A_SLOW_START)
        for pid in before:
            os.kill(pid, signal.SIGCONT)
        assert await statuses(server, "/health/ready") == {200}
        assert server.workers() == before
