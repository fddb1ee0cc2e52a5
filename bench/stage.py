"""Everything a run stands on: one PostgreSQL, its people, our service and its peers."""

import asyncio
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg

from bench.crowd import Crowd, sign_in
from bench.processes import HOST, ROOT, SERVER_CORE, Server, free_port, serve
from bench.requests import Request, send
from bench.seed import PASSWORD, seed, username
from gatehouse.persistence import embedded
from gatehouse.persistence.migrate import upgrade

OURS, ORM, RAW, BARE = "gatehouse", "orm", "raw", "bare"
_PEERS = (ORM, RAW, BARE)
_ADMIN = "bench-admin"
_SIGNED_IN = 64
_COMMAND = ("-m", "gatehouse")


@dataclass(frozen=True, slots=True)
class Stage:
    """What scenarios may use."""

    servers: dict[str, Server]
    environment: dict[str, str]  # of servers that share the database
    users: int
    admin_token: str
    user_tokens: list[str]
    crowd: Crowd
    folder: Path

    @property
    def ours(self) -> Server:
        return self.servers[OURS]

    @property
    def database_url(self) -> str:
        return self.environment["DATABASE_URL"]

    @property
    def postgres_pid(self) -> int:
        """Of the process that has started all others."""
        return int((_data_directory(self.folder) / "postgres/postmaster.pid").read_text().split()[0])

    @property
    def postgres_log(self) -> Path:
        return _data_directory(self.folder) / "postgres.log"


@contextmanager
def open_stage(users: int) -> Iterator[Stage]:
    """Our service and its peers; everything stops when the block ends."""
    with open_service(users) as stage, ExitStack() as stack:
        peers = _start_peers(stack, stage.environment | {"JWKS": _jwks(stage.ours)}, stage.folder)
        yield replace(stage, servers={**stage.servers, **peers})


@contextmanager
def open_service(users: int) -> Iterator[Stage]:
    """Our service alone, on a database of its own with so many users; both stop when the block ends."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="gatehouse-bench-")))
        folder.chmod(0o711)  # PostgreSQL runs as another user when the bench runs as root
        postgres = stack.enter_context(closing(embedded.start(_data_directory(folder))))
        asyncio.run(_prepare(postgres.url))
        environment = _environment(postgres.url)
        ours = stack.enter_context(serve_ours(environment, folder))
        _make_admin(environment)
        seed(postgres.url, users)
        admin_token = sign_in(ours, _ADMIN)
        yield Stage(
            servers={OURS: ours},
            environment=environment,
            users=users,
            admin_token=admin_token,
            user_tokens=[sign_in(ours, username(number)) for number in range(1, _SIGNED_IN + 1)],
            crowd=Crowd(ours, admin_token, postgres.url, environment["SECRET_KEY"]),
            folder=folder,
        )


def serve_ours(
    environment: Mapping[str, str], folder: Path, *options: str, cores: Iterable[int] = (SERVER_CORE,)
) -> AbstractContextManager[Server]:
    """Our service, with these options of `gatehouse serve`."""
    port = free_port()
    command = [*_COMMAND, "serve", "--host", HOST, "--port", str(port), *options]
    return serve(OURS, command, environment, port, folder / f"{OURS}-{port}.log", cores)


async def server_facts(url: str) -> dict[str, str]:
    """The version of PostgreSQL, and the settings that make a commit durable."""
    connection = await asyncpg.connect(url)
    try:
        names = ("server_version", "fsync", "synchronous_commit", "shared_buffers")
        return {name: await connection.fetchval(f"SHOW {name}") for name in names}
    finally:
        await connection.close()


async def _prepare(url: str) -> None:
    await upgrade(url)
    connection = await asyncpg.connect(url)
    try:  # a part of the bench reads from the log what statements were given
        await connection.execute("ALTER DATABASE gatehouse SET log_error_verbosity = 'default'")
    finally:
        await connection.close()


def _data_directory(folder: Path) -> Path:
    return folder / "data"


def _environment(url: str) -> dict[str, str]:
    return {
        "DATABASE_URL": url,
        "SECRET_KEY": secrets.token_urlsafe(48),
        "ENVIRONMENT": "development",
        "LOG_LEVEL": "info",
        "RATE_LIMIT_ENABLED": "false",
        "ACCESS_TOKEN_EXPIRE_MINUTES": "1440",
    }


def _make_admin(environment: dict[str, str]) -> None:
    command = [sys.executable, *_COMMAND, "create-admin", "--password-stdin"]
    identity = ["--email", f"{_ADMIN}@example.com", "--username", _ADMIN]
    subprocess.run(
        [*command, *identity],
        cwd=ROOT,
        env={**os.environ, **environment},
        input=f"{PASSWORD}\n",
        text=True,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _jwks(ours: Server) -> str:
    return json.dumps(send(ours.url, Request("GET", "/.well-known/jwks.json")).body)


def _start_peers(stack: ExitStack, environment: dict[str, str], folder: Path) -> dict[str, Server]:
    return {name: _start_peer(stack, name, environment, folder) for name in _PEERS}


def _start_peer(stack: ExitStack, name: str, environment: dict[str, str], folder: Path) -> Server:
    """As fast as uvicorn goes; it writes a line about each request, as ours does, but for the bare one."""
    port = free_port()
    command = [
        *("-m", "uvicorn", f"bench.peers.{name}:app", "--host", HOST, "--port", str(port)),
        *("--loop", "uvloop", "--http", "httptools", "--ws", "none"),
        *("--no-proxy-headers", "--no-server-header"),
        *(("--no-access-log", "--lifespan", "off") if name == BARE else ()),
    ]
    return stack.enter_context(serve(name, command, environment, port, folder / f"{name}.log"))
