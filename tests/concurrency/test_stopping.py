"""Stopped politely, it finishes what it has begun; killed, it has lost nothing of what it acknowledged."""

import asyncio
from contextlib import suppress
from itertools import count
from pathlib import Path

import httpx
import psutil
import pytest

from gatehouse.core.settings import Settings
from tests.support.database import execute
from tests.support.server import Lines, another_database, serving, workers_of
from tests.support.service import PASSWORD, Person

ENOUGH = 60


@pytest.fixture(scope="module")
async def own_settings(cluster_settings: Settings) -> Settings:
    return await another_database(cluster_settings, "stopping")


async def test_sigterm_lets_requests_in_flight_finish(own_settings: Settings, tmp_path: Path):
    async with serving(own_settings, tmp_path / "log", rate_limit_enabled=False) as server:
        user = await server.register()
        lines = await server.lines(10)
        workers = workers_of(server.process.pid)
        body = {"email": user["email"], "password": PASSWORD}
        logins = [asyncio.create_task(line.post("/auth/login", json=body)) for line in lines.all]
        await asyncio.wait(logins, return_when=asyncio.FIRST_COMPLETED)
        waiting = sum(not login.done() for login in logins)

        returncode = await server.stop()

        assert waiting > 1
        assert [(await login).status_code for login in logins] == [200] * 20
        assert returncode == 0
        _, left = psutil.wait_procs(workers, timeout=5)
        assert not left


class Load:
    """Creates users as fast as it goes, until the server is gone."""

    def __init__(self, lines: Lines, admin: Person) -> None:
        self.acknowledged: list[str] = []
        self.enough = asyncio.Event()
        self._names = count()
        self._tasks = [asyncio.create_task(self._create(line, admin)) for line in lines.all]

    async def over(self) -> None:
        await asyncio.gather(*self._tasks)

    async def _create(self, line: httpx.AsyncClient, admin: Person) -> None:
        with suppress(httpx.TransportError):
            while True:
                name = f"survivor{next(self._names):05}"
                body = {"email": f"{name}@example.com", "username": name}
                answer = await line.post("/users", json=body, headers=admin.bearer)
                assert answer.status_code == 201
                self.acknowledged.append(body["email"])
                if len(self.acknowledged) == ENOUGH:
                    self.enough.set()


async def test_sigkill_loses_nothing_that_was_acknowledged(own_settings: Settings, tmp_path: Path):
    async with serving(own_settings, tmp_path / "log", rate_limit_enabled=False) as server:
        admin, person = await server.admin(), await server.person()
        old = {"refresh_token": person.tokens["refresh_token"]}
        newer = (await server.client().post("/auth/refresh", json=old)).json()
        load = Load(await server.lines(5), admin)
        await load.enough.wait()

        server.kill()
        await load.over()
        server.launch(2)
        await server.ready()

        rows = await execute(server.settings, "SELECT email FROM users")
        assert set(load.acknowledged) <= {row["email"] for row in rows}
        for email in load.acknowledged:
            await server.mailer.wait_for(email, "Your account is ready", timeout=20)
        client = server.client()
        assert (await client.get("/auth/me", headers=admin.bearer)).status_code == 200
        await execute(server.settings, "UPDATE sessions SET rotated_at = rotated_at - interval '1 hour'")
        assert (await client.post("/auth/refresh", json=old)).status_code == 401
        newest = {"refresh_token": newer["refresh_token"]}
        assert (await client.post("/auth/refresh", json=newest)).status_code == 401
