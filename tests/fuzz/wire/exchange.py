"""One connection: what is sent on it, and all that comes back."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise

from tests.fuzz.wire.judge import Came

PATIENCE = 20.0
_QUIET = 0.3  # seconds without a byte, after which nothing more comes to a request that is not complete
_PAUSE = 0.002


async def exchange(
    port: int, data: bytes, cuts: Sequence[int] = (), *, waits: bool, answers: int = 0, leaves: bool = False
) -> Came:
    """Send pieces; read until the end if it `waits` for that, else until so many answers and a pause."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    sending = asyncio.create_task(_send(writer, data, cuts))
    try:
        if leaves:
            await sending
            return Came(b"", closed=True)
        return await _read(reader, sending, waits=waits, answers=answers)
    finally:
        sending.cancel()
        writer.transport.abort()


async def _send(writer: asyncio.StreamWriter, data: bytes, cuts: Sequence[int]) -> None:
    with suppress(OSError):  # an early refusal closes the connection, as will be read
        for start, end in pairwise([0, *cuts, len(data)]):
            writer.write(data[start:end])
            await writer.drain()
            if cuts:
                await asyncio.sleep(_PAUSE)


async def _read(
    reader: asyncio.StreamReader, sending: "asyncio.Task[None]", *, waits: bool, answers: int
) -> Came:
    raw, deadline = b"", time.monotonic() + PATIENCE
    while (left := deadline - time.monotonic()) > 0:
        enough = not waits and sending.done() and raw.count(b"HTTP/1.1 ") >= answers
        try:
            data = await asyncio.wait_for(reader.read(65_536), min(left, _QUIET) if enough else min(left, 1))
        except TimeoutError:
            if enough:
                break
            continue
        except OSError:
            return Came(raw, closed=True, reset=True)
        if not data:
            return Came(raw, closed=True)
        raw += data
    return Came(raw, closed=False)
