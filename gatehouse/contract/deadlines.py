"""One time limit for all that a request waits for, kept by one timer for all requests."""

import asyncio
from typing import cast

from gatehouse.contract.problems import Problem
from gatehouse.contract.rounds import Rounds

_LOOKS_PER_LIMIT = 20
_LATE = "The service could not answer in time. Try again shortly."
_RETRY_AFTER = {"Retry-After": "5"}

Task = asyncio.Task[object]


class Deadlines:
    """Cancels what takes longer than the limit by up to a twentieth of it."""

    def __init__(self, seconds: float) -> None:
        self._looks_left: dict[Task, int] = {}
        self._cancelled: dict[Task, int] = {}
        self._rounds = Rounds(seconds / _LOOKS_PER_LIMIT, self._look, lambda: bool(self._looks_left))

    def watch(self) -> Task:
        """From now on the current task has its time; whoever began must say when it is over."""
        task = cast("Task", asyncio.current_task())
        self._looks_left[task] = _LOOKS_PER_LIMIT
        self._rounds.go_on()
        return task

    def answered(self, task: Task | None) -> None:
        """The task has its answer: how long that takes on its way does not count."""
        if task is not None:
            self._looks_left.pop(task, None)
            self._cancelled.pop(task, None)

    def over(self, task: Task) -> Problem | None:
        """The task has ended or was cancelled: the problem to answer with, if only for want of time."""
        self._looks_left.pop(task, None)
        cancelled = self._cancelled.pop(task, 0)
        if not cancelled:
            return None
        for _ in range(cancelled):
            task.uncancel()
        return None if task.cancelling() else Problem("unavailable", _LATE, headers=_RETRY_AFTER)

    def _look(self) -> None:
        """Cancels again and again: what tidies up after the first time may have to wait as well."""
        for task in self._looks_left:
            self._looks_left[task] -= 1
            if self._looks_left[task] < 0:
                self._cancelled[task] = self._cancelled.get(task, 0) + 1
                task.cancel()
