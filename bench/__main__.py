"""Measure: `python -m bench`, or `nox -s bench`."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from typing import NoReturn

from bench import report
from bench.check import check_peers
from bench.clients import measure_clients
from bench.comparison import compare
from bench.flood import measure_flood
from bench.growth import measure_growth
from bench.limits import measure_limits
from bench.processes import BenchError, pin_load, require_tools
from bench.refusals import measure_refusals_beside
from bench.scenarios import SCENARIOS
from bench.sections import Section, say
from bench.stage import Stage, open_stage, server_facts
from bench.startup import measure_startup
from bench.watched import measure_watched
from bench.workers import measure_workers

_FEWEST_USERS = 2000  # more than a thousand send the load, others are refused
_SCENARIOS = [scenario.name for scenario in SCENARIOS]
_PARTS = (
    "peers",
    "refusals",
    "flood",
    "workers",
    "limits",
    "watched",
    "startup",
    "growth",
    "clients",
)


def main() -> int:
    options = _options()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        _run(options)
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("bench: stopped", file=sys.stderr)
        return 130
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Measure the service beside its peers.")
    parser.add_argument("--rounds", type=_positive, default=5, help="beside peers (default 5)")
    parser.add_argument("--seconds", type=_positive, default=3, help="per round (default 3)")
    parser.add_argument("--users", type=_enough_users, default=10_000, help="in the database (default 10000)")
    parser.add_argument("--grown", type=_enough_users, default=1_000_000, help="users of the part growth")
    parser.add_argument(
        "--only",
        choices=(*_PARTS, *_SCENARIOS),
        action="append",
        help="one part, or one kind of request beside peers; can be repeated, and keeps no results",
    )
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _enough_users(text: str) -> int:
    number = int(text)
    if number < _FEWEST_USERS:
        raise argparse.ArgumentTypeError(f"must be at least {_FEWEST_USERS}")
    return number


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _run(options: argparse.Namespace) -> None:
    require_tools()
    pin_load()
    with ExitStack() as stack:

        @cache
        def stage() -> Stage:
            say(f"starting the servers, and a database with {options.users:,} users")
            return stack.enter_context(open_stage(options.users))

        sections = {name: part() for name, part in _parts(options, stage).items()}
        print(report.tables(sections))
        if not options.only:  # a part of the results does not replace all of them
            facts = asyncio.run(server_facts(stage().database_url))
            report.write(sections, report.machine(facts), vars(options))


def _parts(options: argparse.Namespace, stage: Callable[[], Stage]) -> dict[str, Callable[[], Section]]:
    """What is to be measured, in this order; most of it on one stage."""
    wanted = options.only or _PARTS
    parts: dict[str, Callable[[], Section]] = {
        "peers": lambda: _beside_peers(options, stage()),
        "refusals": lambda: measure_refusals_beside(stage()),
        "flood": lambda: measure_flood(stage()),
        "workers": lambda: measure_workers(stage()),
        "limits": lambda: measure_limits(stage()),
        "watched": lambda: measure_watched(stage()),
        "startup": lambda: measure_startup(stage()),
        "growth": lambda: measure_growth(options.grown),
        "clients": lambda: measure_clients(stage()),
    }
    return {
        name: part
        for name, part in parts.items()
        if name in wanted or (name == "peers" and set(wanted) & set(_SCENARIOS))
    }


def _beside_peers(options: argparse.Namespace, stage: Stage) -> Section:
    say("comparing the answers of all servers")
    check_peers(stage)
    named = set(options.only or ()) & set(_SCENARIOS)
    scenarios = [scenario for scenario in SCENARIOS if not named or scenario.name in named]
    return compare(stage, scenarios, options.rounds, options.seconds)


if __name__ == "__main__":
    sys.exit(main())
