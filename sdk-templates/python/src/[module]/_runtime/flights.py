"""Steps that several tasks wait for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import anyio


@dataclass
class Flight:
    """What comes of steps that somebody is taking."""

    landed: anyio.Event = field(default_factory=anyio.Event)
    value: Any = None
    error: Exception | None = None

    async def outcome(self) -> Any:
        """Wait for it; an error is every caller's."""
        await self.landed.wait()
        if self.error:
            raise self.error
        return self.value
