"""Raw HTTP against the service, for some minutes."""

import asyncio
from collections.abc import Iterator
from itertools import count

import asyncpg

from gatehouse.contract.document import Document
from tests.contract.fuzz.identity import PASSWORD, Identity
from tests.fuzz.memory import MOST_GROWTH
from tests.fuzz.report import Tally, literal
from tests.fuzz.service import Log, Tested, tested
from tests.fuzz.shrinking import shrunk
from tests.fuzz.wire.exchange import exchange
from tests.fuzz.wire.judge import judge
from tests.fuzz.wire.reference import Ending, read
from tests.fuzz.wire.streams import Stream, Streams
from tests.support.service import DOCUMENT

_AT_A_TIME = 12
_LOOK_SECONDS = 1
_LIVE = b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Request-ID: alive\r\nConnection: close\r\n\r\n"


def fuzz(seconds: float, seed: int, only: int | None = None) -> Tally:
    """Send streams until the time is over, or one of them."""
    return asyncio.run(_fuzz(seconds, seed, only))


async def _fuzz(seconds: float, seed: int, only: int | None) -> Tally:
    async with tested() as service:
        identity = await Identity.create("superuser", service.url, service.database_url)
        bearer = str(identity.access_token)
        wire = Wire(service.port, DOCUMENT, seed, bearer, Tally("http", seconds, "streams"))
        if only is not None:
            await wire.one(only)
        else:
            watching = asyncio.create_task(_watch(service, identity, wire.tally, bearer))
            numbers = count()
            await asyncio.gather(*(wire.on(numbers) for _ in range(_AT_A_TIME)))
            await watching
    return wire.tally


class Wire:
    """Sends streams, and judges what comes back."""

    def __init__(self, port: int, document: Document, seed: int, bearer: str, tally: Tally) -> None:
        self.tally = tally
        self._port, self._bearer = port, bearer.encode()
        self._word = b"{bearer}".ljust(len(bearer), b"-")
        self._streams = Streams(document, seed, {"host": b"127.0.0.1", "bearer": self._word})

    async def on(self, numbers: Iterator[int]) -> None:
        while not self.tally.is_over:
            await self.one(next(numbers))
            self.tally.tell()

    async def one(self, number: int) -> None:
        stream = self._streams.make(number)
        wrong = await self.look(stream)
        self.tally.sent += 1
        if wrong and not self.tally.knows(wrong[0]):
            small = await self._smaller(stream, wrong[0])
            self.tally.add(wrong[0], f"case {number}: {literal(small)}")

    async def look(self, stream: Stream, *, counts: bool = True) -> list[str]:
        """What is wrong with what came back; then the service must answer somebody else."""
        data = stream.data.replace(self._word, self._bearer)
        reading = read(data)
        whole = sum(asked.complete for asked in reading.requests)
        waits = reading.ending is not Ending.WAITING
        came = await exchange(self._port, data, stream.cuts, waits=waits, answers=whole, leaves=stream.leaves)
        wrong: list[str] = []
        if not stream.leaves:
            given, wrong = judge(reading, came)
            if counts:
                self.tally.kinds.update(f"{each.status // 100}xx" for each in given)
                self.tally.kinds[str(reading.ending)] += 1
        alive = await exchange(self._port, _LIVE, waits=True)
        _, ill = judge(read(_LIVE), alive)
        return wrong + [f"afterwards: {each}" for each in ill]

    async def _smaller(self, stream: Stream, what: str) -> bytes:
        """Fewer bytes in one piece with which the same is wrong; all of them if the pieces matter."""

        async def fails(data: bytes) -> bool:
            wrong = await self.look(Stream(data), counts=False)
            return what.partition(":")[0] in [each.partition(":")[0] for each in wrong]

        return await shrunk(stream.data, fails) if await fails(stream.data) else stream.data


async def _watch(service: Tested, identity: Identity, tally: Tally, bearer: str) -> None:
    """Keep the caller able to call, and look at the log and the memory of the service."""
    log, memory = service.log(bearer, PASSWORD), service.memory(tally.seconds)
    connection = await asyncpg.connect(identity.database_url)
    try:
        while not tally.is_over:
            await identity.restore(connection)
            await asyncio.sleep(_LOOK_SECONDS)
            _look_at_log(log, tally)
            memory.look()
            if service.lost():
                tally.add("a worker has died", f"the log of the service ends with {log.last}")
                break
    finally:
        await connection.close()
    _look_at_log(log, tally)
    tally.memory = memory.told()
    if memory.growth() > MOST_GROWTH:
        tally.add(f"a worker has grown by {memory.growth() >> 20} MiB", "the whole run")


def _look_at_log(log: Log, tally: Tally) -> None:
    for wrong in log.wrong():
        tally.add(wrong.what, f"the line {wrong.line[:6000]}")
