"""Starts the embedded PostgreSQL again when it has died, or when its disk was full."""

import signal
from threading import Event, Thread

import structlog

from gatehouse.persistence import data_directory
from gatehouse.persistence.data_directory import DataDirectoryError
from gatehouse.persistence.postgres_files import Cluster, Postmaster

_LOOK_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 5.0
_POLL_SECONDS = 0.02

_log = structlog.get_logger("gatehouse.postgres")


class Keeper:
    """Looks after the server in a thread; of several processes that use it, one at a time starts it."""

    def __init__(self, cluster: Cluster, postmaster: Postmaster) -> None:
        self._postmaster = postmaster
        self._cluster = cluster
        self._stopping = Event()
        self._thread = Thread(target=self._keep, daemon=True, name="keep-postgres")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> Postmaster:
        """From here on the server stays as it is; the one there was last."""
        self._stopping.set()
        self._thread.join()
        return self._postmaster

    def _keep(self) -> None:
        pause = _LOOK_SECONDS
        while not self._stopping.wait(pause):
            if self._postmaster.lives():
                pause = _LOOK_SECONDS
            elif self._is_back():
                _log.info("database_started", pid=self._postmaster.pid)
            else:
                pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    def _is_back(self) -> bool:
        """Whether somebody else has started it meanwhile, or it could be done here."""
        try:
            with data_directory.exclusive(self._cluster.directory):
                found = self._cluster.postmaster()
                if found is None or not found.answers():
                    _log.warning("database_died", pid=self._postmaster.pid)
                    self._postmaster.reap()
                    found = self._launch()
        except (DataDirectoryError, OSError) as error:
            _log.error("database_not_started", reason=str(error))
            return False
        if found is not None:
            self._postmaster = found
        return found is not None

    def _launch(self) -> Postmaster | None:
        process = self._cluster.launch()
        while process.poll() is None:
            if found := self._cluster.ready(process):
                return found
            if self._stopping.wait(_POLL_SECONDS):
                process.send_signal(signal.SIGINT)
                process.wait()
        if not self._stopping.is_set():
            _log.error("database_not_started", reason=self._cluster.last_words())
        return None
