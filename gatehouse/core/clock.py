"""The clock: the only place that reads the time."""

import time
from datetime import UTC, datetime


def now() -> datetime:
    """The current time in UTC."""
    return datetime.now(UTC)


def cpu() -> float:
    """Seconds of processor time that this process has used."""
    return time.process_time()


def monotonic() -> float:
    """Seconds on a clock that never steps, for measuring durations."""
    return time.monotonic()
