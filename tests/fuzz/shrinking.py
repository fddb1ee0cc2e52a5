"""Makes a case smaller while it still shows what is wrong."""

from collections.abc import Awaitable, Callable

_MOST_TRIES = 80


async def shrunk(data: bytes, fails: Callable[[bytes], Awaitable[bool]]) -> bytes:
    """The data without most of what does not matter, after a bounded number of tries."""
    tries, size = 0, max(1, len(data) // 2)
    while size and tries < _MOST_TRIES:
        at = 0
        while at < len(data) and tries < _MOST_TRIES:
            smaller = data[:at] + data[at + size :]
            tries += 1
            if await fails(smaller):
                data = smaller
            else:
                at += size
        size //= 2
    return data
