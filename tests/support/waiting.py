"""Waiting for what the service does in its own time."""

import asyncio
from collections.abc import Callable
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


async def until_locked_out(settings: Settings, table: str, number: int = 1) -> None:
    """Until so many transactions wait for a lock of a table."""
    waiting = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation::regclass::text = $1 OFFSET $2"
    await until_found(settings, waiting, table, number - 1)


async def until(happened: Callable[[], object]) -> None:
    """Until something has happened in this process."""
    for _ in range(500):
        if happened():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("waited in vain")
