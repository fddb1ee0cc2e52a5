"""A server whose clock is wrong by some hours, which may change while it runs."""

from pathlib import Path

_WRONG = """
from datetime import datetime, timedelta
from pathlib import Path

from gatehouse.core import clock

HOURS = Path(__file__).with_name("hours")


class Wrong(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + timedelta(hours=int(HOURS.read_text()))


clock.datetime = Wrong
"""


def wrong_clock(folder: Path, hours: int) -> None:
    """Put what is wrong into a folder to be named in PYTHONPATH: Python reads it before anything else."""
    (folder / "sitecustomize.py").write_text(_WRONG)
    set_hours(folder, hours)


def set_hours(folder: Path, hours: int) -> None:
    """How far the server is ahead from now on; nobody reads half of it."""
    (folder / "new").write_text(str(hours))
    (folder / "new").rename(folder / "hours")
