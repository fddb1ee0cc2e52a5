"""What is secret stays out of the log and out of error messages, even at the most talkative level."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from gatehouse.contract.reader import JSON
from gatehouse.core.settings import Settings
from tests.support.conformance import example_body, example_path
from tests.support.database import execute
from tests.support.server import Server, another_database, serving
from tests.support.service import DOCUMENT

FIRST, SECOND, THIRD, WRONG = (f"Sesame-{number}-Open-Up" for number in ("one", "two", "three", "wrong"))
TELLING = 16  # characters of a secret that must not appear


@pytest.fixture(scope="module")
async def server(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    log: Path = tmp_path_factory.mktemp("secrets") / "log"
    own = await another_database(settings, "secrets")
    async with serving(own, log, workers=1, log_level="debug", rate_limit_enabled=False) as server:
        yield server


class Walk:
    """A life with the service; every secret it meets is noted, and so is every refusal."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.secrets = {FIRST, SECOND, THIRD, WRONG}
        self.refusals: list[str] = []

    def noted(self, secret: str) -> str:
        self.secrets.add(secret)
        return secret

    async def send(self, client: httpx.AsyncClient, method: str, path: str, **request: Any) -> Any:
        response = await client.request(method, path, **request)
        if response.is_error:
            self.refusals.append(response.text)
        return response.json() if response.content else None

    async def log_in(self, email: str, password: str) -> httpx.AsyncClient:
        tokens = await self.send(
            self.server.client(), "POST", "/auth/login", json={"email": email, "password": password}
        )
        self.noted(tokens["refresh_token"])
        access = self.noted(tokens["access_token"])
        return self.server.client(Authorization=f"Bearer {access}")

    async def person(self) -> None:
        """Register, sign in, use a key, change and forget the password; and get all of it wrong as well."""
        ada, anyone = {"email": "ada@example.com", "username": "ada"}, self.server.client()
        await self.send(anyone, "POST", "/auth/register", json={**ada, "password": FIRST})
        await self.send(anyone, "POST", "/auth/login", json={"email": ada["email"], "password": WRONG})
        await self.send(anyone, "POST", "/auth/login", json={"email": WRONG, "password": [FIRST]})
        client = await self.log_in(ada["email"], FIRST)
        made = await self.send(client, "POST", "/users/me/api-keys", json={"name": "job", "scopes": []})
        await self.send(self.server.client(**{"X-API-Key": self.noted(made["key"])}), "GET", "/auth/me")
        body = {"current_password": FIRST, "new_password": SECOND}
        await self.send(client, "POST", "/users/me/change-password", json=body)
        await self.send(client, "GET", "/users/me", params={"token": made["key"]})
        await self.reset(ada["email"])
        await self.tokens()

    async def reset(self, email: str) -> None:
        """By the address that has the token in it, which is where an access log would show it."""
        anyone = self.server.client()
        await self.send(anyone, "POST", "/auth/password/reset", json={"email": email})
        token = self.noted(await self.server.mailed_token(email, "/reset-password"))
        for _ in range(2):
            await self.send(anyone, "PUT", f"/auth/password/reset/{token}", json={"new_password": THIRD})
        await self.send(anyone, "GET", f"/auth/password/reset/{token}")
        await self.send(anyone, "GET", f"/nothing/{token}")

    async def tokens(self) -> None:
        for secret in list(self.secrets):
            anyone = self.server.client(Authorization=f"Bearer {secret}")
            await self.send(anyone, "GET", "/auth/me")
            await self.send(anyone, "POST", "/auth/refresh", json={"refresh_token": secret})
            await self.send(anyone, "POST", "/auth/revoke", data={"token": secret})
            await self.send(anyone, "POST", "/auth/email/verify", json={"token": secret})

    async def every_operation(self) -> None:
        """Each with the example of the document, by somebody who may do anything."""
        user = await self.server.register(password=FIRST)
        await self.server.grant(user["id"], "superuser")
        for operation in DOCUMENT.operations:
            client = await self.log_in(user["email"], FIRST)
            kind = "json" if JSON in operation.body else "data"
            body = {kind: example_body(DOCUMENT, operation)} if operation.body else {}
            await self.send(client, operation.method, example_path(DOCUMENT, operation), **body)

    async def crash(self) -> None:
        """The database is not what the program thinks it is."""
        user = await self.server.register(password=FIRST)
        await execute(self.server.settings, "ALTER TABLE audit_log RENAME TO elsewhere")
        try:
            body = {"email": user["email"], "password": FIRST}
            await self.send(self.server.client(), "POST", "/auth/login", json=body)
        finally:
            await execute(self.server.settings, "ALTER TABLE elsewhere RENAME TO audit_log")


def leaked(text: str, secrets: set[str]) -> set[str]:
    return {secret for secret in secrets if secret[-TELLING:] in text}


async def test_neither_the_log_nor_an_error_repeats_a_secret(server):
    walk = Walk(server)
    secret_key = server.settings.secret_key.get_secret_value()
    walk.noted(secret_key)
    await walk.person()
    await walk.every_operation()
    await walk.crash()

    log = server.quiet_log()
    for operation in DOCUMENT.operations:
        assert f'"{operation.id}"' in log
    assert '"crash"' in log
    assert leaked(log, walk.secrets) == set()
    assert len(walk.refusals) > 20
    assert leaked("\n".join(walk.refusals), walk.secrets) == set()


@pytest.mark.parametrize("forged", ['","event":"forged', 'b" "event": "forged', "\\n{}"])
async def test_what_a_client_calls_itself_makes_no_line_in_the_log(server, forged):
    before = len(server.quiet_log().splitlines())
    await server.client(**{"User-Agent": forged, "X-Request-ID": forged}).get("/health/live")
    (line,) = server.quiet_log().splitlines()[before:]
    assert json.loads(line)["event"] == "request"
