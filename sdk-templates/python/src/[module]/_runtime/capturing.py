"""Calls that return more than a value."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

import httpx

from .answers import CAPTURE, AnswerOf, Capture

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def _captured(*, is_raw: bool) -> Iterator[Capture]:
    capture = Capture(is_raw)
    token = CAPTURE.set(capture)
    try:
        yield capture
    finally:
        CAPTURE.reset(token)


class Capturing:
    """Calls methods of a client for more than their value."""

    def with_response(self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> AnswerOf[T]:
        """Call a method, such as `client.with_response(client.users.get, 7)`: status, headers and ETag come along."""
        with _captured(is_raw=False) as capture:
            value = method(*args, **kwargs)
        return AnswerOf(value, capture.taken())

    def raw(self, method: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> httpx.Response:
        """Call a method and return the answer as it came, whatever its status. Close one that arrives in pieces."""
        with _captured(is_raw=True) as capture:
            method(*args, **kwargs)
        response = capture.taken()
        if not capture.is_live:
            response.read()
        return response


class AsyncCapturing:
    """Calls methods of an async client for more than their value."""

    async def with_response(self, method: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> AnswerOf[T]:
        """Call a method, such as `client.with_response(client.users.get, 7)`: status, headers and ETag come along."""
        with _captured(is_raw=False) as capture:
            value = await method(*args, **kwargs)
        return AnswerOf(value, capture.taken())

    async def raw(self, method: Callable[P, Awaitable[object]], *args: P.args, **kwargs: P.kwargs) -> httpx.Response:
        """Call a method and return the answer as it came, whatever its status. Close one that arrives in pieces."""
        with _captured(is_raw=True) as capture:
            await method(*args, **kwargs)
        response = capture.taken()
        if not capture.is_live:
            await response.aread()
        return response
