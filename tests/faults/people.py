"""A database with many people who are signed in already, made once; each case works on a copy."""

import asyncio
import os
import secrets
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from gatehouse.core.mail import MemoryMailer
from gatehouse.core.permissions import SUPERUSER, USER
from gatehouse.core.settings import Settings, load_settings
from gatehouse.domain import system_roles
from gatehouse.domain.accounts import add_user
from gatehouse.domain.actors import Client
from gatehouse.domain.services import Services, open_services
from gatehouse.domain.sessions import open_session
from gatehouse.persistence import embedded, migrate
from gatehouse.persistence.database import Transaction
from gatehouse.security.opaque import read_refresh_token
from gatehouse.security.tokens import BY_PASSWORD, TokenIssuer
from tests.support.database import execute

SPARE_SESSIONS = 8  # to be ended
_LIFE_MINUTES = 24 * 60


@dataclass
class Session:
    """A sign-in and its newest tokens."""

    id: str
    access: str
    refresh: str


@dataclass
class Person:
    """Somebody who may do everything, and has signed in more than once."""

    id: int
    session: Session
    spare: list[Session] = field(default_factory=list)


@dataclass(frozen=True)
class Original:
    """The data directory to copy, and who is in it."""

    data: Path
    version: int
    programs: Path
    settings: Settings
    people: list[Person]

    def copy_to(self, data: Path) -> None:
        """The files of the server alone."""
        shutil.copytree(self.data / "postgres", data)

    def copy_whole_to(self, data: Path) -> None:
        """All of it, for the server's own user."""
        shutil.copytree(self.data, data)
        owner = (self.data / "postgres").stat()
        for path in ((data / "postgres"), *(data / "postgres").rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid)


async def make(data: Path, number: int) -> Original:
    """Set up the embedded PostgreSQL, people in it, and stop it again."""
    server = await asyncio.to_thread(embedded.start, data)
    try:
        settings = load_settings(
            env_file=None,
            database_url=server.url,
            secret_key=secrets.token_urlsafe(48),
            access_token_expire_minutes=_LIFE_MINUTES,
            rate_limit_enabled=False,
        )
        await migrate.upgrade(server.url)
        people = await _sign_in(settings, number)
        await execute(settings, "CHECKPOINT")
    finally:
        await asyncio.to_thread(server.close)
    programs, version = embedded.programs(data)
    return Original(data, version, programs, settings, people)


async def _sign_in(settings: Settings, number: int) -> list[Person]:
    async with open_services(settings, MemoryMailer()) as services:
        await system_roles.sync(services.database, settings)
        issuer = await services.keys.issuer()
        async with services.database.transaction() as tx:
            return [await _person(services, tx, issuer, count) for count in range(number)]


async def _person(services: Services, tx: Transaction, issuer: TokenIssuer, number: int) -> Person:
    """Without a password: nobody signs in again, and hashing takes long."""
    body = {"email": f"person{number}@example.com", "username": f"person{number}"}
    user = await add_user(tx, body, password_hash=None, role_names=[USER, SUPERUSER])
    client = Client("127.0.0.1", None, str(uuid4()))
    sessions = []
    for _ in range(1 + SPARE_SESSIONS):
        tokens = await open_session(
            services, tx, issuer, user.id, user.uuid, client, remember_me=False, amr=BY_PASSWORD
        )
        read = read_refresh_token(services.vault, tokens["refresh_token"])
        assert read is not None
        sessions.append(Session(str(read.session_id), tokens["access_token"], tokens["refresh_token"]))
    return Person(user.id, sessions[0], sessions[1:])
