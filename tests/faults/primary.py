"""A PostgreSQL that is reached by TCP, as one on another machine is, and that a case may harm."""

import asyncio
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.faults.people import Original
from tests.support.database_servers import Postgres, own

_SETTINGS = """
listen_addresses = '127.0.0.1'
fsync = off
max_wal_size = 512MB
wal_retrieve_retry_interval = 200ms
"""
_SYNCHRONOUS = "SELECT FROM pg_stat_replication WHERE sync_state = 'sync'"


@dataclass(frozen=True)
class Member(Postgres):
    """One of the servers that DATABASE_URL may name."""

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"postgresql://postgres@{self.address}/gatehouse?sslmode=disable"

    def copy_of(self, original: Original) -> None:
        original.copy_to(self.data)
        with (self.data / "postgresql.conf").open("a") as stream:
            stream.write(_SETTINGS)
        for path in (self.data, *self.data.rglob("*")):
            own(path)

    async def follow(self, primary: "Member") -> None:
        """Become its synchronous standby: nothing is acknowledged any more that this one does not have."""
        source = f"--dbname={primary.url}"
        self.run("pg_basebackup", source, "--pgdata", self.data, "--checkpoint=fast", "--write-recovery-conf")
        self.start()
        await primary.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        await primary.execute("SELECT pg_reload_conf()")
        while not await primary.execute(_SYNCHRONOUS):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.05)

    def promote(self) -> None:
        self.run("pg_ctl", "promote", "--pgdata", self.data)

    def stop(self) -> None:
        """As an operator does it: sessions are ended, and what they have done is written."""
        self.run("pg_ctl", "stop", "-D", self.data, "-m", "fast")

    def end(self) -> None:
        """Every process at once, as a power cut does."""
        self._signal(signal.SIGKILL)

    def pause(self) -> None:
        """As when the machine hangs: connections stay, and nothing answers."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        """The first process goes first, and so starts no others meanwhile."""
        for process in self._processes():
            with suppress(psutil.NoSuchProcess):
                process.send_signal(number)
        if number == signal.SIGKILL:
            psutil.wait_procs(self._processes(), timeout=10)
            (self.data / "postmaster.pid").unlink(missing_ok=True)  # pg_ctl warns of it, and goes on

    def _processes(self) -> list[psutil.Process]:
        file = self.data / "postmaster.pid"
        try:
            first = psutil.Process(int(_first_line(file)))
            return [first, *first.children(recursive=True)]
        except (FileNotFoundError, psutil.NoSuchProcess):
            return []


def _first_line(file: Path) -> str:
    return file.read_text().splitlines()[0]
