"""Harm the service and all that it needs, under load: `python -m tests.faults [--full] [--only NAME]`."""

import argparse
import asyncio
import sys
import warnings

import pytest

from tests.support.commands import Parser

_WRITES, _FULL_WRITES = 6_000, 100_000
_CONNECTIONS = 200
_EPILOG = """
Each row of the table is a case:
  sent      requests that reached the service
  acked     writes that were answered with success: each is looked up afterwards, by its X-Request-ID in the
            audit trail and by what it has changed
  503       answers that the service cannot do it now, and to come back
  lost      acknowledged writes that are not there, and mails that never came
  doubled   writes that were carried out twice, and mails with two Message-IDs
  wrong     answers that a request did not deserve, sessions that ended by themselves, values nobody wrote
  undecl.   answers that openapi.yaml does not declare for that operation
  slowest   the longest that a caller waited
  recover   from when everything was there again until nothing failed any more

A case fails if lost, doubled, wrong or undeclared is not 0, if an answer came later than 2 seconds after the
deadline (DATABASE_TIMEOUT_SECONDS), or if the service needed 10 seconds or more to recover by itself.
docs/faults.md says more.
"""


def main() -> int:
    options = _options()
    warnings.filterwarnings("ignore", module="connexion")  # what it imports has been superseded
    try:
        return asyncio.run(_run(options))
    except pytest.fail.Exception as error:
        print(f"faults: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("faults: stopped", file=sys.stderr)
        return 130


def _options() -> argparse.Namespace:
    parser = Parser(
        "faults",
        description="Kill, pause, restart, promote and fill what Gatehouse needs, while people use it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--full", action="store_true", help="all cases, and many more writes")
    parser.add_argument("--only", metavar="NAME", action="append", help="one case; can be repeated")
    parser.add_argument(
        "--writes",
        type=int,
        help=f"acknowledged writes in all, by default {_WRITES:,}, or {_FULL_WRITES:,} with --full",
    )
    parser.add_argument("--list", action="store_true", help="say what the cases are, and do nothing")
    return parser.parse_args()


async def _run(options: argparse.Namespace) -> int:
    from tests.faults import play  # noqa: PLC0415 - all of the service, which --help does not need

    wanted = play.chosen(options.only, full=options.full)
    if options.list:
        print("\n".join(f"{case.name:<26}{case.done}" for case in wanted))
        return 0
    writes = options.writes or (_FULL_WRITES if options.full else _WRITES)
    return await play.all_of(wanted, max(1, writes // len(wanted)), _CONNECTIONS)


if __name__ == "__main__":
    sys.exit(main())
