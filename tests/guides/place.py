"""A folder in which the commands of guides are run, and where what they start is stopped again."""

import os
import pty
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from tests.support.server import free_port
from tests.support.shell import at_shell, well

_START_SECONDS = 90
_STOP_SECONDS = 30


@dataclass
class Place:
    """A person at a shell who has just this project installed, and no settings."""

    folder: Path
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self, variables: dict[str, str]) -> dict[str, str]:
        path = os.pathsep.join([str(Path(sys.prefix) / "bin"), os.environ["PATH"]])
        own = {"PATH": path, "HOME": str(self.folder), "PORT": str(self.port)}
        covered = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
        return covered | own | variables

    def run(self, script: str, **variables: str) -> str:
        """What commands print that end well."""
        return well(script, at_shell(script, self.folder, self.environment(variables))).stdout

    def talk(self, script: str, replies: Mapping[str, str]) -> str:
        """What commands show at a terminal, where somebody replies to each of their prompts in turn."""
        controller, terminal = pty.openpty()
        process = subprocess.Popen(
            ["sh", "-euc", script],
            cwd=self.folder,
            env=self.environment({}),
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            start_new_session=True,
        )
        os.close(terminal)
        shown = b""
        with os.fdopen(controller, "r+b", buffering=0) as screen:
            for prompt, reply in replies.items():
                while not shown.endswith(prompt.encode()):
                    shown += screen.read(1)
                screen.write(reply.encode())
            with suppress(OSError):  # the end of a terminal
                while more := screen.read(1024):
                    shown += more
        assert process.wait(_STOP_SECONDS) == 0, shown.decode()
        return shown.decode()

    @contextmanager
    def running(self, script: str, url: str = "", **variables: str) -> Iterator[None]:
        """Commands of which the last one goes on, and answers at this address or as the service."""
        *before, last = script.rstrip().splitlines()
        log = self.folder / f"log-{free_port()}"
        with log.open("wb") as output:
            process = subprocess.Popen(
                ["sh", "-euc", "\n".join([*before, f"exec env {last}"])],
                cwd=self.folder,
                env=self.environment(variables),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            _wait(process, url or f"{self.url}/health/ready", log)
            yield
        finally:
            process.terminate()
            process.wait(_STOP_SECONDS)

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"{self.url}{path}", timeout=30)


def _wait(process: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not _answers(url):
        assert process.poll() is None and time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)


def _answers(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme == "tcp":
        with socket.socket() as attempt:
            return attempt.connect_ex((parts.hostname or "", parts.port or 0)) == 0
    try:
        return httpx.get(url, timeout=5).is_success
    except httpx.TransportError:
        return False
