"""Works on several things at once, each in a process of its own where processes can be forked."""

import os
import pickle
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")


def each(work: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
    """Return what work makes of each item, in their order.

    A process that fails says nothing: its work is done again here, where errors are told as always.
    """
    if len(items) == 1 or not _can_fork():
        return [work(item) for item in items]
    begun = [_begin(work, item) for item in items]
    answers = [_answer(*process) for process in begun]
    return [
        pickle.loads(answer) if answer else work(item)  # noqa: S301 - a process of our own wrote it
        for item, answer in zip(items, answers, strict=True)
    ]


def _can_fork() -> bool:
    return hasattr(os, "fork") and threading.active_count() == 1  # locks of other threads would stay shut


def _begin(work: Callable[[Item], Made], item: Item) -> tuple[int, int]:
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    try:
        answer = pickle.dumps(work(item))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
    finally:
        os._exit(0)  # what is to be done at the end of the run is not for this process to do


def _answer(process: int, reading: int) -> bytes:
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(process, 0)
    return answer
