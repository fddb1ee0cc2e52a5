"""How many passwords the hasher of the service checks in a second when it has nothing else to do."""

import asyncio
import sys
import time

from core.passwords import PasswordHasher

_WAITING = 8  # always some in the queue, so that the thread never waits for work
_PASSWORD = "Nobody-Guesses-This-4"


async def _checked_per_second(seconds: float) -> float:
    hasher = PasswordHasher(queue_limit=_WAITING)
    try:
        stored = await hasher.hash(_PASSWORD)
        begun = time.perf_counter()

        async def check() -> int:
            checked = 0
            while time.perf_counter() < begun + seconds:
                await hasher.verify(_PASSWORD, stored)
                checked += 1
            return checked

        total = sum(await asyncio.gather(*(check() for _ in range(_WAITING))))
        return total / (time.perf_counter() - begun)
    finally:
        hasher.close()


if __name__ == "__main__":
    print(asyncio.run(_checked_per_second(float(sys.argv[1]))))
