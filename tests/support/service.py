"""A running Gatehouse inside the test process, on a real PostgreSQL, and people who use it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from gatehouse.app import OPENAPI, create_app
from gatehouse.contract.document import load
from gatehouse.core.mail import MemoryMailer
from gatehouse.core.settings import Settings
from tests.support.conformance import Conformance
from tests.support.database import execute
from tests.support.people import Account

PASSWORD = "Wide-Open-Gate-7"
DOCUMENT = load(OPENAPI)
CONFORMANCE = Conformance(DOCUMENT)

_numbers = count(1)


@dataclass
class Person(Account):
    """An account and a client that is signed in to it."""

    client: httpx.AsyncClient
    user: dict[str, Any]
    password: str
    tokens: dict[str, Any] = field(default_factory=dict)


@dataclass
class Service:
    """One application, its mail and its clients."""

    app: Any
    settings: Settings
    mailer: MemoryMailer
    clients: list[httpx.AsyncClient] = field(default_factory=list)

    def client(self, address: str = "198.51.100.7", **headers: str) -> httpx.AsyncClient:
        """A client at an address; every answer it gets is held against the document."""
        transport = httpx.ASGITransport(self.app, client=(address, 50_000))
        client = httpx.AsyncClient(
            transport=transport,
            base_url="http://localhost",
            headers=headers,
            event_hooks={"response": [CONFORMANCE]},
        )
        self.clients.append(client)
        return client

    async def register(self, **fields: Any) -> dict[str, Any]:
        """A new account with the role `user`."""
        number = next(_numbers)
        body = {"email": f"person{number}@example.com", "username": f"person{number}", "password": PASSWORD}
        response = await self.client().post("/auth/register", json={**body, **fields})
        assert response.status_code == 201, response.text
        registered: dict[str, Any] = response.json()
        return registered

    async def login(self, user: dict[str, Any], password: str = PASSWORD, **fields: Any) -> Person:
        """The person behind an account, signed in."""
        body = {"email": user["email"], "password": password, **fields}
        response = await self.client().post("/auth/login", json=body)
        assert response.status_code == 200, response.text
        tokens = response.json()
        client = self.client(Authorization=f"Bearer {tokens['access_token']}")
        return Person(client, tokens["user"], password, tokens)

    async def person(self, **fields: Any) -> Person:
        """Somebody new, registered and signed in."""
        user = await self.register(**fields)
        return await self.login(user, fields.get("password", PASSWORD))

    async def admin(self, *roles: str) -> Person:
        """Somebody new with these roles beside `user`; a superuser if none is named."""
        user = await self.register()
        await self.grant(user["id"], *(roles or ("superuser",)))
        return await self.login(user)

    async def grant(self, user_id: int, *roles: str) -> None:
        """Give roles without asking anyone."""
        for role in roles:
            await execute(self.settings, "INSERT INTO user_roles VALUES ($1, $2)", user_id, role)

    async def mailed_token(self, recipient: str, containing: str = "") -> str:
        """The token in the newest mail to somebody."""
        message = await self.mailer.wait_for(recipient, containing)
        return message.text.partition("#token=")[2].split()[0]


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Service]:
    """Start the application, and stop it again."""
    mailer = MemoryMailer()
    service = Service(create_app(settings, mailer), settings, mailer)
    async with _lifespan(service.app):
        yield service
        for client in service.clients:
            await client.aclose()


@asynccontextmanager
async def _lifespan(app: Any) -> AsyncIterator[None]:
    """Speak the lifespan protocol, as a server does."""
    to_app: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    from_app: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
    task = asyncio.create_task(app(scope, to_app.get, from_app.put))
    for moment in ("startup", "shutdown"):
        await to_app.put({"type": f"lifespan.{moment}"})
        answer = await asyncio.wait_for(from_app.get(), 20)
        assert answer["type"] == f"lifespan.{moment}.complete", answer
        if moment == "startup":
            yield
    await task
