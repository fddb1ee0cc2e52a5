"""A whole run: one original, and the cases one after the other."""

import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from tests.faults import people, report
from tests.faults.cases import CASES, Case
from tests.faults.judge import Verdict
from tests.faults.runner import Outcome, Progress, play
from tests.support.database_servers import workplace
from tests.support.progress import clear, watched
from tests.support.small_disk import CannotMount


def chosen(names: Sequence[str] | None, *, full: bool) -> list[Case]:
    """The cases with these names, or those of a short or a full run."""
    known = {case.name: case for case in CASES}
    if unknown := set(names or ()) - known.keys():
        print(f"faults: unknown case {min(unknown)}; choose from {', '.join(known)}", file=sys.stderr)
        sys.exit(2)
    return [known[name] for name in names] if names else [case for case in CASES if full or case.always]


async def all_of(cases: Sequence[Case], writes: int, connections: int) -> int:
    """Play them, and print the table; 1 if one has failed."""
    began, progress = time.monotonic(), Progress("signing people in")
    outcomes = []
    with workplace(postgres=False) as place:
        place.chmod(0o755)  # the servers run as other users
        async with watched(lambda: str(progress)):
            original = await people.make(place / "original", connections)
            clear()
            print(report.HEAD, flush=True)
            for case in cases:
                outcome = await _played(case, place / case.name, original, writes, progress)
                clear()
                print("\n".join([report.row(outcome), *report.reasons(outcome)]), flush=True)
                outcomes.append(outcome)
    print("\n".join(report.totals(outcomes, time.monotonic() - began)), flush=True)
    return int(any(outcome.verdict.failures for outcome in outcomes if not outcome.skipped))


async def _played(
    case: Case, place: Path, original: people.Original, writes: int, progress: Progress
) -> Outcome:
    try:
        return await play(case, place, original, writes, progress)
    except CannotMount as error:
        return Outcome(case, skipped=str(error))
    except Exception as error:  # the other cases have their turn all the same
        traceback.print_exception(error)
        return Outcome(case, Verdict(failures=[f"it could not be played: {error!r}"]))
