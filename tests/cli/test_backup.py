"""Backing up an installation and restoring it elsewhere, as its operator does."""

import asyncio
import secrets
import shutil
import signal
import stat
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import Any
from zipfile import ZipFile

import asyncpg
import pytest

from gatehouse.core import clock
from gatehouse.persistence import embedded
from gatehouse.persistence.migrate import head
from gatehouse.process.console import Counter
from tests.cli.conftest import Gatehouse, Serving
from tests.cli.test_serve import login

PASSWORD = "Wide-Open-Gate-7"
ADMIN = ("create-admin", "--email", "you@example.com", "--username", "you", "--password-stdin")


def sql(directory: Path, statement: str) -> None:
    """Change something behind the service's back."""

    async def run(url: str) -> None:
        connection = await asyncpg.connect(url)
        await connection.execute(statement)
        await connection.close()

    with closing(embedded.start(directory)) as server:
        asyncio.run(run(server.url))


def status(serving: Serving, token: str) -> int:
    request = urllib.request.Request(
        f"{serving.address}/users/me", headers={"Authorization": f"Bearer {token}"}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


def log_out(serving: Serving, token: str) -> None:
    request = urllib.request.Request(
        f"{serving.address}/auth/logout", method="POST", headers={"Authorization": f"Bearer {token}"}
    )
    urllib.request.urlopen(request, timeout=60).close()


def rewritten(backup: Path, target: Path, **parts: bytes) -> Path:
    """The same backup with other parts; its checksums fit."""
    with ZipFile(backup) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.partition(".")[0], old.read(name)))
    return target


@pytest.fixture(scope="module")
def saved() -> Iterator[tuple[Gatehouse, Path, dict[str, Any]]]:
    """A backup that was made while the service was running: two had signed in, one of them out again."""
    with TemporaryDirectory(prefix="gatehouse-") as name:
        gatehouse = Gatehouse(Path(name))
        assert gatehouse("migrate").returncode == 0
        assert gatehouse(*ADMIN, stdin=PASSWORD.encode()).returncode == 0
        with gatehouse.serving() as serving:
            tokens = {name: login(serving, "you", PASSWORD)["access_token"] for name in ("kept", "ended")}
            log_out(serving, tokens["ended"])
            done = gatehouse("backup", "saved.zip")
            assert done.returncode == 0, done.stderr
            assert "Wrote saved.zip" in done.stdout
            assert "mode 0600" in done.stdout
            assert serving.answers()
        yield gatehouse, Path(name) / "saved.zip", tokens


class TestRestored:
    def test_everything_is_as_it_was(self, saved, gatehouse):
        old, backup, tokens = saved
        done = gatehouse("restore", str(backup), "--data-dir", "again")
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("Restored again as it was at 20")
        key = gatehouse.directory / "again" / "secret_key"
        assert key.read_text() == (old.directory / "gatehouse-data" / "secret_key").read_text()
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert {path.name for path in key.parent.iterdir()} == {"lock", "postgres", "secret_key"}
        with gatehouse.serving("--data-dir", "again") as serving:
            assert status(serving, login(serving, "you", PASSWORD)["access_token"]) == 200
            assert status(serving, tokens["kept"]) == 200
            assert status(serving, tokens["ended"]) == 401
        assert gatehouse(
            *("create-admin", "--email", "b@example.com", "--username", "bob", "--password-stdin"),
            *("--data-dir", "again"),
            stdin=PASSWORD.encode(),
        ).stdout.startswith("Created bob ")  # the next number of a sequence is free

    def test_the_file_is_for_its_owner_only_and_has_no_key_in_the_output(self, saved):
        _, backup, _ = saved
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600
        with ZipFile(backup) as archive:
            assert archive.namelist() == ["manifest.json", "secret_key", "database.dump"]

    def test_an_empty_directory_is_as_good_as_none(self, saved, gatehouse):
        (gatehouse.directory / "disk" / "lost+found").mkdir(parents=True)
        assert gatehouse("restore", str(saved[1]), "--data-dir", "disk").returncode == 0
        assert (gatehouse.directory / "disk" / "lost+found").is_dir()

    def test_the_key_of_a_setting_goes_with_the_database(self, gatehouse):
        key = secrets.token_urlsafe(48)
        assert gatehouse("migrate", SECRET_KEY=key).returncode == 0
        assert gatehouse("rotate-keys", SECRET_KEY=key).returncode == 0
        assert gatehouse("backup", "b.zip", SECRET_KEY=key).returncode == 0
        line = gatehouse.refused("backup", "c.zip", SECRET_KEY=secrets.token_urlsafe(48))
        assert line.startswith("SECRET_KEY: not the one that this database was set up with")
        assert not (gatehouse.directory / "c.zip").exists()
        assert gatehouse("restore", "b.zip", "--data-dir", "again").returncode == 0
        assert (gatehouse.directory / "again" / "secret_key").read_text().strip() == key

    def test_an_older_schema_is_brought_to_this_one(self, gatehouse):
        assert gatehouse("migrate", "--to", "0001").returncode == 0
        assert "schema 0001" in gatehouse("backup", "b.zip").stdout
        assert gatehouse("restore", "b.zip", "--data-dir", "again").returncode == 0
        checked = gatehouse("migrate", "--check", "--data-dir", "again")
        assert checked.stdout.endswith(f"is at {head()}.\n")


class TestRefused:
    """One line, and nothing is made."""

    def refuse(self, gatehouse: Gatehouse, backup: Path | str, *, secret_key: str = "") -> str:
        before = set(gatehouse.directory.rglob("*"))
        done = gatehouse("restore", str(backup), "--data-dir", "again", SECRET_KEY=secret_key)
        assert done.returncode == 1, done.stdout
        *progress, line = done.stderr.splitlines()
        assert all(" ..." in step for step in progress)
        assert set(gatehouse.directory.rglob("*")) == before
        return line.removeprefix("gatehouse: ")

    def test_a_directory_with_data(self, saved):
        gatehouse, backup, _ = saved
        data = gatehouse.directory / "gatehouse-data"
        line = gatehouse.refused("restore", str(backup))
        assert line == f"{data} is not empty; name a --data-dir that is empty or does not exist"

    def test_a_directory_that_is_being_restored(self, saved, gatehouse):
        (gatehouse.directory / "again" / "restoring").mkdir(parents=True)
        line = self.refuse(gatehouse, saved[1])
        assert "again/restoring is left from a restore that was interrupted" in line

    def test_a_truncated_file(self, saved, gatehouse):
        whole = saved[1].read_bytes()
        cut = gatehouse.directory / "cut.zip"
        cut.write_bytes(whole[: len(whole) // 2])
        assert self.refuse(gatehouse, cut) == (f"{cut} is not a backup, or not all of one; use another one")

    def test_a_damaged_file(self, saved, gatehouse):
        damaged = gatehouse.directory / "damaged.zip"
        content = bytearray(saved[1].read_bytes())
        content[len(content) // 2] ^= 1
        damaged.write_bytes(content)
        assert self.refuse(gatehouse, damaged) == f"{damaged} is damaged; use another backup"

    @pytest.mark.parametrize("dump", [b"PGDMP nonsense", b"nonsense" * 1_000_000], ids=["short", "long"])
    def test_a_dump_that_cannot_be_restored(self, saved, gatehouse, dump):
        wrong = rewritten(saved[1], gatehouse.directory / "wrong.zip", database=dump)
        assert self.refuse(gatehouse, wrong).startswith("pg_restore: error: ")

    def test_a_key_that_is_not_its_own(self, saved, gatehouse):
        other = secrets.token_urlsafe(48)
        wrong = rewritten(saved[1], gatehouse.directory / "wrong.zip", secret_key=other.encode())
        line = self.refuse(gatehouse, wrong)
        assert line == "the SECRET_KEY in the backup is not the one of its database"

    def test_a_key_that_is_set_and_another(self, saved, gatehouse):
        line = self.refuse(gatehouse, saved[1], secret_key=secrets.token_urlsafe(48))
        assert line == "SECRET_KEY: not the one of the backup; unset it, the backup has its own"

    def test_a_newer_schema(self, saved, gatehouse):
        newer = gatehouse.directory / "newer"
        assert gatehouse("restore", str(saved[1]), "--data-dir", str(newer)).returncode == 0
        sql(newer, "UPDATE alembic_version SET version_num = '9999'")
        assert gatehouse("backup", "newer.zip", "--data-dir", str(newer)).returncode == 0
        shutil.rmtree(newer)
        line = self.refuse(gatehouse, "newer.zip")
        assert line.startswith("the backup was made by Gatehouse ")
        assert line.endswith(", which is newer; restore it with that version")

    def test_a_file_of_a_newer_form(self, saved, gatehouse):
        newer = rewritten(saved[1], gatehouse.directory / "newer.zip", manifest=b'{"format": 2}')
        line = self.refuse(gatehouse, newer)
        assert line == f"{newer} was made by a newer version of Gatehouse; restore it with that one"

    def test_no_file(self, gatehouse):
        assert self.refuse(gatehouse, "none.zip") == "cannot read none.zip: No such file or directory"

    def test_another_database(self, gatehouse):
        url = "postgresql://gatehouse@db.invalid/gatehouse"
        key = secrets.token_urlsafe(48)
        for command in (("backup", "b.zip"), ("restore", "b.zip")):
            line = gatehouse.refused(*command, DATABASE_URL=url, SECRET_KEY=key)
            assert line.startswith(f"DATABASE_URL: {command[0]} is for the embedded PostgreSQL; ")
            assert "pg_dump" in line

    def test_an_interrupted_restore(self, saved, gatehouse):
        process = subprocess.Popen(
            **gatehouse.arguments("restore", str(saved[1]), "--data-dir", "again"), stderr=subprocess.PIPE
        )
        assert process.stderr is not None
        while b"Making a database" not in process.stderr.readline():
            assert process.poll() is None
        sleep(0.2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 1
        process.stderr.close()
        assert not (gatehouse.directory / "again").exists()

    def test_a_backup_of_nothing(self, gatehouse):
        assert gatehouse.refused("backup", "b.zip").startswith("no data in gatehouse-data: ")
        assert gatehouse("migrate", "--to", "base").returncode == 0
        line = gatehouse.refused("backup", "b.zip")
        assert line.endswith("gatehouse-data is empty; there is nothing to back up")

    def test_a_place_that_is_not_there(self, saved):
        gatehouse, backup, _ = saved
        assert "exists; name another file" in gatehouse.refused("backup", str(backup))
        line = gatehouse.refused("backup", "nowhere/b.zip")
        assert line == "cannot write nowhere/b.zip: No such file or directory"


class TestProgress:
    @pytest.fixture
    def seconds(self, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        seconds = [0.0]
        monkeypatch.setattr(clock, "monotonic", lambda: seconds[0])
        return seconds

    def test_is_a_line_every_two_seconds_where_nobody_looks(self, seconds, capsys):
        with Counter("Restoring") as counter:
            for second in range(6):
                seconds[0] = second
                counter.so_far(f"{second} %")
            counter.now("indexes")
        lines = capsys.readouterr().err.splitlines()
        assert lines == [f"Restoring ...{amount}" for amount in ("", " 2 %", " 4 %", " indexes")]

    def test_is_one_line_that_changes_on_a_terminal(self, gatehouse, saved):
        done = gatehouse("restore", str(saved[1]), "--data-dir", "again", FORCE_COLOR="1")
        assert "\x1b" in done.stderr
        assert done.returncode == 0
