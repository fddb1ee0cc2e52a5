"""The `gatehouse` command as a process of its own, with an environment of its own."""

import os
import re
import secrets
import signal
import subprocess
import sys
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import Any

import asyncpg
import pytest

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "gatehouse")


@dataclass
class Gatehouse:
    """Runs commands in a directory; what they start is stopped with it."""

    directory: Path
    environment: dict[str, str] = field(default_factory=dict)

    def arguments(self, *arguments: str, **environment: str) -> dict[str, Any]:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if name in ("PATH", "HOME") or name.startswith("COVERAGE_")
        }
        path = f"{self.directory}{os.pathsep}{ROOT}"  # so that a test can put a module of its own first
        return {
            "args": (*COMMAND, *arguments),
            "cwd": self.directory,
            "env": {**inherited, "PYTHONPATH": path, **self.environment, **environment},
        }

    def __call__(
        self, *arguments: str, stdin: bytes = b"", **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            **self.arguments(*arguments, **environment),
            input=stdin,
            capture_output=True,
            check=False,
            timeout=120,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    def refused(self, *arguments: str, stdin: bytes = b"", **environment: str) -> str:
        """The one line with which the command fails."""
        done = self(*arguments, stdin=stdin, **environment)
        assert done.returncode == 1, done.stdout + done.stderr
        lines = [line for line in done.stderr.splitlines() if line != "Opening the database ..."]
        assert len(lines) == 1, done.stderr
        assert lines[0].startswith("gatehouse: ")
        return lines[0].removeprefix("gatehouse: ")

    @contextmanager
    def serving(self, *arguments: str, **environment: str) -> Iterator["Serving"]:
        """The service on a port of its own, up and answering."""
        log = self.directory / f"serve-{secrets.token_hex(4)}.log"
        with log.open("wb") as stream:
            process = subprocess.Popen(
                **self.arguments("serve", "--port", "0", *arguments, **environment),
                stdout=stream,
                stderr=stream,
                start_new_session=True,
            )
        serving = Serving(process, log)
        try:
            serving.wait_until_up()
            yield serving
        finally:
            serving.stop()


@dataclass
class Serving:
    """A running `gatehouse serve`."""

    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def output(self) -> str:
        return self.log.read_text()

    @property
    def address(self) -> str | None:
        found = re.search(r"Address\W.*?(http://[\w.:]+)\s", self.output)
        return found[1] if found else None

    def wait_until_up(self) -> None:
        while not (self.address and self.answers()):
            assert self.process.poll() is None, self.output
            sleep(0.05)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/health/ready", timeout=60) as response:
                return bool(response.status == 200)
        except OSError:
            return False

    def stop(self, how: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(60)


@pytest.fixture
def place() -> Iterator[Path]:
    """An empty directory that is not pytest's, whose permissions any other run of pytest changes."""
    with TemporaryDirectory(prefix="gatehouse-") as name:
        yield Path(name)


@pytest.fixture
def gatehouse(place: Path) -> Gatehouse:
    return Gatehouse(place)


@pytest.fixture(scope="module")
def installed() -> Iterator[Gatehouse]:
    """An installation with a data directory, a migrated database and an admin called root."""
    with TemporaryDirectory(prefix="gatehouse-") as name:
        gatehouse = Gatehouse(Path(name))
        assert gatehouse("migrate").returncode == 0
        made = gatehouse(
            *("create-admin", "--email", "root@example.com", "--username", "root", "--password-stdin"),
            stdin=b"Wide-Open-Gate-7\n",
        )
        assert made.returncode == 0, made.stderr
        yield gatehouse


@pytest.fixture
async def empty_database(database_url: str) -> AsyncIterator[str]:
    """The URL of a database without tables, on a server that is not of this installation."""
    name = f"test_{secrets.token_hex(4)}"
    connection = await asyncpg.connect(database_url)
    await connection.execute(f"CREATE DATABASE {name}")
    yield database_url.replace("/gatehouse?", f"/{name}?")
    await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await connection.close()
