"""One timer for many, where a timer for each of them would cost too much."""

import asyncio
from collections.abc import Callable


class Rounds:
    """Looks again and again, as long as there is something to look at."""

    def __init__(self, seconds: float, look: Callable[[], None], is_needed: Callable[[], bool]) -> None:
        self._seconds = seconds
        self._look = look
        self._is_needed = is_needed
        self._going = False

    def go_on(self) -> None:
        """There is something to look at."""
        if not self._going:
            self._going = True
            asyncio.get_running_loop().call_later(self._seconds, self._round)

    def _round(self) -> None:
        self._going = False
        if self._is_needed():
            self.go_on()
        self._look()
