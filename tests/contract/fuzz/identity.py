"""Who the fuzzer is, and how it stays that person whatever it does to itself."""

import asyncio
import json
import os
from dataclasses import asdict, dataclass, field
from typing import Self

import asyncpg
import httpx

from tests.contract.fuzz.snapshot import take

VARIABLE = "GATEHOUSE_FUZZ_IDENTITY"
# The one in the examples of the document, so that those which sign in are true.
USERNAME, EMAIL, PASSWORD = "ada", "ada@example.com", "correct-horse-battery-staple"
KINDS = {"superuser": ["user", "superuser"], "user": ["user"], "nobody": []}

_RESTORE_USER = """
UPDATE users SET status = $3, deleted_at = NULL, must_reset_password = false, password_hash = $2
WHERE id = $1 AND (status <> $3 OR deleted_at IS NOT NULL OR must_reset_password OR password_hash <> $2)
"""
_RESTORE_SESSIONS = "UPDATE sessions SET ended_at = NULL WHERE id = ANY($1) AND ended_at IS NOT NULL"
_RESTORE_ROLES = "INSERT INTO user_roles SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING"
_MAKE_ROOM_FOR_KEYS = """
DELETE FROM api_keys WHERE id IN
    (SELECT id FROM api_keys WHERE user_id = $1 ORDER BY created_at DESC OFFSET 20)
"""


@dataclass(frozen=True)
class Identity:
    """An account that is signed in, if it is not nobody, and the database it is kept in."""

    database_url: str
    user_id: int | None = None
    roles: list[str] = field(default_factory=list)
    password_hash: str | None = None
    session_ids: list[str] = field(default_factory=list)
    access_token: str | None = None
    status: str = "active"

    @classmethod
    async def create(cls, kind: str, address: str, database_url: str) -> Self:
        """Register somebody, give them their roles, and sign them in; then remember the database as it is."""
        connection = await asyncpg.connect(database_url)
        try:
            identity = cls(database_url)
            if KINDS[kind]:
                identity = await cls._register(kind, address, database_url, connection)
                await identity.restore(connection)
            await take(connection)
        finally:
            await connection.close()
        return identity

    @classmethod
    async def _register(
        cls, kind: str, address: str, database_url: str, connection: asyncpg.Connection
    ) -> Self:
        async with httpx.AsyncClient(base_url=address) as client:
            account = {"email": EMAIL, "username": USERNAME, "password": PASSWORD}
            registered = (await client.post("/auth/register", json=account)).raise_for_status().json()
            login = {"username": USERNAME, "password": PASSWORD}
            await client.post("/auth/login", json=login)  # a session that is there to be ended
            tokens = (await client.post("/auth/login", json=login)).raise_for_status().json()
        user_id = registered["id"]
        sessions = await connection.fetch("SELECT id FROM sessions WHERE user_id = $1", user_id)
        return cls(
            database_url,
            user_id,
            KINDS[kind],
            await connection.fetchval("SELECT password_hash FROM users WHERE id = $1", user_id),
            [str(session["id"]) for session in sessions],
            tokens["access_token"],
        )

    async def restore(self, connection: asyncpg.Connection) -> None:
        """Undo what it did to its own account: signed out, switched off, demoted, locked out."""
        async with connection.transaction():
            await connection.execute(_RESTORE_USER, self.user_id, self.password_hash, self.status)
            await connection.execute(_RESTORE_SESSIONS, self.session_ids)
            await connection.execute(_RESTORE_ROLES, self.user_id, self.roles)
            await connection.execute(_MAKE_ROOM_FOR_KEYS, self.user_id)

    def to_environment(self) -> dict[str, str]:
        return {VARIABLE: json.dumps(asdict(self))}

    @classmethod
    def from_environment(cls) -> Self:
        return cls(**json.loads(os.environ[VARIABLE]))


def create(kind: str, address: str, database_url: str) -> Identity:
    return asyncio.run(Identity.create(kind, address, database_url))
