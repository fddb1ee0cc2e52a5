"""Lets nobody wait long for a server that is away, slow or full, and says once that it is."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

import structlog

from gatehouse.cache import Away

T = TypeVar("T")

_WAIT_SECONDS = 0.05
_PAUSE_SECONDS = 1.0
_CONNECT_SECONDS = 1.0  # nobody waits for that, and TLS over a distance takes more than an answer does
_log = structlog.get_logger("gatehouse.redis")


class Circuit:
    """Passes commands on until one fails; from then on none, until a check in the background succeeds."""

    def __init__(self, check: Callable[[], Awaitable[object]], failures: tuple[type[Exception], ...]) -> None:
        self.away = False
        self._check = check
        self._failures: tuple[type[Exception], ...] = (*failures, OSError, TimeoutError)
        self._watch: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connect, unless that takes too long."""
        await self._try(_CONNECT_SECONDS)

    async def run(self, command: Callable[[], Awaitable[T]]) -> T:
        """The answer, or `Away` at once or after a moment."""
        if self.away:
            raise Away
        try:
            async with asyncio.timeout(_WAIT_SECONDS):
                return await command()
        except self._failures as error:
            self._open(error)
            raise Away from error

    async def close(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch

    def _open(self, error: Exception) -> None:
        """The text of the error is left out: a server may repeat in it what it was sent, a password too."""
        if self.away:
            return
        self.away = True
        _log.warning("redis_away", reason=type(error).__name__)
        self._watch = asyncio.create_task(self._until_back())

    async def _until_back(self) -> None:
        while self.away:
            await asyncio.sleep(_PAUSE_SECONDS)
            if await self._try(_CONNECT_SECONDS):
                self.away = False
                _log.warning("redis_back")

    async def _try(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._check()
        except self._failures as error:
            self._open(error)
            return False
        return True
