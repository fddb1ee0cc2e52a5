"""Who the fuzzer is, and how it stays that person whatever it does to itself."""

import asyncio
import json
import os
from dataclasses import asdict, dataclass
from threading import Thread
from typing import Self

import asyncpg
import httpx

VARIABLE = "GATEHOUSE_FUZZ_IDENTITY"
PASSWORD = "Wide-Open-Gate-7"

_ROLES = {"superuser": ["user", "superuser"], "user": ["user"]}
_RESTORE_USER = """
UPDATE users SET status = 'active', deleted_at = NULL, must_reset_password = false, password_hash = $2
WHERE id = $1 AND (status <> 'active' OR deleted_at IS NOT NULL OR must_reset_password OR password_hash <> $2)
"""
_RESTORE_SESSIONS = "UPDATE sessions SET ended_at = NULL WHERE id = ANY($1) AND ended_at IS NOT NULL"
_RESTORE_ROLES = "INSERT INTO user_roles SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING"


@dataclass(frozen=True)
class Identity:
    """An account that is signed in, and the database it is kept in."""

    database_url: str
    user_id: int
    roles: list[str]
    password_hash: str
    session_ids: list[str]
    access_token: str

    @classmethod
    def create(cls, kind: str, address: str, database_url: str) -> Self:
        """Register somebody, give them their roles, and sign them in."""
        with httpx.Client(base_url=address) as client:
            account = {"email": f"{kind}@example.com", "username": kind, "password": PASSWORD}
            user_id = client.post("/auth/register", json=account).raise_for_status().json()["id"]
            login = {"username": kind, "password": PASSWORD}
            for _ in range(2):  # the second one is there to be ended
                tokens = client.post("/auth/login", json=login).raise_for_status().json()
        password_hash, session_ids = asyncio.run(_secrets(database_url, user_id))
        return cls(database_url, user_id, _ROLES[kind], password_hash, session_ids, tokens["access_token"])

    def to_environment(self) -> dict[str, str]:
        return {VARIABLE: json.dumps(asdict(self))}

    @classmethod
    def from_environment(cls) -> Self | None:
        text = os.environ.get(VARIABLE)
        return cls(**json.loads(text)) if text else None


class Keeper:
    """Undoes what the fuzzer did to its own account: signed out, switched off, demoted, locked out."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self._loop = asyncio.new_event_loop()
        Thread(target=self._loop.run_forever, daemon=True, name="keeper").start()
        self._connection = asyncio.run_coroutine_threadsafe(
            asyncpg.connect(identity.database_url), self._loop
        ).result()

    def restore(self) -> None:
        asyncio.run_coroutine_threadsafe(self._restore(), self._loop).result()

    async def _restore(self) -> None:
        who = self._identity
        async with self._connection.transaction():
            await self._connection.execute(_RESTORE_USER, who.user_id, who.password_hash)
            await self._connection.execute(_RESTORE_SESSIONS, who.session_ids)
            await self._connection.execute(_RESTORE_ROLES, who.user_id, who.roles)


async def _secrets(database_url: str, user_id: int) -> tuple[str, list[str]]:
    connection = await asyncpg.connect(database_url)
    try:
        password_hash = await connection.fetchval("SELECT password_hash FROM users WHERE id = $1", user_id)
        sessions = await connection.fetch("SELECT id FROM sessions WHERE user_id = $1", user_id)
        return password_hash, [str(session["id"]) for session in sessions]
    finally:
        await connection.close()
