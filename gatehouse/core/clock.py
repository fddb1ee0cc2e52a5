"""The clock: the only place that reads the time.

All servers of an installation go by the clock of their database: what one of them writes, the others compare
with the time.
"""

import time
from datetime import UTC, datetime, timedelta

_CLOSE_ENOUGH = timedelta(seconds=1)


class _Correction:
    """How far this machine's clock is behind the database's, as last seen."""

    by = timedelta()


def now() -> datetime:
    """The current time in UTC."""
    correction = _Correction.by
    return datetime.now(UTC) + correction if correction else datetime.now(UTC)


def own() -> datetime:
    """What this machine takes for the current time, right or wrong."""
    return datetime.now(UTC)


def agree(asked: datetime, told: datetime) -> timedelta | None:
    """Go by a clock that was asked at one moment of this machine's and has just told the time.

    Returns the new correction if there has to be one: the smallest that explains the answer, which may have
    been long on its way.
    """
    earliest, latest = asked + _Correction.by, own() + _Correction.by
    difference = told - min(max(told, earliest), latest)
    if abs(difference) < _CLOSE_ENOUGH:
        return None
    _Correction.by += difference
    return _Correction.by


def cpu() -> float:
    """Seconds of processor time that this process has used."""
    return time.process_time()


def monotonic() -> float:
    """Seconds on a clock that never steps, for measuring durations."""
    return time.monotonic()
