"""A connection to the service that knows whether a request was sent, and whether it was answered."""

import asyncio
from dataclasses import dataclass
from typing import Any

import orjson

_LARGEST_HEAD = 65_536


class NobodyListens(Exception):
    """There was no connection, so nothing was sent."""


class NoAnswer(Exception):
    """Nothing came back, and maybe something was sent: the connection ended, or stayed silent."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came."""

    status: int
    headers: list[tuple[str, str]]
    content: bytes

    def header(self, name: str) -> str:
        return dict(self.headers).get(name, "")


class Line:
    """One connection, made anew when the other end has closed it; asks one thing at a time."""

    def __init__(self, host: str, port: int, patience: float) -> None:
        self._host, self._port = host, port
        self._patience = patience
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, headers: dict[str, str], body: Any = None) -> Answer:
        reader, writer = await self._connected()
        try:
            async with asyncio.timeout(self._patience):
                writer.write(self._written(method, path, headers, body))
                answer = await _read(reader)
        except (OSError, EOFError, TimeoutError, ValueError, asyncio.LimitOverrunError) as error:
            self.close()
            raise NoAnswer(type(error).__name__) from None
        if answer.header("connection") == "close":
            self.close()
        return answer

    def close(self) -> None:
        if self._ends:
            self._ends[1].close()
        self._ends = None

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._ends and (self._ends[0].at_eof() or self._ends[1].is_closing()):
            self.close()
        if self._ends is None:
            try:
                async with asyncio.timeout(self._patience):
                    self._ends = await asyncio.open_connection(self._host, self._port, limit=_LARGEST_HEAD)
            except TimeoutError:
                raise NoAnswer("no connection") from None
            except OSError:
                raise NobodyListens from None
        return self._ends

    def _written(self, method: str, path: str, headers: dict[str, str], body: Any) -> bytes:
        content = b"" if body is None else orjson.dumps(body)
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self._host}:{self._port}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if body is not None:
            lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + content


async def _read(reader: asyncio.StreamReader) -> Answer:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status, *lines = head[:-4].split("\r\n")
    headers = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    content = await reader.readexactly(int(dict(headers).get("content-length", 0)))
    return Answer(int(status.split()[1]), headers, content)
