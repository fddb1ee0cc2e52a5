"""The PostgreSQL that comes with the package, for an installation without a database server.

Every process that uses the same data directory shares it: the first one starts it and the last one stops
it. What a crash leaves behind, a running server or the lock file of a dead one, the next start takes over;
and whoever runs for long has it started again when it dies.
"""

import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import quote

from gatehouse.core import clock
from gatehouse.persistence import data_directory
from gatehouse.persistence.data_directory import DataDirectoryError, Use, secret_key
from gatehouse.persistence.postgres_files import Cluster, Postmaster, require_programs

if TYPE_CHECKING:
    from gatehouse.persistence.keeper import Keeper

__all__ = ["DataDirectoryError", "EmbeddedPostgres", "programs", "secret_key", "start"]

_START_SECONDS = 300
_STOP_SECONDS = 120
_TAKEOVER_SECONDS = 30
_POLL_SECONDS = 0.01


class EmbeddedPostgres:
    """A running server, kept running until `close` is called by all who started it."""

    def __init__(self, cluster: Cluster, use: Use, postmaster: Postmaster) -> None:
        self._cluster = cluster
        self._use: Use | None = use
        self._postmaster = postmaster
        self._keeper: Keeper | None = None
        socket_directory = quote(str(postmaster.socket.parent))
        self.url = f"postgresql://postgres@/gatehouse?host={socket_directory}&port=5432"

    def keep(self) -> None:
        """Start it again, from now on, whenever it has died."""
        from gatehouse.persistence.keeper import Keeper  # noqa: PLC0415 - most commands need none

        self._keeper = Keeper(self._cluster, self._postmaster)
        self._keeper.start()

    def close(self) -> None:
        """Stop the server if nobody else uses it."""
        if self._keeper:
            self._postmaster = self._keeper.stop()
        use, self._use = self._use, None
        if use is None:
            return
        with data_directory.exclusive(self._cluster.directory):
            if use.end():
                _stop(self._cluster)
                self._postmaster.reap()


def start(data_dir: Path) -> EmbeddedPostgres:
    """Start the server of this directory, or join it; the first time, make its database."""
    require_programs()
    cluster = Cluster.open(data_directory.prepare(data_dir))
    with data_directory.exclusive(cluster.directory), data_directory.explained(cluster.directory):
        use = Use(cluster.directory)
        try:
            postmaster = _join_or_launch(cluster)
        except BaseException:
            use.end()
            raise
    return EmbeddedPostgres(cluster, use, postmaster)


def programs(data_dir: Path) -> tuple[Path, int]:
    """Where the programs for the server of this directory are, and their version."""
    cluster = Cluster.open(data_dir)
    return cluster.binaries, cluster.version


def _join_or_launch(cluster: Cluster) -> Postmaster:
    cluster.make_if_new()
    patience = clock.monotonic() + _TAKEOVER_SECONDS
    while True:
        postmaster = cluster.postmaster()
        if postmaster and postmaster.answers():
            if postmaster.ready:
                return postmaster
            _pause()  # its starter was killed before it was ready, or someone is stopping it by hand
        elif launched := _launch(cluster, final=clock.monotonic() > patience):
            return launched


def _launch(cluster: Cluster, *, final: bool) -> Postmaster | None:
    """Start the server; None if another one still holds the directory, unless this is the final attempt."""
    process = cluster.launch()
    try:
        postmaster = _wait_until_ready(cluster, process)
    except BaseException:
        process.send_signal(signal.SIGINT)
        process.wait()  # what it is still writing would be in the way of whoever cleans up
        raise
    if postmaster is None:
        reason = cluster.last_words() or f"it ended with status {process.returncode}"
        if final or "postmaster.pid" not in reason:
            raise cluster.failure(f"PostgreSQL did not start: {reason}")
        _pause(0.2)
    return postmaster


def _wait_until_ready(cluster: Cluster, process: "subprocess.Popen[bytes]") -> Postmaster | None:
    deadline = clock.monotonic() + _START_SECONDS
    while process.poll() is None:
        if postmaster := cluster.ready(process):
            return postmaster
        if clock.monotonic() > deadline:
            raise cluster.failure(f"PostgreSQL is not ready after {_START_SECONDS} seconds")
        _pause()
    return None


def _stop(cluster: Cluster) -> None:
    postmaster = cluster.postmaster()
    if postmaster is None or not postmaster.answers():
        return
    with suppress(ProcessLookupError):
        postmaster.stop()
    deadline = clock.monotonic() + _STOP_SECONDS
    while (now := cluster.postmaster()) and now.pid == postmaster.pid and now.answers():
        if clock.monotonic() > deadline:
            raise cluster.failure(f"PostgreSQL did not stop within {_STOP_SECONDS} seconds")
        _pause()


def _pause(seconds: float = _POLL_SECONDS) -> None:
    Event().wait(seconds)
