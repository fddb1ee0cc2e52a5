"""A wire to the database that can be cut, as when its server goes down."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from gatehouse.core.settings import Settings
from tests.support.database import url_of


class Wire:
    """Passes bytes between a TCP port and the socket of the database."""

    def __init__(self, target: Path, name: str) -> None:
        self._target = target
        self._name = name
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self.loses_commit_of: bytes | None = None
        self.commits_arrive = True
        self._passing = asyncio.Event()
        self._passing.set()
        self._held = asyncio.Event()

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{self._name}?sslmode=disable"

    async def lay(self, port: int = 0) -> None:
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", port)

    async def cut(self) -> None:
        """Drop what is connected, and refuse to connect again."""
        assert self._server is not None
        self._server.close()
        for writer in list(self._open):
            writer.transport.abort()
        await asyncio.sleep(0)

    def silence(self) -> None:
        """Pass on no more bytes, as when the server hangs."""
        self._passing.clear()

    def restore(self) -> None:
        self._passing.set()

    async def silent(self) -> None:
        """Wait until something was sent in vain."""
        await self._held.wait()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, here = await asyncio.open_unix_connection(self._target)
        self._open |= {writer, here}
        commits = _Commits(self, writer)
        await asyncio.gather(self._pump(reader, here, commits.look_at), self._pump(there, writer))
        self._open -= {writer, here}

    async def _pump(
        self,
        source: asyncio.StreamReader,
        target: asyncio.StreamWriter,
        look_at: Callable[[bytes], None] = lambda _: None,
    ) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65_536):
                if not self._passing.is_set():
                    self._held.set()
                    await self._passing.wait()
                look_at(data)
                target.write(data)
        target.close()


class _Commits:
    """Watches one connection for the commit that is to be lost, or only its acknowledgement."""

    def __init__(self, wire: Wire, client: asyncio.StreamWriter) -> None:
        self._wire = wire
        self._client = client
        self._doomed = False

    def look_at(self, data: bytes) -> None:
        wanted = self._wire.loses_commit_of
        self._doomed = self._doomed or (wanted is not None and wanted in data)
        if self._doomed and b"COMMIT" in data:
            self._wire.loses_commit_of = None
            self._client.transport.abort()
            if not self._wire.commits_arrive:
                raise ConnectionError


@asynccontextmanager
async def wire_to(settings: Settings) -> AsyncIterator[Wire]:
    """A wire to the database of the tests."""
    parts = urlsplit(url_of(settings))
    query = parse_qs(parts.query)
    wire = Wire(Path(query["host"][0]) / f".s.PGSQL.{query['port'][0]}", parts.path.lstrip("/"))
    await wire.lay()
    try:
        yield wire
    finally:
        wire.restore()
        await wire.cut()
