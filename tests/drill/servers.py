"""Debian's PostgreSQL 15 and PgBouncer, each with files of its own, on Unix sockets."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any

import asyncpg
import pytest

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
PGBOUNCER = Path("/usr/sbin/pgbouncer")
SETTINGS = "listen_addresses = ''\nfsync = off\n"

_BOUNCER = """
[databases]
gatehouse = host={host} port=5432 user=postgres pool_size={size}
[pgbouncer]
unix_socket_dir = {directory}
listen_port = 6432
auth_type = any
pool_mode = transaction
max_client_conn = 200
logfile = {directory}/log
"""


def another_user() -> dict[str, Any]:
    """Whom PostgreSQL and PgBouncer run as, which refuse to be root: the user that Debian's package makes."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@contextmanager
def workplace() -> Iterator[Path]:
    """An empty directory of the servers' user."""
    for program, package in ((PROGRAMS / "postgres", "postgresql-15"), (PGBOUNCER, "pgbouncer")):
        if not program.exists():
            pytest.fail(f"{program} is missing: apt-get install {package}")
    directory = Path(tempfile.mkdtemp(prefix="gatehouse-drill-"))
    own(directory)
    try:
        yield directory
    finally:
        shutil.rmtree(directory)


def own(path: Path) -> None:
    """Give a file or directory to the servers' user."""
    if user := another_user():
        shutil.chown(path, user["user"], user["group"])


@dataclass(frozen=True)
class Postgres:
    """A server, whose socket is beside its data."""

    data: Path

    @property
    def sockets(self) -> Path:
        return self.data.with_name(f"{self.data.name}-socket")

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/gatehouse?host={self.sockets}&port=5432"

    def make(self, settings: str = "") -> None:
        run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync", "-D", self.data)
        with (self.data / "postgresql.conf").open("a") as stream:
            stream.write(SETTINGS + settings)

    def start(self) -> None:
        self.sockets.mkdir(exist_ok=True)
        own(self.sockets)
        log = self.sockets / "log"
        try:
            run("pg_ctl", "start", "-D", self.data, "-l", log, "-o", f"-k {self.sockets}", "-t", "60")
        except subprocess.CalledProcessError:
            pytest.fail(log.read_text())

    def kill(self) -> None:
        """End it as a crash does: nothing is written any more."""
        if (self.data / "postmaster.pid").exists():
            run("pg_ctl", "stop", "-D", self.data, "-m", "immediate")

    async def execute(self, sql: str, *arguments: Any, database: str = "gatehouse") -> list[asyncpg.Record]:
        connection = await asyncpg.connect(self.url.replace("/gatehouse?", f"/{database}?"))
        try:
            return await connection.fetch(sql, *arguments)
        finally:
            await connection.close()

    async def create_database(self) -> None:
        await self.execute("CREATE DATABASE gatehouse", database="postgres")


def run(program: str, *arguments: str | Path) -> None:
    subprocess.run(
        [PROGRAMS / program, *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/", **another_user()
    )


@contextmanager
def pgbouncer(postgres: Postgres, directory: Path, size: int) -> Iterator[str]:
    """PgBouncer in transaction mode before the server, and its URL; nothing else of it is set."""
    directory.mkdir()
    file = directory / "pgbouncer.ini"
    file.write_text(_BOUNCER.format(host=postgres.sockets, directory=directory, size=size))
    own(directory)
    process = subprocess.Popen(
        [PGBOUNCER, "--quiet", file], stderr=subprocess.DEVNULL, cwd="/", **another_user()
    )
    try:
        while not (directory / ".s.PGSQL.6432").exists():
            assert process.poll() is None, (directory / "log").read_text()
            sleep(0.05)
        yield f"postgresql://postgres@/gatehouse?host={directory}&port=6432"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
