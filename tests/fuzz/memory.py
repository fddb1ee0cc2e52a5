"""How much memory processes hold: early in a run, and at its end."""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress

import psutil

MOST_GROWTH = 48 * 2**20  # of each process, from a tenth of the way to the end
_EARLY = 0.1
_MIB = 2**20


class Memory:
    """Looks at processes that may be replaced; what matters is the largest of them."""

    def __init__(self, pids: Callable[[], Iterable[int]], seconds: float) -> None:
        self._pids = pids
        self._early_at = time.monotonic() + seconds * _EARLY
        self._early: int | None = None

    def look(self) -> None:
        """Called again and again; remembers the first look after a tenth of the way."""
        if self._early is None and time.monotonic() >= self._early_at:
            self._early = self._largest()

    def growth(self) -> int:
        """Bytes that the largest process has grown by since then."""
        return 0 if self._early is None else self._largest() - self._early

    def told(self) -> str:
        if self._early is None:
            return "-"
        return f"{self._early / _MIB:.0f} MiB, then {self._largest() / _MIB:.0f} MiB"

    def _largest(self) -> int:
        sizes = [0]
        for pid in self._pids():
            with suppress(psutil.NoSuchProcess):
                sizes.append(psutil.Process(pid).memory_info().rss)
        return max(sizes)
