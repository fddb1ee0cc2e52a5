"""The processes that answer requests, and who looks after them.

uvicorn's own supervisor gives up when a worker cannot start, and ends each one that is slow to say how it is:
one worker that dies during an outage, or a busy machine, then takes the whole service along.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from socket import socket
from threading import Event

import structlog
from uvicorn.config import STARTUP_FAILURE

from gatehouse.core import clock
from gatehouse.process.memory import give_hashes_back
from gatehouse.process.server import turn_away

_LOOK_SECONDS = 0.5
_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 5.0
_STEADY_SECONDS = 10.0
_MOST_MISSED = 60  # signs of life of the others
_STOP_SECONDS = 16  # what a worker has to finish requests and to close what it has open, and a little more
_LAST_LOOK_SECONDS = 2.0
_TURN_SECONDS = 0.002
ALIVE, CLOSED = b".", b"x"

_FORKED = multiprocessing.get_context("forkserver")
_log = structlog.get_logger("gatehouse.workers")

Answer = Callable[[socket, Connection], None]


def say(line: Connection, what: bytes) -> None:
    """Tell the one who looks after this worker, unless nobody has read the last words."""
    with suppress(BlockingIOError, BrokenPipeError):
        os.write(line.fileno(), what)


class Worker:
    """One process, and the pauses between its deaths and its next lives."""

    def __init__(self, answer: Answer, listener: socket) -> None:
        self._answer = answer
        self._listener = listener
        self._failures = 0
        self._due = 0.0
        self.start()

    def start(self) -> None:
        self._line, theirs = _FORKED.Pipe(duplex=False)
        for end in (self._line, theirs):
            os.set_blocking(end.fileno(), False)
        self._process = _FORKED.Process(target=self._answer, args=(self._listener, theirs))
        self._process.start()
        theirs.close()
        self._started, self._died, self._missed = clock.monotonic(), False, 0
        self._listens = True

    @property
    def failed_to_start(self) -> bool:
        return self._process.exitcode == STARTUP_FAILURE

    def heard(self) -> bytes:
        """What it has said since the last time."""
        try:
            return os.read(self._line.fileno(), 4096)
        except BlockingIOError:
            return b""

    def has_stopped_listening(self) -> bool:
        self._listens = self._listens and self._process.is_alive() and CLOSED not in self.heard()
        return not self._listens

    def look_after(self, *, heard: bool, others_heard: bool) -> None:
        """Start it again if it has died; end it if only this one is silent, and not the whole machine."""
        if self._process.is_alive():
            self._missed = 0 if heard else self._missed + others_heard
            if self._missed > _MOST_MISSED:
                _log.error("worker_silent", pid=self._process.pid)
                self._process.kill()
        elif not self._died:
            self._bury()
        elif clock.monotonic() >= self._due:
            self._line.close()
            self.start()

    def _bury(self) -> None:
        self._died = True
        steady = clock.monotonic() - self._started > _STEADY_SECONDS
        self._failures = 0 if steady else self._failures + 1
        pause = min(_FIRST_PAUSE_SECONDS * 2**self._failures, _LONGEST_PAUSE_SECONDS) if self._failures else 0
        self._due = clock.monotonic() + pause
        _log.warning("worker_died", pid=self._process.pid, status=self._process.exitcode, next_in=pause)

    def ask_to_stop(self) -> None:
        self._process.terminate()

    def wait_until_stopped(self, deadline: float) -> None:
        self._process.join(max(0.0, deadline - clock.monotonic()))
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


class Workers:
    """Keeps so many processes answering; gives up only if none of them ever has."""

    def __init__(self, answer: Answer, listener: socket, count: int, shared: str) -> None:
        """Workers have in common what the module `shared` loads."""
        give_hashes_back()
        _FORKED.set_forkserver_preload([shared])
        self._stopping = False
        self._answered = False
        self._listener = listener
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self._workers = [Worker(answer, listener) for _ in range(count)]

    def run(self) -> bool:
        """Look after them until a signal asks to stop; False if the application could not start."""
        started = True
        try:
            while started and not self._stopping:
                Event().wait(_LOOK_SECONDS)
                started = self._look_after_all()
        finally:
            self._end_all()
        return started

    def _stop(self, *_: object) -> None:
        self._stopping = True

    def _look_after_all(self) -> bool:
        heard = {worker: bool(worker.heard()) for worker in self._workers}
        self._answered |= any(heard.values())
        if not self._answered and any(worker.failed_to_start for worker in self._workers):
            return False
        for worker in self._workers:
            if self._stopping:
                break
            worker.look_after(heard=heard[worker], others_heard=any(heard.values()))
        return True

    def _end_all(self) -> None:
        for worker in self._workers:
            worker.ask_to_stop()
        self._wait_until_none_listens()
        turn_away(self._listener)
        deadline = clock.monotonic() + _STOP_SECONDS
        for worker in self._workers:
            worker.wait_until_stopped(deadline)

    def _wait_until_none_listens(self) -> None:
        deadline = clock.monotonic() + _LAST_LOOK_SECONDS
        listening = self._workers
        while listening and clock.monotonic() < deadline:
            Event().wait(_TURN_SECONDS)
            listening = [worker for worker in listening if not worker.has_stopped_listening()]
