"""One time limit for all that a request waits for, kept by one timer for all requests."""

import asyncio
from dataclasses import dataclass
from typing import cast

from gatehouse.contract.problems import Problem
from gatehouse.contract.rounds import Rounds

_LOOKS_PER_LIMIT = 20
_LATE = "The service could not answer in time. Try again shortly."
_RETRY_AFTER = {"Retry-After": "5"}

Task = asyncio.Task[object]


@dataclass(slots=True)
class _Watched:
    looks_left: int = _LOOKS_PER_LIMIT
    cancelled: int = 0


class Deadlines:
    """Cancels what takes longer than the limit by up to a twentieth of it."""

    def __init__(self, seconds: float) -> None:
        self._watched: dict[Task, _Watched] = {}
        self._rounds = Rounds(seconds / _LOOKS_PER_LIMIT, self._look, lambda: bool(self._watched))

    def watch(self) -> Task:
        """From now on the current task has its time; whoever began must say when it is over."""
        task = cast("Task", asyncio.current_task())
        self._watched[task] = _Watched()
        self._rounds.go_on()
        return task

    def answered(self) -> None:
        """The current task has its answer: how long that takes on its way does not count."""
        self._watched.pop(cast("Task", asyncio.current_task()), None)

    def over(self, task: Task) -> Problem | None:
        """The task has ended or was cancelled: the problem to answer with, if only for want of time."""
        watched = self._watched.pop(task, None)
        if watched is None or not watched.cancelled:
            return None
        for _ in range(watched.cancelled):
            task.uncancel()
        return None if task.cancelling() else Problem("unavailable", _LATE, headers=_RETRY_AFTER)

    def _look(self) -> None:
        """Cancels again and again: what tidies up after the first time may have to wait as well."""
        for task, watched in self._watched.items():
            watched.looks_left -= 1
            if watched.looks_left < 0:
                watched.cancelled += 1
                task.cancel()
