"""Answers with more than their value, and answers that arrive piece by piece."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import httpx

from .calls import decode_json
from .errors import AnswerInfo, InputError
from .events import Splitter
from .failures import translated
from .operation import Answer

T = TypeVar("T")


@dataclass(frozen=True)
class AnswerOf(Generic[T]):
    """A value, and what else the service said with it."""

    value: T
    response: httpx.Response

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.response.status_code

    @property
    def headers(self) -> httpx.Headers:
        """The headers of the answer."""
        return self.response.headers

    @property
    def etag(self) -> str | None:
        """The version of what was answered, to be sent back as `if_match`."""
        found: str | None = self.headers.get("etag")
        return found

    @property
    def request_id(self) -> str | None:
        """The id that the service gave to the request."""
        return AnswerInfo("", self.status, self.headers).request_id


@dataclass
class Capture:
    """Takes the response of a call while it is being made; with `is_raw`, instead of its value."""

    is_raw: bool = False
    response: httpx.Response | None = None
    is_live: bool = False

    def taken(self) -> httpx.Response:
        """Return the response, or say that there was no call."""
        if self.response is None:
            raise InputError("the method made no call: for a list, use `.page` of what it returns")
        return self.response


CAPTURE: ContextVar[Capture | None] = ContextVar("capture", default=None)


class _Open:
    """An answer whose body has not been read."""

    def __init__(self, response: httpx.Response, operation: str) -> None:
        self.response = response
        self._operation = operation

    @property
    def content_type(self) -> str:
        """The media type, as the service says."""
        found: str = self.response.headers.get("content-type", "")
        return found

    @property
    def size(self) -> int | None:
        """The number of bytes, if the service says."""
        text = self.response.headers.get("content-length", "")
        return int(text) if text.isdecimal() else None


class BinaryAnswer(_Open):
    """An answer of bytes, which are read when they are asked for, once. Use it in a `with` statement."""

    def read(self) -> bytes:
        """Read all of it."""
        return b"".join(self.iter_bytes())

    def iter_bytes(self) -> Iterator[bytes]:
        """Yield the bytes as they arrive."""
        try:
            yield from self.response.iter_bytes()
        except httpx.HTTPError as error:
            raise translated(self._operation, error) from error
        finally:
            self.close()

    def close(self) -> None:
        """Close the connection, whatever is left."""
        self.response.close()

    def __enter__(self) -> BinaryAnswer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncBinaryAnswer(_Open):
    """An answer of bytes, which are read when they are asked for, once. Use it in an `async with` statement."""

    async def read(self) -> bytes:
        """Read all of it."""
        return b"".join([each async for each in self.iter_bytes()])

    async def iter_bytes(self) -> AsyncIterator[bytes]:
        """Yield the bytes as they arrive."""
        try:
            async for each in self.response.aiter_bytes():
                yield each
        except httpx.HTTPError as error:
            raise translated(self._operation, error) from error
        finally:
            await self.close()

    async def close(self) -> None:
        """Close the connection, whatever is left."""
        await self.response.aclose()

    async def __aenter__(self) -> AsyncBinaryAnswer:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


def _reader(answer: Answer, response: httpx.Response, operation: str) -> Callable[[str], Any]:
    """Return what makes a value of the text of an event or line; text that is not described is no JSON."""
    if answer.type is str:
        return str
    info = AnswerInfo(operation, response.status_code, response.headers)
    return lambda text: decode_json(answer.type, info, text)


class _Divided(_Open):
    """An answer that is divided into events or lines."""

    def __init__(self, response: httpx.Response, operation: str, answer: Answer) -> None:
        super().__init__(response, operation)
        self._read = _reader(answer, response, operation)
        self._splitter = Splitter(is_events=answer.kind == "events")

    @property
    def event(self) -> str:
        """The name of the last event."""
        return self._splitter.event

    @property
    def id(self) -> str:
        """The id of the last event, to go on from there."""
        return self._splitter.id


class Stream(_Divided, BinaryAnswer, Generic[T]):
    """Values as they arrive; leaving the `with` statement closes the connection. `event` and `id` are the last event's."""

    def __iter__(self) -> Iterator[T]:
        for chunk in self.iter_bytes():
            yield from map(self._read, self._splitter.feed(chunk))
        yield from map(self._read, self._splitter.end())

    def __enter__(self) -> Stream[T]:
        return self


class AsyncStream(_Divided, AsyncBinaryAnswer, Generic[T]):
    """Values as they arrive; leaving the `async with` statement closes the connection."""

    async def __aiter__(self) -> AsyncIterator[T]:
        async for chunk in self.iter_bytes():
            for text in self._splitter.feed(chunk):
                yield self._read(text)
        for text in self._splitter.end():
            yield self._read(text)

    async def __aenter__(self) -> AsyncStream[T]:
        return self
