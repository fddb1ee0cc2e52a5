"""Going by the clock of the database, which all servers share, rather than by that of one machine."""

import asyncio

import structlog

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.persistence import state
from gatehouse.persistence.database import Database

_SECONDS_BETWEEN_QUESTIONS = 5.0

_log = structlog.get_logger("gatehouse.clock")


async def set_clock(database: Database) -> None:
    """Correct the clock of this process if it differs by a second or more."""
    asked = clock.own()
    correction = clock.agree(asked, await state.now(database.read))
    if correction is not None:
        _log.warning("clock_corrected", seconds=round(correction.total_seconds(), 1))


async def keep_clock(database: Database) -> None:
    """Notice steps of either clock until cancelled, and say once that the database is away, and back."""
    away = False
    while True:
        await asyncio.sleep(_SECONDS_BETWEEN_QUESTIONS)
        try:
            await set_clock(database)
        except Problem as problem:
            if not away:
                _log.warning("database_away", reason=type(problem.__cause__).__name__)
            away = True
        else:
            if away:
                _log.warning("database_back")
            away = False
