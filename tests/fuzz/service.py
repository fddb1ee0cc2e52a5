"""The service under test: two workers, a database of its own, somebody who may do everything, and its log."""

import json
import os
import secrets
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import asyncpg

from gatehouse.core.settings import load_settings
from gatehouse.persistence import migrate
from tests.fuzz.memory import Memory
from tests.support.database import embedded_postgres
from tests.support.server import Server, serving, workers_of

WORKERS = 2
_UNLIMITED: dict[str, Any] = {
    "rate_limit_enabled": False,
    "login_max_failures": 1000,
    "login_lock_seconds": 1,
    "account_max_failures": 1_000_000,
    "access_token_expire_minutes": 1440,
}
_TELLING = 25  # last characters of a secret that no line may hold


class Wrong(NamedTuple):
    """A line of the log that should not be there."""

    what: str
    line: str


class Log:
    """Reads what was added to a log, and counts the answers that it tells of."""

    def __init__(self, path: Path, hidden: Iterable[str]) -> None:
        self._stream = path.open("rb")
        self._stream.seek(0, os.SEEK_END)
        self._rest = b""
        self.hidden = [secret[-_TELLING:] for secret in hidden]
        self.statuses: list[int] = []
        self.last = ""

    def wrong(self) -> Iterator[Wrong]:
        """What is wrong with the lines that are new."""
        *lines, self._rest = (self._rest + self._stream.read()).split(b"\n")
        for line in lines:
            text = self.last = line.decode("utf-8", "backslashreplace")
            if what := self._judge(text):
                yield Wrong(what, self._hide(text))

    def _judge(self, line: str) -> str:
        if any(secret in line for secret in self.hidden):
            return "a secret is in the log"
        try:
            entry = json.loads(line)
        except ValueError:
            return "a line of the log is no JSON"
        if not isinstance(entry, dict):
            return "a line of the log is no JSON object"
        if entry.get("event") == "crash" or "exception" in entry or "Traceback" in line:
            return f"a crash is in the log: {str(entry.get('exception', '')).splitlines()[-1:]}"
        if entry.get("event") == "request":
            self.statuses.append(entry["status"])
            if entry["status"] >= 500 and entry["status"] != 503:
                return f"the log has an answer {entry['status']}"
        return ""

    def _hide(self, line: str) -> str:
        for secret in self.hidden:
            line = line.replace(secret, "***")
        return line


@dataclass
class Tested:
    """The running service, and what is watched of it."""

    server: Server
    database_url: str
    workers: frozenset[int]

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    def log(self, *hidden: str) -> Log:
        key = self.server.settings.secret_key
        return Log(self.server.log, [key.get_secret_value(), *hidden] if key else hidden)

    def memory(self, seconds: float) -> Memory:
        return Memory(lambda: self.workers, seconds)

    def lost(self) -> bool:
        """Whether a worker has died, or the service has."""
        return not self.workers <= _children(self.server)


@asynccontextmanager
async def tested() -> AsyncIterator[Tested]:
    """Start everything, and stop it again."""
    with TemporaryDirectory(prefix="gatehouse-fuzz-") as name, _postgres() as server_url:
        async with _database(server_url) as url:
            settings = load_settings(env_file=None, database_url=url, secret_key=secrets.token_urlsafe(48))
            await migrate.upgrade(url)
            async with serving(settings, Path(name) / "log", workers=WORKERS, **_UNLIMITED) as server:
                yield Tested(server, url, frozenset(_children(server)))


@contextmanager
def _postgres() -> Iterator[str]:
    """The server that DATABASE_URL names, or one of our own whose data nobody will miss."""
    if given := os.environ.pop("DATABASE_URL", None):
        yield given
        return
    with embedded_postgres() as url:
        yield url


@asynccontextmanager
async def _database(server_url: str) -> AsyncIterator[str]:
    name = f"fuzz_{secrets.token_hex(4)}"
    parts = urlsplit(server_url)
    connection = await asyncpg.connect(server_url)
    try:
        await connection.execute(f"CREATE DATABASE {name}")
        yield parts._replace(path=f"/{name}").geturl()
        await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await connection.close()


def _children(server: Server) -> set[int]:
    return {worker.pid for worker in workers_of(server.process.pid)}
