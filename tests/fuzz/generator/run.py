"""The generator of clients on damaged documents, for some minutes."""

import asyncio
import multiprocessing
import time
from multiprocessing.connection import Connection

from tests.fuzz.generator.documents import Damaged, Documents
from tests.fuzz.generator.trial import Judged, work
from tests.fuzz.memory import Memory
from tests.fuzz.report import Tally, literal
from tests.fuzz.shrinking import shrunk

_SLOW = 0.5  # seconds; to make smaller what takes longer would take very long
_PATIENCE = 90  # seconds by the clock, on a machine that has other things to do


class Worker:
    """A process that judges documents; another one takes its place when it hangs or dies."""

    def __init__(self) -> None:
        self._process: multiprocessing.process.BaseProcess | None = None
        self._line: Connection

    @property
    def pids(self) -> list[int]:
        return [self._process.pid] if self._process and self._process.pid else []

    def judge(self, document: Damaged, number: int) -> Judged:
        if self._process is None:
            self._start()
        try:
            self._line.send((document, number))
            if not self._line.poll(_PATIENCE):
                return self._gone(f"sdkgen hangs for {_PATIENCE} s")
            judged: Judged = self._line.recv()
        except (EOFError, OSError):
            return self._gone("sdkgen takes the whole process along")
        return judged

    def _gone(self, what: str) -> Judged:
        self.close()
        return Judged([what], "lost", set())

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def close(self) -> None:
        if self._process is not None:
            self._line.close()
            self._process.kill()
            self._process.join()
            self._process = None


def fuzz(seconds: float, seed: int, only: int | None = None) -> Tally:
    """Judge documents until the time is over, or one of them."""
    documents, worker = Documents(seed), Worker()
    tally, codes, number = Tally("sdkgen", seconds, "documents"), set[str](), only or 0
    memory = Memory(lambda: worker.pids, seconds)
    try:
        while not tally.is_over:
            document = documents.make(number)
            started = time.monotonic()
            judged = worker.judge(document, number)
            is_slow = time.monotonic() - started > _SLOW
            tally.sent += 1
            tally.kinds[judged.kind] += 1
            codes |= judged.codes
            memory.look()
            for what in judged.wrong:
                if not tally.knows(what):
                    text = document.text
                    small = text if is_slow else asyncio.run(_smaller(worker, document, number, what))
                    case = f"case {number}, from {document.origin}: {literal(small, document.suffix)}"
                    tally.add(what, case)
            if only is not None:
                break
            number += 1
            tally.tell()
        tally.memory = memory.told()
    finally:
        worker.close()
    tally.kinds["kinds of diagnostic"] = len(codes)
    return tally


async def _smaller(worker: Worker, document: Damaged, number: int, what: str) -> bytes:
    """Less of the document that is just as wrong."""
    kind = what.partition(":")[0]

    async def fails(text: bytes) -> bool:
        judged = worker.judge(document._replace(text=text), number)
        return any(each.startswith(kind) for each in judged.wrong)

    return await shrunk(document.text, fails)
