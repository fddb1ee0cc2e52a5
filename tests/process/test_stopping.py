"""SIGTERM while the database is frozen, and while clients keep coming."""

import asyncio
import http.client
import json
import socket
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest

from gatehouse.core.settings import Settings
from gatehouse.process.server import turn_away
from tests.support.outage import wire_to
from tests.support.server import Server, serving

CALLERS = 16
ENOUGH = 200
LOGIN = {"identifier": "ada@example.com", "password": "Hopper-Compiles-1"}
_REQUEST = b"GET /auth/policy HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.mark.parametrize("workers", [1, 2])
async def test_what_a_frozen_database_holds_up_is_told_so(
    own_settings: Settings, tmp_path: Path, workers: int
):
    changes = {"workers": workers, "database_timeout_seconds": 60, "database_pool_size": 1}
    async with (
        wire_to(own_settings) as wire,
        serving(own_settings, tmp_path / "log", **changes, database_url=wire.url) as server,
    ):
        wire.silence()
        clients = [server.client() for _ in range(6)]
        waiting = [asyncio.create_task(client.post("/auth/login", json=LOGIN)) for client in clients]
        done, _ = await asyncio.wait(waiting, timeout=1)
        assert not done
        assert await server.stop() == 0
        answers = await asyncio.gather(*waiting)
    assert {answer.status_code for answer in answers} == {503}
    assert {answer.json()["code"] for answer in answers} == {"unavailable"}
    assert {answer.headers["content-type"] for answer in answers} == {"application/problem+json"}
    assert {answer.headers["connection"] for answer in answers} == {"close"}
    assert "Traceback" not in server.log.read_text()
    logged = [line for line in lines_of(server) if line.get("operation") == "auth.login"]
    assert [line["status"] for line in logged] == [503] * len(clients)


def lines_of(server: Server) -> list[dict[str, Any]]:
    """What the log says after the start, all of which is JSON."""
    return [json.loads(line) for line in server.log.read_text().splitlines() if not _is_of_the_start(line)]


class Callers:
    """Each makes one request on one connection after the other, until nobody listens any more."""

    def __init__(self, server: Server) -> None:
        self.heard: Counter[str] = Counter()
        self._reached = asyncio.Event()
        self._port = httpx.URL(server.url).port or 0
        self._tasks = [asyncio.create_task(self._call_again()) for _ in range(CALLERS)]

    async def until_answered(self) -> None:
        await self._reached.wait()

    async def over(self) -> None:
        async with asyncio.timeout(30):
            await asyncio.gather(*self._tasks)

    async def _call_again(self) -> None:
        while not self.heard["refused"]:
            self.heard[await self._call()] += 1
            if self.heard["200"] >= ENOUGH:
                self._reached.set()

    async def _call(self) -> str:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        except ConnectionError:
            return "refused"
        try:
            writer.write(_REQUEST)
            status = await reader.readline()
            return status.split()[1].decode() if status else "closed without an answer"
        except ConnectionError:
            return "reset"
        finally:
            writer.close()


@pytest.mark.parametrize("workers", [1, 2])
async def test_whoever_still_gets_through_is_answered(own_settings: Settings, tmp_path: Path, workers: int):
    async with serving(own_settings, tmp_path / "log", workers=workers) as server:
        callers = Callers(server)
        await callers.until_answered()
        assert await server.stop() == 0
        await callers.over()
    assert callers.heard.keys() <= {"200", "503", "refused"}
    assert callers.heard["503"] < CALLERS


async def until_announced(line: httpx.AsyncClient) -> None:
    """Ask again on the same connection until it is said to be the last time."""
    while (await line.get("/health/live")).headers.get("connection") != "close":
        pass


async def test_a_connection_that_is_kept_is_closed_with_an_announcement(
    own_settings: Settings, tmp_path: Path
):
    async with serving(own_settings, tmp_path / "log") as server:
        lines = await server.lines(2)
        stopping = asyncio.create_task(server.stop())
        await asyncio.gather(*map(until_announced, lines.all))
        assert await stopping == 0


async def test_every_line_of_the_log_is_json(own_settings: Settings, tmp_path: Path):
    async with serving(own_settings, tmp_path / "log") as server:
        port = httpx.URL(server.url).port or 0
        for garbage in (
            b"\x16\x03\x01nonsense\r\n\r\n",
            b"GET / HTTP/1.1\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
        ):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(garbage)
            assert (await reader.readline()).split()[1] == b"400"
            writer.close()
        server.quiet_log()
        refused = [line for line in lines_of(server) if line["event"] == "refused"]
    assert [(line["problem"], line["client"]) for line in refused] == [("bad_request", "127.0.0.1")]


def _is_of_the_start(line: str) -> bool:
    return not line.startswith("{") and line.split("  ", maxsplit=1)[0] in {
        *("Opening the database ...", "Gatehouse", "Address", "Docs", "Reference", "Database", "Directory"),
        "First admin",
    }


@pytest.mark.parametrize(
    ("sent", "named"), [("GET / HTTP/1.1\r\nX-Request-ID: a-1\r\n\r\n", "a-1"), ("", "0" * 32)]
)
def test_who_is_turned_away_is_told_which_request_it_was(sent: str, named: str):
    listener = socket.create_server(("127.0.0.1", 0))
    with socket.create_connection(listener.getsockname()) as late:
        late.sendall(sent.encode())
        late.shutdown(socket.SHUT_WR)
        turn_away(listener)
        answer = http.client.HTTPResponse(late)
        answer.begin()
    assert (answer.status, answer.headers["X-Request-ID"]) == (503, named)
