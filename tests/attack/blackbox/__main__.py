"""Attack a deployment: `python -m tests.attack.blackbox --url URL --admin NAME`, or a service of our own."""

import argparse
import asyncio
import getpass
import os
import sys
import time
import warnings
from contextlib import AbstractAsyncContextManager, nullcontext

from tests.attack.blackbox import report
from tests.attack.blackbox.families import FAMILIES
from tests.attack.blackbox.suite import FALLEN, Progress, run
from tests.attack.blackbox.target import Misuse, Target
from tests.support.commands import Parser
from tests.support.progress import watched

PASSWORD_VARIABLE = "GATEHOUSE_ATTACK_PASSWORD"
_SAMPLES, _THOROUGH_SAMPLES = 300, 1000
_SETTLING_SECONDS = 3  # what a run that was interrupted has asked for may be done yet
_BY_NAME = {family.name.lower().replace(" ", "-"): family for family in FAMILIES}


def main() -> int:
    options = _options()
    try:
        return asyncio.run(_attack(options))
    except Misuse as misuse:
        print(f"attack: {misuse}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("attack: stopped", file=sys.stderr)
        return 130


def _options() -> argparse.Namespace:
    parser = Parser("attack", description="Attack a deployment of Gatehouse, or one started here.")
    parser.add_argument("--url", help="the deployment, such as https://accounts.example.com")
    parser.add_argument(
        "--admin",
        metavar="NAME",
        help=f"who signs in there; the password is asked, or in {PASSWORD_VARIABLE}",
    )
    parser.add_argument(
        "--thorough",
        action="store_true",
        help=f"{_THOROUGH_SAMPLES} samples a class, not {_SAMPLES}, to compare times",
    )
    parser.add_argument(
        "--many-mails", action="store_true", help="also cases that send hundreds of mails, to example.com"
    )
    parser.add_argument("--only", choices=_BY_NAME, action="append", help="one family; can be repeated")
    options = parser.parse_args()
    if (options.url is None) != (options.admin is None):
        parser.error("--url and --admin belong together; without both, a service is started here")
    return options


async def _attack(options: argparse.Namespace) -> int:
    started = time.monotonic()
    wanted = [_BY_NAME[name] for name in options.only or _BY_NAME]
    progress = Progress("starting")
    async with watched(lambda: report.under_way(progress)), _target(options) as target:
        await target.open()
        try:
            outcomes = await run(target, wanted, progress)
        finally:
            progress.family, progress.total = "cleaning up", 0
            left = await target.close(_SETTLING_SECONDS)
    print("\n".join(report.lines(outcomes, time.monotonic() - started, target.watch.hide)))
    for each in left:
        print(f"could not be removed: {each}", file=sys.stderr)
    return int(any(outcome.verdict == FALLEN for outcome in outcomes))


def _target(options: argparse.Namespace) -> AbstractAsyncContextManager[Target]:
    samples = _THOROUGH_SAMPLES if options.thorough else _SAMPLES
    if options.url is None:
        return _own_service(samples)
    password = os.environ.get(PASSWORD_VARIABLE) or _asked(options.admin)
    return nullcontext(Target(options.url, options.admin, password, samples, many_mails=options.many_mails))


def _own_service(samples: int) -> AbstractAsyncContextManager[Target]:
    warnings.filterwarnings("ignore", module="connexion")  # what it imports has been superseded
    from tests.attack.blackbox.own import own_service  # noqa: PLC0415 - all of the service, not needed elsewhere

    return own_service(samples)


def _asked(name: str) -> str:
    if not sys.stdin.isatty():
        raise Misuse(f"no terminal to ask for the password of {name}; put it into {PASSWORD_VARIABLE}")
    return getpass.getpass(f"Password of {name}: ")


if __name__ == "__main__":
    sys.exit(main())
