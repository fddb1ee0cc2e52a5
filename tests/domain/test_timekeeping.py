"""An operator is told once that the database is away, and once that it is back."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from gatehouse.core.settings import Settings
from gatehouse.domain import timekeeping
from gatehouse.persistence.database import Database
from tests.support.outage import wire_to


async def test_an_outage_is_told_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timekeeping, "_SECONDS_BETWEEN_QUESTIONS", 0.02)
    monkeypatch.setattr(timekeeping, "_log", structlog.get_logger())
    async with asyncio.timeout(20), wire_to(settings) as wire:
        db = await Database.connect(wire.url, 1, 1)
        port = wire.port
        watching = asyncio.create_task(timekeeping.keep_clock(db))
        with capture_logs() as said:
            await wire.cut()
            await _until(lambda: bool(_of_the_database(said)))
            await asyncio.sleep(0.2)
            await wire.lay(port)
            await _until(lambda: len(_of_the_database(said)) > 1)
            await asyncio.sleep(0.2)
        watching.cancel()
        await db.close()
    assert _of_the_database(said) == ["database_away", "database_back"]


def _of_the_database(said: Sequence[Mapping[str, Any]]) -> list[str]:
    """Without what servers of other tests say meanwhile in this process."""
    return [line["event"] for line in said if line["event"].startswith("database_")]


async def _until(came: Callable[[], bool]) -> None:
    for _ in range(400):
        if came():
            return
        await asyncio.sleep(0.05)
