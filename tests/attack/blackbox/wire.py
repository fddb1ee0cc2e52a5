"""Bytes as they are, and whatever comes back."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.attack.blackbox.suite import Fallen

if TYPE_CHECKING:
    from tests.attack.blackbox.target import Target

PATIENCE = 15
_QUIET = 0.5  # seconds after an answer in which another one would have come
_PROXYS_OWN = (501, 505)


@dataclass(frozen=True, slots=True)
class Reply:
    """All that came back, until the server closed the connection, or said no more."""

    raw: bytes
    closed: bool

    @property
    def statuses(self) -> list[int]:
        """Those of all answers; bodies of this service never look like a status line."""
        heads = self.raw.split(b"HTTP/1.1 ")[1:] + self.raw.split(b"HTTP/1.0 ")[1:]
        return [int(head[:3]) for head in heads if head[:3].isdigit()]

    @property
    def final(self) -> int | None:
        """The first status that is not provisional."""
        return next((status for status in self.statuses if status >= 200), None)

    def told(self) -> str:
        ending = "" if self.closed else ", and the connection stays open"
        head, _, body = self.raw.decode("utf-8", "backslashreplace").partition("\r\n\r\n")
        return f"{head.splitlines()[0]} {body}{ending}" if head else f"nothing{ending}"


async def exchange(target: "Target", *pieces: bytes, pause: float = 0, patience: float = PATIENCE) -> Reply:
    """Send the pieces one by one, and read until the end, a pause after an answer, or out of patience."""
    address = target.addresses.fresh()
    reader, writer = await asyncio.open_connection(
        target.host, target.port, ssl=target.tls, local_addr=(address, 0) if address else None
    )
    sending = asyncio.create_task(_send(writer, pieces, pause))
    try:
        return await _read(reader, patience)
    finally:
        sending.cancel()
        writer.transport.abort()


async def _send(writer: asyncio.StreamWriter, pieces: tuple[bytes, ...], pause: float) -> None:
    with suppress(OSError):  # an early refusal closes the connection, which the reply tells
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)


async def _read(reader: asyncio.StreamReader, patience: float) -> Reply:
    raw, deadline = b"", time.monotonic() + patience
    while True:
        left = deadline - time.monotonic()
        try:
            data = await asyncio.wait_for(reader.read(65_536), min(left, _QUIET) if raw else left)
        except TimeoutError:
            return Reply(raw, closed=False)
        except OSError:
            return Reply(raw, closed=True)
        if not data:
            return Reply(raw, closed=True)
        raw += data


def judge(target: "Target", sent: bytes, reply: Reply, *, refused: bool) -> None:
    """`Fallen` unless the reply is an answer below 500, or none; if it must be `refused`, a 4xx or none."""
    told = repr(sent)[2:-1]
    status = reply.final
    if status is None:
        if reply.closed:
            return
        raise Fallen(told, reply.told(), f"an answer, or the end of the connection, within {PATIENCE} s")
    ours = b"x-request-id" in reply.raw.lower()
    if status >= 500 and not (target.proxied and not ours and status in _PROXYS_OWN):
        raise Fallen(told, reply.told(), "no 5xx")
    if refused and status < 400:
        raise Fallen(told, reply.told(), "a refusal: 4xx, or the end of the connection")
    if refused and sum(each >= 200 for each in reply.statuses) > 1:
        raise Fallen(told, reply.told(), "one refusal; what follows it is not another request")
    if status >= 400 and b"application/problem+json" not in reply.raw and (ours or not target.proxied):
        raise Fallen(told, reply.told(), "application/problem+json")
