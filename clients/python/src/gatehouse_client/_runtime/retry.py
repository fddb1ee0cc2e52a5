"""Whether to try again, and when."""

from __future__ import annotations

import random

from .errors import CallTimeoutError, SdkError, StatusError, TransportError

_FIRST_WAIT = 0.25
_LONGEST_WAIT = 8.0


def wait_before_retry(error: SdkError, attempt: int, *, is_retryable: bool) -> float | None:
    """Return how long to wait before another try; nothing if there should be none."""
    if isinstance(error, StatusError):
        return wait_seconds(attempt, error.retry_after) if is_retryable and error.retryable else None
    if isinstance(error, TransportError) and not error.was_sent and error.retryable:
        return wait_seconds(attempt)
    is_passing = isinstance(error, (TransportError, CallTimeoutError)) and error.retryable
    return wait_seconds(attempt) if is_retryable and is_passing else None


def wait_seconds(attempt: int, asked: float | None = None) -> float:
    """Return a pause: longer each time, never exactly the same, and as long as the service asks."""
    if asked is not None:
        return asked
    longest: float = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(attempt, 10))
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 - no secret
