"""The clock: the only place that reads the time."""

import time
from datetime import UTC, datetime


def now() -> datetime:
    """The current time in UTC."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Seconds on a clock that never steps, for measuring durations."""
    return time.monotonic()
