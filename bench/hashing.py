"""How many passwords the hasher of the service checks in a second, and the CPU microseconds of each."""

import asyncio
import sys
import time

from gatehouse.security.passwords import PasswordHasher

_WAITING = 8  # always some in the queue, so that the thread never waits for work
_PASSWORD = "Nobody-Guesses-This-4"


async def _checks(seconds: float) -> tuple[float, float]:
    hasher = PasswordHasher(queue_limit=_WAITING)
    try:
        stored = await hasher.hash(_PASSWORD)
        begun, used = time.perf_counter(), time.process_time()

        async def check() -> int:
            checked = 0
            while time.perf_counter() < begun + seconds:
                await hasher.verify(_PASSWORD, stored)
                checked += 1
            return checked

        total = sum(await asyncio.gather(*(check() for _ in range(_WAITING))))
        cost = (time.process_time() - used) / total * 1e6
        return total / (time.perf_counter() - begun), cost
    finally:
        hasher.close()


if __name__ == "__main__":
    print(*asyncio.run(_checks(float(sys.argv[1]))))
