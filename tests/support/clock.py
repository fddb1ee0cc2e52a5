"""Moving the clock of the service, which every part of it reads through `core.clock`."""

from datetime import datetime, timedelta

import pytest

from gatehouse.core import clock


def pass_time(monkeypatch: pytest.MonkeyPatch, **delta: float) -> None:
    """Let time pass at once; several calls add up."""
    before = clock.now
    monkeypatch.setattr(clock, "now", lambda: before() + timedelta(**delta))


def stop_time(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Let no time pass from now on, but for `pass_time`."""
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment
