"""Fuzzing for some minutes: `python -m tests.fuzz --minutes N [--only http|document|sdkgen] [--seed N]`."""

import argparse
import random
import sys
import warnings
from collections.abc import Callable

from tests.fuzz.report import Tally, lines
from tests.support.commands import Parser

TARGETS = ("http", "document", "sdkgen")


def main() -> int:
    options = _options()
    seed = random.randrange(10**6) if options.seed is None else options.seed
    print(f"seed {seed}: repeat with --seed {seed}", flush=True)
    wanted = options.only or TARGETS
    try:
        seconds = options.minutes * 60 / len(wanted)
        tallies = [_target(name)(seconds, seed, options.case) for name in wanted]
    except KeyboardInterrupt:
        print("fuzz: stopped", file=sys.stderr)
        return 130
    print("\n".join(lines(tallies)))
    return int(any(tally.findings for tally in tallies))


def _options() -> argparse.Namespace:
    parser = Parser("fuzz", description="Fuzz the service and the generator.")
    parser.add_argument("--minutes", type=float, default=6, help="for all targets together")
    parser.add_argument("--only", choices=TARGETS, action="append", help="one target; can be repeated")
    parser.add_argument("--seed", type=int, help="of an earlier run, to repeat it")
    parser.add_argument("--case", type=int, help="only this case of the seed; not for documents")
    return parser.parse_args()


def _target(name: str) -> Callable[[float, int, int | None], Tally]:
    """Loaded when it is wanted: each needs a lot that the others do not."""
    warnings.filterwarnings("ignore", module="connexion")  # what it imports has been superseded
    if name == "sdkgen":
        from tests.fuzz.generator.run import fuzz  # noqa: PLC0415
    elif name == "http":
        from tests.fuzz.wire.run import fuzz  # noqa: PLC0415
    else:
        from tests.fuzz.document.run import fuzz  # noqa: PLC0415
    return fuzz


if __name__ == "__main__":
    sys.exit(main())
