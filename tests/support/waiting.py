"""Waiting for what the service does in its own time."""

import asyncio
from typing import Any

import asyncpg

from gatehouse.core.settings import Settings
from tests.support.database import execute


async def until_found(settings: Settings, sql: str, *arguments: Any) -> list[asyncpg.Record]:
    """The rows of a query, as soon as there are any."""
    for _ in range(250):
        if rows := await execute(settings, sql, *arguments):
            return rows
        await asyncio.sleep(0.02)
    raise AssertionError(f"waited in vain: {sql}")
