"""Makes a case smaller while it still shows what is wrong."""

import time
from collections.abc import Awaitable, Callable

_MOST_SECONDS = 15


async def shrunk(data: bytes, fails: Callable[[bytes], Awaitable[bool]]) -> bytes:
    """The data without most of what does not matter, after a few seconds."""
    until, size = time.monotonic() + _MOST_SECONDS, max(1, len(data) // 2)
    while size and time.monotonic() < until:
        at = 0
        while at < len(data) and time.monotonic() < until:
            smaller = data[:at] + data[at + size :]
            if await fails(smaller):
                data = smaller
            else:
                at += size
        size //= 2
    return data
