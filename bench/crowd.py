"""A thousand people who may read users, each with a session and an API key."""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cached_property
from uuid import UUID, uuid4

import asyncpg
import jwt

from bench.processes import BenchError, Server
from bench.requests import Request, send
from bench.seed import PASSWORD, username
from gatehouse.security.crypto import Vault
from gatehouse.security.opaque import NewSecret, RefreshToken, make_api_key, write_refresh_token

SIZE = 1000
_FIRST = 101  # those before are for other parts of the bench
_AT_ONCE = 4
_LULL_SECONDS = 0.5
_ROLE = "support"
_MAY = ["users:read"]
_GRANT = "INSERT INTO user_roles (user_id, role) SELECT id, $1 FROM users WHERE username = ANY ($2)"
_ADD_KEY = """
INSERT INTO api_keys (id, user_id, name, prefix, digest, scopes, created_at)
SELECT $1, id, 'bench', $2, $3, $4, $5 FROM users WHERE username = $6
"""
_GENERATIONS = "SELECT id, generation FROM sessions WHERE id = ANY ($1) ORDER BY id"


class Crowd:
    """Signed in when they are first asked for."""

    def __init__(self, ours: Server, admin_token: str, database_url: str, secret: str) -> None:
        self._ours, self._admin_token, self._url = ours, admin_token, database_url
        self._vault = Vault(secret)
        self._names = [username(number) for number in range(_FIRST, _FIRST + SIZE)]

    @cached_property
    def tokens(self) -> list[str]:
        """Their access tokens."""
        body = json.dumps({"name": _ROLE, "permissions": _MAY})
        made = send(self._ours.url, Request("POST", "/admin/roles", self._admin_token, body))
        if made.status != 201:  # noqa: PLR2004
            raise BenchError(f"the role {_ROLE} cannot be made: {made.body}")
        asyncio.run(self._grant())
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return list(pool.map(lambda name: sign_in(self._ours, name), self._names))

    @cached_property
    def api_keys(self) -> list[str]:
        """Their API keys."""
        keys = [make_api_key() for _ in self._names]
        asyncio.run(self._add(keys))
        return [key.text for key in keys]

    def refresh_tokens(self) -> Iterator[str]:
        """Everyone's next refresh token, then the one after that, and so on for as long as asked."""
        claims = (jwt.decode(token, options={"verify_signature": False}) for token in self.tokens)
        generations = asyncio.run(self._generations([UUID(each["sid"]) for each in claims]))
        for round_ in range(SIZE):
            for session, generation in generations.items():
                yield write_refresh_token(self._vault, RefreshToken(session, generation + round_))

    async def _grant(self) -> None:
        connection = await asyncpg.connect(self._url)
        try:
            await connection.execute(_GRANT, _ROLE, self._names)
        finally:
            await connection.close()

    async def _add(self, keys: list[NewSecret]) -> None:
        now = datetime.now(UTC)
        rows = [
            (uuid4(), key.prefix, key.digest, _MAY, now, name)
            for key, name in zip(keys, self._names, strict=True)
        ]
        connection = await asyncpg.connect(self._url)
        try:
            await connection.executemany(_ADD_KEY, rows)
        finally:
            await connection.close()

    async def _generations(self, sessions: list[UUID]) -> dict[UUID, int]:
        """Wait for refreshes that a round before left on their way: after those, earlier ones are no good."""
        connection = await asyncpg.connect(self._url)
        before, now = None, await connection.fetch(_GENERATIONS, sessions)
        try:
            while before != now:
                await asyncio.sleep(_LULL_SECONDS)
                before, now = now, await connection.fetch(_GENERATIONS, sessions)
        finally:
            await connection.close()
        return {row["id"]: row["generation"] for row in now}


def sign_in(ours: Server, name: str) -> str:
    """An access token, from our service."""
    body = json.dumps({"username": name, "password": PASSWORD})
    reply = send(ours.url, Request("POST", "/auth/login", body=body))
    if reply.status != 200:  # noqa: PLR2004
        raise BenchError(f"{name} cannot sign in: {reply.body}")
    return str(reply.body["access_token"])
