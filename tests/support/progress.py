"""Saying what is under way, for whoever waits."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

_TICK_SECONDS = 2


@asynccontextmanager
async def watched(under_way: Callable[[], str]) -> AsyncIterator[None]:
    """Say every other second what is under way, on one line where a terminal can do that."""
    telling = asyncio.create_task(_tell(under_way))
    try:
        yield
    finally:
        telling.cancel()
        clear()


async def _tell(under_way: Callable[[], str]) -> None:
    while True:
        await asyncio.sleep(_TICK_SECONDS)
        _write(under_way())


def clear() -> None:
    """Make room for something that stays."""
    _write("")


def _write(line: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{line}")
    elif line:
        sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
