"""An operator is told once that the database is away, and once that it is back."""

import asyncio
from collections.abc import Callable

import pytest
from structlog.testing import CapturingLogger

from gatehouse.core.settings import Settings
from gatehouse.domain import timekeeping
from gatehouse.persistence.database import Database
from tests.support.outage import wire_to


async def test_an_outage_is_told_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timekeeping, "_SECONDS_BETWEEN_QUESTIONS", 0.02)
    said = CapturingLogger()  # of the clock alone: servers of other tests speak in this process, too
    monkeypatch.setattr(timekeeping, "_log", said)
    async with asyncio.timeout(20), wire_to(settings) as wire:
        db = await Database.connect(wire.url, 1, 1)
        port = wire.port
        watching = asyncio.create_task(timekeeping.keep_clock(db))
        await wire.cut()
        await _until(lambda: bool(said.calls))
        await asyncio.sleep(0.2)
        await wire.lay(port)
        await _until(lambda: len(said.calls) > 1)
        await asyncio.sleep(0.2)
        watching.cancel()
        await db.close()
    assert [call.args[0] for call in said.calls] == ["database_away", "database_back"]


async def _until(came: Callable[[], bool]) -> None:
    for _ in range(400):
        if came():
            return
        await asyncio.sleep(0.05)
