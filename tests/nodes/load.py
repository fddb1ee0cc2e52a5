"""People at work through nginx, who repeat a request only where docs/scaling.md says that they may."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from gatehouse.core.settings import Settings
from tests.deploy.edge import Edge
from tests.support.database import execute
from tests.support.service import Person

ATTEMPTS = 5
REFRESH_EVERY = 10  # rounds: fewer refreshes in all than the limit of an address
_UNAVAILABLE = {502, 503, 504}
_WAIT_SECONDS = 1.0  # if the answer does not say how long
_TWICE = """
    SELECT name FROM api_keys GROUP BY name HAVING count(*) > 1
    UNION ALL SELECT target_id FROM audit_log WHERE action = 'users.create'
    GROUP BY target_id HAVING count(*) > 1
"""


@dataclass
class Load:
    """What everybody sent, and what came of it."""

    front: Edge
    people: list[Person]
    sent: int = 0
    retried: int = 0
    failed: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    users: dict[str, int] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    _over: asyncio.Event = field(default_factory=asyncio.Event)
    _names: "count[int]" = field(default_factory=lambda: count(1))

    def __str__(self) -> str:
        """For docs/scaling.md, with `pytest -s`."""
        ends = f"{len(self.unanswered)} not to be repeated, {len(self.failed)} failed"
        return f"{self.sent} sent, {self.retried} repeated, {ends}"

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as group:
            for number, person in enumerate(self.people, 1):
                group.create_task(self._work(f"127.0.1.{number}", person))
            try:
                yield
            finally:
                self._over.set()

    async def more(self, users: int) -> None:
        """Until so many more have been made: the work goes on."""
        wanted = len(self.users) + users
        while len(self.users) < wanted:
            assert len(self.failed) <= len(self.people), self.failed
            await asyncio.sleep(0.02)

    async def lost(self, settings: Settings) -> set[str]:
        """What was acknowledged and is not there."""
        users = await execute(settings, "SELECT username, id FROM users")
        keys = await execute(settings, "SELECT name FROM api_keys")
        missing = self.users.items() - {(row["username"], row["id"]) for row in users}
        return {name for name, _ in missing} | (self.keys - {row["name"] for row in keys})

    async def twice(self, settings: Settings) -> list[str]:
        """What was carried out more than once."""
        return [str(row[0]) for row in await execute(settings, _TWICE)]

    async def _work(self, address: str, person: Person) -> None:
        token = person.tokens["refresh_token"]
        async with self.front.client(address, http2=False, **person.bearer) as client:
            for rounds in count(1):
                if self._over.is_set():
                    return
                await self._ask(client, "GET", "/users/me", 200)
                await self._make_user(client)
                await self._make_key(client)
                if rounds % REFRESH_EVERY == 0:
                    token = await self._refresh(client, token)

    async def _make_user(self, client: httpx.AsyncClient) -> None:
        """With a key, so that it may be repeated; from then on every node knows the user."""
        name = f"load{next(self._names)}"
        body = {"email": f"{name}@example.com", "username": name}
        headers = {"Idempotency-Key": name}
        if made := await self._ask(client, "POST", "/users", 201, json=body, headers=headers):
            self.users[name] = made["id"]
            await self._ask(client, "GET", f"/users/{made['id']}", 200)

    async def _make_key(self, client: httpx.AsyncClient) -> None:
        """Without one, so that it may not be repeated, by nginx neither: names of API keys are free."""
        name = f"key{next(self._names)}"
        self.sent += 1
        answer = await client.post("/users/me/api-keys", json={"name": name, "scopes": []})
        if answer.status_code in _UNAVAILABLE:
            self.unanswered.append(f"{answer.status_code} {answer.text}")
        elif answer.status_code == 201:
            self.keys.add(name)
            await self._ask(client, "DELETE", f"/users/me/api-keys/{answer.json()['id']}", 204, 404)
        else:
            self.failed.append(_told(answer))

    async def _refresh(self, client: httpx.AsyncClient, token: str) -> str:
        """May be repeated without a key, in its grace."""
        tokens = await self._ask(client, "POST", "/auth/refresh", 200, json={"refresh_token": token})
        if not tokens:
            return token
        client.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        return str(tokens["refresh_token"])

    async def _ask(
        self, client: httpx.AsyncClient, method: str, path: str, *expected: int, **arguments: Any
    ) -> Any:
        """The answer to a request that may be repeated, or nothing if it failed for good."""
        for _ in range(ATTEMPTS):
            self.sent += 1
            answer = await client.request(method, path, **arguments)
            if answer.status_code in expected:
                return answer.json() if answer.content else None
            if not _may_be_repeated(answer):
                break
            self.retried += 1
            await asyncio.sleep(float(answer.headers.get("Retry-After", _WAIT_SECONDS)))
        self.failed.append(_told(answer))
        return None


def _may_be_repeated(answer: httpx.Response) -> bool:
    """Nobody answered, or the first attempt is not over yet."""
    return answer.status_code in _UNAVAILABLE or "idempotency_in_progress" in answer.text


def _told(answer: httpx.Response) -> str:
    return f"{answer.request.method} {answer.request.url.path}: {answer.status_code} {answer.text}"
