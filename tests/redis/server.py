"""A Redis server that a test may kill, stop for a while, fill and start again."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from redis import Redis
from redis.exceptions import ConnectionError as NotConnected

HOST = "127.0.0.9"
_START_SECONDS = 20
_PROGRAM = shutil.which("redis-server") or shutil.which("valkey-server")


def free_port() -> int:
    with socket.create_server((HOST, 0)) as listener:
        return int(listener.getsockname()[1])


@dataclass
class RedisServer:
    """One on a port of its own, that keeps nothing."""

    folder: Path
    options: tuple[str, ...] = ()
    password: str | None = None
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes]" = field(init=False)

    @property
    def url(self) -> str:
        secret = f":{self.password}@" if self.password else ""
        return f"redis://{secret}{HOST}:{self.port}/0"

    @property
    def client(self) -> "Redis":
        return Redis(host=HOST, port=self.port, password=self.password)

    def start(self) -> None:
        assert _PROGRAM is not None, "redis-server is missing: apt-get install redis-server"
        address = ("--bind", HOST, "--port", str(self.port))
        secret = ("--requirepass", self.password) if self.password else ()
        keep = ("--save", "", "--dir", str(self.folder), "--daemonize", "no")
        self.process = subprocess.Popen(
            [_PROGRAM, *address, *secret, *keep, *self.options], stdout=subprocess.DEVNULL
        )
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            assert self.process.poll() is None and time.monotonic() < deadline, "redis-server does not start"
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            return bool(self.client.ping())
        except NotConnected:
            return False

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """It takes connections and what is sent, and answers nothing until the block ends."""
        os.kill(self.process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.process.pid, signal.SIGCONT)

    def let_time_pass(self, seconds: int) -> None:
        """For budgets; their keys would expire a little later than they do."""
        for key in self.client.scan_iter("*:limit:*"):
            paid_until = int(self.client.get(key) or 0)
            self.client.set(key, paid_until - seconds * 1_000_000, keepttl=True)

    def counted(self) -> int:
        """Callers who have used some of their budget."""
        return len(list(self.client.scan_iter("*:limit:*")))


@contextmanager
def redis_server(*options: str, password: str | None = None) -> Iterator[RedisServer]:
    with TemporaryDirectory(prefix="gatehouse-redis-") as folder:
        server = RedisServer(Path(folder), options, password)
        server.start()
        try:
            yield server
        finally:
            server.kill()
