"""Who calls: every kind of credential, good and bad, and what it may be good for."""

import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Self
from uuid import UUID

import asyncpg
import httpx

from gatehouse.contract.document import Operation
from gatehouse.core import clock
from gatehouse.core.settings import Settings
from gatehouse.domain.services import open_services
from gatehouse.security.tokens import BY_PASSWORD, Authentication
from tests.contract.fuzz.identity import PASSWORD, USERNAME, Identity
from tests.contract.fuzz.snapshot import take
from tests.support.database import empty

VARIABLE = "GATEHOUSE_FUZZ_CALLER"
BEARER, API_KEY = "bearer", "apiKey"
_SCOPE = "users:read"
_READER = "fuzz-reader"
_READS = ["audit:read", "roles:read", "users:read"]


@dataclass(frozen=True)
class Caller:
    """A kind of credential, and the permissions it has; with None, nothing that is protected."""

    who: str
    value: str = ""
    scheme: str = BEARER
    permissions: list[str] | None = None

    def may(self, operation: Operation) -> bool:
        """Whether the operation may ever succeed with this credential."""
        if operation.anonymous:
            return True
        if self.permissions is None or not any(self.scheme in each for each in operation.security):
            return False
        return operation.permission is None or operation.permission in self.permissions

    def to_environment(self) -> dict[str, str]:
        return {VARIABLE: json.dumps(asdict(self))}

    @classmethod
    def from_environment(cls) -> Self:
        return cls(**json.loads(os.environ[VARIABLE]))


@dataclass(frozen=True)
class Ground:
    """The service, on which one caller after another is made."""

    url: str
    database_url: str
    settings: Settings
    connection: asyncpg.Connection

    async def user(self, *roles: str) -> Identity:
        """An account with these roles beside `user`, signed in."""
        await empty(self.settings)
        await self.connection.execute(
            "INSERT INTO roles (name, permissions, is_system, created_at, updated_at)"
            " VALUES ($1, $2, false, now(), now())",
            _READER,
            _READS,
        )
        identity = await Identity.create("user", self.url, self.database_url)
        identity = replace(identity, roles=["user", *roles])
        await identity.restore(self.connection)
        return identity

    async def held(self, identity: Identity) -> list[str]:
        return list(
            await self.connection.fetchval(
                "SELECT array_agg(DISTINCT each) FROM roles, unnest(permissions) AS each"
                " WHERE name = ANY($1)",
                identity.roles,
            )
        )

    async def ask(self, path: str, body: object, token: str | None = None) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with httpx.AsyncClient(base_url=self.url, headers=headers) as client:
            made: dict[str, str] = (await client.post(path, json=body)).raise_for_status().json()
        return made


Made = tuple[Identity, Caller]


async def make(who: str, ground: Ground) -> Made:
    """The caller on an empty database, which is remembered as it is then."""
    identity, caller = await CALLERS[who](ground)
    await identity.restore(ground.connection)
    await take(ground.connection)
    return identity, replace(caller, who=who)


async def _anonymous(ground: Ground) -> Made:
    return replace(await ground.user(), access_token=None), Caller("")


async def _signed_in(ground: Ground, *roles: str, verified: bool = False) -> Made:
    identity = await ground.user(*roles)
    if verified:
        await ground.connection.execute("UPDATE users SET is_verified = true WHERE id = $1", identity.user_id)
    return identity, Caller("", str(identity.access_token), permissions=await ground.held(identity))


async def _api_key(ground: Ground) -> Made:
    identity = await ground.user()
    made = await ground.ask("/users/me/api-keys", {"name": "fuzz", "scopes": [_SCOPE]}, identity.access_token)
    return replace(identity, access_token=None), Caller("", made["key"], API_KEY, [_SCOPE])


async def _expired(ground: Ground) -> Made:
    identity = await ground.user()
    uuid: UUID = await ground.connection.fetchval("SELECT uuid FROM users WHERE id = $1", identity.user_id)
    async with open_services(ground.settings) as services:
        issuer = await services.keys.issuer()
        token = issuer.sign(
            uuid,
            UUID(identity.session_ids[0]),
            0,
            timedelta(minutes=-5),
            Authentication(BY_PASSWORD, clock.now()),
        )
    return replace(identity, access_token=token), Caller("", token)


async def _deactivated(ground: Ground) -> Made:
    identity = await ground.user()
    return replace(identity, status="inactive"), Caller("", str(identity.access_token))


async def _refresh_token(ground: Ground) -> Made:
    """Where an access token belongs."""
    identity = await ground.user("superuser")
    tokens = await ground.ask("/auth/login", {"username": USERNAME, "password": PASSWORD})
    token = tokens["refresh_token"]
    return replace(identity, access_token=token), Caller("", token)


CALLERS: dict[str, Callable[[Ground], Awaitable[Made]]] = {
    "anonymous": _anonymous,
    "fresh user": _signed_in,
    "verified user": lambda ground: _signed_in(ground, verified=True),
    "reading administrator": lambda ground: _signed_in(ground, _READER),
    "superuser": lambda ground: _signed_in(ground, "superuser"),
    "API key with one scope": _api_key,
    "expired token": _expired,
    "token of a deactivated account": _deactivated,
    "refresh token": _refresh_token,
}
