"""The newest and the oldest PostgreSQL that the schema must work on, each handing out empty databases."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from gatehouse.persistence import embedded

OLDEST = Path("/usr/lib/postgresql/15/bin")
_numbers = count(1)


class Server:
    """A running server, known by the URL of one of its databases."""

    def __init__(self, url: str, database: str) -> None:
        self._url = url
        self._database = database

    async def empty_database(self) -> str:
        """The URL of a new database without any table."""
        name = f"migrations_{next(_numbers)}"
        connection = await asyncpg.connect(self._url)
        try:
            await connection.execute(f"CREATE DATABASE {name}")
        finally:
            await connection.close()
        return self._url.replace(f"/{self._database}?", f"/{name}?")


@contextmanager
def postgresql18() -> Iterator[Server]:
    """The embedded one."""
    with (
        tempfile.TemporaryDirectory(prefix="gatehouse-pg18-") as directory,
        closing(embedded.start(Path(directory))) as postgres,
    ):
        yield Server(postgres.url, "gatehouse")


@contextmanager
def postgresql15() -> Iterator[Server]:
    """The one that Debian's package brings, with data of its own, on a Unix socket."""
    if not (OLDEST / "postgres").exists():
        pytest.fail("PostgreSQL 15 is not installed: apt-get install postgresql-15")
    run_as = _another_user_than_root()
    directory = Path(tempfile.mkdtemp(prefix="gatehouse-pg15-"))
    if run_as:
        shutil.chown(directory, **run_as)
    data = directory / "data"

    def run(program: str, *arguments: str) -> None:
        command = [str(OLDEST / program), "-D", str(data), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=directory, **run_as)

    try:
        run(
            "initdb",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        settings = f"-c listen_addresses='' -c unix_socket_directories='{directory}' -c fsync=off"
        run("pg_ctl", "start", "--wait", "--log", str(directory / "log"), "--options", settings)
        try:
            yield Server(f"postgresql://postgres@/postgres?host={directory}&port=5432", "postgres")
        finally:
            run("pg_ctl", "stop", "--wait", "--mode=immediate")
    finally:
        shutil.rmtree(directory)


def _another_user_than_root() -> dict[str, Any]:
    """PostgreSQL refuses to be root; the package has made a user for it."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid}
