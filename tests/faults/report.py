"""What a run prints: a row for each case, what is behind each number that is not 0, and the totals."""

from collections.abc import Iterator

from tests.faults.runner import Outcome

_SHOWN = 5
_COLUMNS = ("sent", "acked", "503", "lost", "doubled", "wrong", "undecl.", "slowest", "recover", "took")
_FIRST_COLUMN = 26
HEAD = f"{'case':<{_FIRST_COLUMN}}" + "".join(f"{name:>9}" for name in _COLUMNS)


def row(outcome: Outcome) -> str:
    name = f"{outcome.case.name:<{_FIRST_COLUMN}}"
    if outcome.skipped:
        return f"{name}  skipped: {outcome.skipped}"
    verdict = outcome.verdict
    recovered = "-" if verdict.recovered is None else f"{verdict.recovered:.1f} s"
    cells = (*_counts([outcome]), f"{verdict.slowest:.1f} s", recovered, f"{outcome.seconds:.0f} s")
    says = "FAILED" if verdict.failures else "ok"
    return name + "".join(f"{cell:>9}" for cell in cells) + f"  {says}"


def _counts(outcomes: list[Outcome]) -> tuple[int, ...]:
    verdicts = [outcome.verdict for outcome in outcomes]
    return (
        sum(verdict.sent for verdict in verdicts),
        sum(verdict.acknowledged for verdict in verdicts),
        sum(verdict.unavailable for verdict in verdicts),
        *(
            sum(len(getattr(verdict, name)) for verdict in verdicts)
            for name in ("lost", "doubled", "wrong", "undeclared")
        ),
    )


def reasons(outcome: Outcome) -> Iterator[str]:
    """Why a case has failed, and the first of what was found."""
    verdict = outcome.verdict
    for failure in verdict.failures:
        yield f"    FAILED  {outcome.case.name} ({outcome.case.done}): {failure}"
    for name in ("lost", "doubled", "wrong", "undeclared"):
        found = getattr(verdict, name)
        yield from (f"            {name}: {line[:400]}" for line in found[:_SHOWN])
        if len(found) > _SHOWN:
            yield f"            {name}: and {len(found) - _SHOWN} more"
    if verdict.failures and outcome.lag > 1:
        yield f"            this machine was busy: the callers themselves were late by {outcome.lag:.1f} s"


def totals(outcomes: list[Outcome], seconds: float) -> Iterator[str]:
    played = [outcome for outcome in outcomes if not outcome.skipped]
    slowest = max((outcome.verdict.slowest for outcome in played), default=0.0)
    recovered = max((outcome.verdict.recovered or 0.0 for outcome in played), default=0.0)
    cells = (*_counts(played), f"{slowest:.1f} s", f"{recovered:.1f} s")
    yield f"{'in all':<{_FIRST_COLUMN}}" + "".join(f"{cell:>9}" for cell in cells)
    failed = [outcome.case.name for outcome in played if outcome.verdict.failures]
    skipped = len(outcomes) - len(played)
    yield f"{len(played)} cases, {len(failed)} failed, {skipped} skipped; {seconds:.0f} seconds"
    lag = max((outcome.lag for outcome in played), default=0.0)
    yield f"The callers themselves were late by {lag:.1f} s at most, which is part of the times above."
