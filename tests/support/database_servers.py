"""PostgreSQL and PgBouncer, each with files of its own, on Unix sockets; Debian's unless told otherwise."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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
gatehouse = host={host} port={port} user=postgres pool_size={size}
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
def workplace(*, postgres: bool = True) -> Iterator[Path]:
    """An empty directory of the servers' user, if the programs of Debian that are needed are there."""
    needed = [(PGBOUNCER, "pgbouncer"), *([(PROGRAMS / "postgres", "postgresql-15")] if postgres else [])]
    for program, package in needed:
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
    programs: Path = PROGRAMS
    port: int = 5432

    @property
    def sockets(self) -> Path:
        return self.data.with_name(f"{self.data.name}-socket")

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/gatehouse?host={self.sockets}&port={self.port}"

    def make(self, settings: str = "") -> None:
        self.run(
            "initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync", "-D", self.data
        )
        with (self.data / "postgresql.conf").open("a") as stream:
            stream.write(SETTINGS + settings)

    def start(self) -> None:
        self.sockets.mkdir(exist_ok=True)
        own(self.sockets)
        log = self.sockets / "log"
        try:
            options = f"-k {self.sockets} -p {self.port}"
            self.run("pg_ctl", "start", "-D", self.data, "-l", log, "-o", options, "-t", "60")
        except subprocess.CalledProcessError:
            pytest.fail(log.read_text())

    def kill(self) -> None:
        """End it as a crash does: nothing is written any more."""
        if (self.data / "postmaster.pid").exists():
            self.run("pg_ctl", "stop", "-D", self.data, "-m", "immediate")

    def run(self, program: str, *arguments: str | Path) -> None:
        run(program, *arguments, programs=self.programs)

    async def execute(self, sql: str, *arguments: Any, database: str = "gatehouse") -> list[asyncpg.Record]:
        connection = await asyncpg.connect(self.url.replace("/gatehouse?", f"/{database}?"))
        try:
            return await connection.fetch(sql, *arguments)
        finally:
            await connection.close()

    async def create_database(self) -> None:
        await self.execute("CREATE DATABASE gatehouse", database="postgres")


def run(program: str, *arguments: str | Path, programs: Path = PROGRAMS) -> None:
    subprocess.run(
        [programs / program, *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/", **another_user()
    )


@dataclass
class PgBouncer:
    """One in transaction mode before a server; nothing else of it is set."""

    directory: Path
    process: "subprocess.Popen[bytes]" = field(init=False)

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/gatehouse?host={self.directory}&port=6432"

    def configure(self, postgres: Postgres, size: int) -> None:
        self.directory.mkdir()
        host, port = postgres.sockets, postgres.port
        settings = _BOUNCER.format(host=host, port=port, directory=self.directory, size=size)
        (self.directory / "pgbouncer.ini").write_text(settings)
        own(self.directory)

    def start(self) -> None:
        self.process = subprocess.Popen(
            [PGBOUNCER, "--quiet", self.directory / "pgbouncer.ini"],
            stderr=subprocess.DEVNULL,
            cwd="/",
            **another_user(),
        )
        while not (self.directory / ".s.PGSQL.6432").exists():
            assert self.process.poll() is None, (self.directory / "log").read_text()
            sleep(0.05)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)


@contextmanager
def pgbouncer(postgres: Postgres, directory: Path, size: int) -> Iterator[str]:
    """PgBouncer before the server, and its URL."""
    bouncer = PgBouncer(directory)
    bouncer.configure(postgres, size)
    bouncer.start()
    try:
        yield bouncer.url
    finally:
        bouncer.stop()
