"""Measure: `python -m bench`, or `nox -s bench`."""

import argparse
import asyncio
import signal
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NoReturn

from bench import report
from bench.check import check_peers
from bench.load import Measurement, measure
from bench.processes import BenchError, pin_load, require_tools
from bench.scenarios import SCENARIOS, Scenario
from bench.stage import OURS, Stage, open_stage, server_facts

_WARM_UP_SECONDS = 1
_FEWEST_USERS = 200  # some send the load, others are refused


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
    parser.add_argument("--rounds", type=_positive, default=5, help="per server and scenario (default 5)")
    parser.add_argument("--seconds", type=_positive, default=3, help="per round (default 3)")
    parser.add_argument("--users", type=_enough_users, default=10_000, help="in the database (default 10000)")
    names = [scenario.name for scenario in SCENARIOS]
    parser.add_argument("--only", choices=names, action="append", help="one scenario; can be repeated")
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
    scenarios = [scenario for scenario in SCENARIOS if scenario.name in (options.only or [scenario.name])]
    _say(f"starting the servers, and a database with {options.users:,} users")
    with open_stage(options.users) as stage:
        facts = asyncio.run(server_facts(stage.database_url))
        _say("comparing the answers of all servers")
        check_peers(stage)
        runs = _measure(stage, scenarios, options.rounds, options.seconds)
    print(report.table(runs, scenarios))
    if not options.only:  # a part of the results does not replace all of them
        report.write(runs, scenarios, report.machine(facts), vars(options))


def _measure(stage: Stage, scenarios: Sequence[Scenario], rounds: int, seconds: int) -> report.Runs:
    runs: dict[str, dict[str, list[Measurement]]] = defaultdict(lambda: defaultdict(list))
    for scenario in scenarios:
        requests = scenario.requests(stage)
        for name in (OURS, *scenario.peers):
            measure(stage.servers[name], requests, _WARM_UP_SECONDS, stage.folder)
        for number, name in _turns(scenario, rounds):
            measured = measure(stage.servers[name], requests, seconds, stage.folder)
            runs[scenario.name][name].append(measured)
            rate = f"{measured.per_second:,.0f}/s, p99 {measured.p99:.1f} ms"
            _say(f"{scenario.name} {number}/{rounds} {name}: {rate}")
    return runs


def _turns(scenario: Scenario, rounds: int) -> Iterator[tuple[int, str]]:
    """Every server once per round; another one begins each time."""
    names = [OURS, *scenario.peers]
    for number in range(rounds):
        start = number % len(names)
        for name in names[start:] + names[:start]:
            yield number + 1, name


def _say(line: str) -> None:
    print(f"bench: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
