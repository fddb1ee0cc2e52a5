"""Requests with large bodies, one after the other: they take no more than a third of a worker's time."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

LARGE_BODY = 8192  # bytes; one that is smaller costs about as much as any request
_REST = 2  # times as long as the turn before it took


class OneByOne:
    """A line, first come, first served. Between turns the worker is there for everybody else."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._free_at = 0.0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        async with self._turn:
            await asyncio.sleep(max(0.0, self._free_at - time.monotonic()))
            began = time.monotonic()
            try:
                yield
            finally:
                ended = time.monotonic()
                self._free_at = ended + _REST * (ended - began)
