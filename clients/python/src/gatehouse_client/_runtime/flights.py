"""Steps that several tasks wait for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import anyio


@dataclass
class Flight:
    """What comes of steps that somebody is taking. A caller that gives up does not end them for the others."""

    landed: anyio.Event = field(default_factory=anyio.Event)
    value: Any = None
    error: Exception | None = None
    task: asyncio.Task[None] | None = None

    async def begin(self, fly: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Take the steps in a task of their own; with trio, which has none that outlive their parents, at once."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            with anyio.CancelScope(shield=True):
                await fly()
        else:
            self.task = loop.create_task(fly())

    async def outcome(self) -> Any:
        """Wait for it; an error is every caller's."""
        await self.landed.wait()
        if self.error:
            raise self.error
        return self.value
