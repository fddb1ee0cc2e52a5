"""Measure generators of clients alone: `python -m bench.generators`, or `nox -s generators`."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.generators.measure import measure
from bench.generators.results import section
from bench.generators.summary import summary
from bench.processes import BenchError
from bench.report import RESULTS, hardware, tables
from bench.sections import Section, say


def main() -> int:
    options = _options()
    try:
        measured = measure(options.rounds, options.documents)
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    found = section(measured)
    _keep(found, options.rounds)
    print(tables({"generators": found}), found.note, summary(measured.trials, measured.scores), sep="\n\n")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench.generators", description="Measure sdkgen beside other generators of clients."
    )
    parser.add_argument("--documents", type=Path, help="a folder of more documents than ours")
    parser.add_argument("--rounds", type=int, choices=range(1, 10), default=3, help="of each (default 3)")
    return parser.parse_args()


def _keep(found: Section, rounds: int) -> None:
    moment = datetime.now(UTC)
    record = {
        "date": moment.isoformat(timespec="seconds"),
        "rounds": rounds,
        "machine": hardware(),
        **found.figures,
    }
    file = RESULTS / f"generators-{moment:%Y-%m-%d}.json"
    file.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n")
    say(f"every single figure is in {file.name}")


if __name__ == "__main__":
    sys.exit(main())
