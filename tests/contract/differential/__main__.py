"""A long run: `python -m tests.contract.differential --minutes 10 [--seed N]`."""

import argparse
import asyncio
import random
import sys
import time

from gatehouse.app import OPENAPI
from gatehouse.contract.document import load
from tests.contract.differential.both import Both
from tests.contract.differential.requests import Requests

_REPORT_EVERY = 20_000


async def _run(seed: int, minutes: float) -> int:
    document = load(OPENAPI)
    both, requests = Both(document), Requests(document, seed)
    ends, sent = time.monotonic() + minutes * 60, 0
    while time.monotonic() < ends:
        request = requests.make()
        if found := await both.differences(request):
            print(f"seed {seed}, request {sent}: {request}", *found, sep="\n  ")
            return 1
        sent += 1
        if sent % _REPORT_EVERY == 0:
            print(f"{sent} requests, {both.planned.total()} answered by plan, no difference", flush=True)
    print(f"seed {seed}: {sent} requests, {both.planned.total()} answered by plan, no difference")
    return 0


def _main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    return asyncio.run(_run(given.seed, given.minutes))


if __name__ == "__main__":
    sys.exit(_main())
