"""What cases play on: servers of which each case has its own, on a copy of the same database."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import psutil

from gatehouse.core.settings import load_settings
from gatehouse.persistence.postgres_files import Postmaster
from tests.cli.conftest import Gatehouse
from tests.faults.load import Address
from tests.faults.people import Original
from tests.faults.post import Post
from tests.faults.primary import Member
from tests.redis.server import RedisServer, redis_server
from tests.support.database_servers import PgBouncer
from tests.support.server import Server, environment, free_port, serving
from tests.support.small_disk import mounted
from tests.support.wrong_clock import wrong_clock

DEADLINE = 5.0
WORKERS = 2
_POOL = 10  # fewer than the connections of both workers
_DISK_MEBIBYTES = 500


@dataclass(frozen=True)
class Ground:
    """What every stage is built from."""

    place: Path
    original: Original
    post: Post

    @property
    def settings(self) -> dict[str, Any]:
        """Those of the service, but for its database."""
        given = self.original.settings
        return {
            "secret_key": given.secret_key,
            "access_token_expire_minutes": given.access_token_expire_minutes,
            "rate_limit_enabled": False,
            "database_timeout_seconds": DEADLINE,
            "smtp_host": "127.0.0.1",
            "smtp_port": self.post.port,
            "smtp_security": "none",
        }

    @asynccontextmanager
    async def service(self, url: str, name: str = "service", **changes: Any) -> AsyncIterator[Server]:
        settings = {**self.settings, "database_url": url, **changes}
        log = self.place / f"{name}.log"
        async with serving(self.original.settings, log, workers=WORKERS, **settings) as server:
            yield server

    @asynccontextmanager
    async def primary(self) -> AsyncIterator[Member]:
        member = self.member("primary")
        member.copy_of(self.original)
        member.start()
        try:
            yield member
        finally:
            member.end()

    def member(self, name: str) -> Member:
        return Member(self.place / name, self.original.programs, free_port())


@dataclass
class Stage:
    """Where the service is, and where to look up what it has done."""

    url: str
    servers: list[Server]
    post: Post

    @property
    def service(self) -> Server:
        return self.servers[0]

    @property
    def addresses(self) -> list[Address]:
        return [_address(server.url) for server in self.servers]


def _address(url: str) -> Address:
    parts = urlsplit(url)
    assert parts.hostname and parts.port
    return parts.hostname, parts.port


@dataclass
class Single(Stage):
    """The service on one PostgreSQL."""

    primary: Member


@asynccontextmanager
async def single(ground: Ground) -> AsyncIterator[Single]:
    async with ground.primary() as primary, ground.service(primary.url) as server:
        yield Single(primary.url, [server], ground.post, primary)


@dataclass
class Pair(Single):
    """The service on a primary and a synchronous standby, both of which it knows."""

    standby: Member

    def fail_over(self) -> None:
        self.standby.promote()
        self.url = self.standby.url


@asynccontextmanager
async def pair(ground: Ground) -> AsyncIterator[Pair]:
    async with ground.primary() as primary:
        standby = ground.member("standby")
        await standby.follow(primary)
        url = f"postgresql://postgres@{primary.address},{standby.address}/gatehouse?sslmode=disable"
        try:
            async with ground.service(url) as server:
                yield Pair(primary.url, [server], ground.post, primary, standby)
        finally:
            standby.end()


@dataclass
class Pooled(Single):
    """The service behind PgBouncer in transaction mode."""

    bouncer: PgBouncer


@asynccontextmanager
async def pooled(ground: Ground) -> AsyncIterator[Pooled]:
    async with ground.primary() as primary:
        bouncer = PgBouncer(ground.place / "pgbouncer")
        bouncer.configure(primary, _POOL)
        bouncer.start()
        try:
            async with ground.service(bouncer.url, database_prepared_statements=False) as server:
                yield Pooled(primary.url, [server], ground.post, primary, bouncer)
        finally:
            bouncer.stop()


@dataclass
class Clocks(Single):
    """Two services on one PostgreSQL; the clock of the second may be set."""

    folder: Path


@asynccontextmanager
async def clocks(ground: Ground) -> AsyncIterator[Clocks]:
    folder = ground.place / "clock"
    folder.mkdir()
    wrong_clock(folder, 0)
    async with ground.primary() as primary, ground.service(primary.url, "right") as right:
        with patch.dict(os.environ, {"PYTHONPATH": str(folder)}):
            starting = ground.service(primary.url, "wrong")
            async with starting as wrong:
                yield Clocks(primary.url, [right, wrong], ground.post, primary, folder)


@dataclass
class Cached(Single):
    """The service with Redis for its limits and copies of profiles."""

    redis: RedisServer


@asynccontextmanager
async def cached(ground: Ground) -> AsyncIterator[Cached]:
    with redis_server() as redis:
        changes: dict[str, Any] = {
            "redis_url": redis.url,
            "profile_cache_seconds": 60,
            "rate_limit_enabled": True,
            "rate_limit_requests": 1_000_000,
        }
        async with ground.primary() as primary, ground.service(primary.url, **changes) as server:
            yield Cached(primary.url, [server], ground.post, primary, redis)


@dataclass
class Embedded(Stage):
    """The service with the PostgreSQL that comes along."""

    home: Path
    where: Address

    @property
    def addresses(self) -> list[Address]:
        return [self.where]

    def kill_database(self) -> int:
        """The process that was killed, with all that it had started."""
        running = self.database()
        assert running
        first = psutil.Process(running.pid)
        for process in (first, *first.children(recursive=True)):
            process.kill()
        return running.pid

    def database(self) -> Postmaster | None:
        return Postmaster.read(self.home / "gatehouse-data" / "postgres" / "postmaster.pid")


@asynccontextmanager
async def embedded(ground: Ground) -> AsyncIterator[Embedded]:
    home = ground.place / "home"
    home.mkdir()
    async with _embedded_in(home, ground) as stage:
        yield stage


@asynccontextmanager
async def small_disk(ground: Ground) -> AsyncIterator[Embedded]:
    home = ground.place / "home"
    home.mkdir()
    with mounted(home, _DISK_MEBIBYTES):
        async with _embedded_in(home, ground) as stage:
            yield stage


@asynccontextmanager
async def _embedded_in(home: Path, ground: Ground) -> AsyncIterator[Embedded]:
    data = home / "gatehouse-data"
    ground.original.copy_whole_to(data)
    given = environment(load_settings(env_file=None, **ground.settings))
    with Gatehouse(home, given).serving("--workers", str(WORKERS)) as running:
        url = f"postgresql://postgres@/gatehouse?host={data / 'postgres'}&port=5432"
        yield Embedded(url, [], ground.post, home, _address(str(running.address)))
