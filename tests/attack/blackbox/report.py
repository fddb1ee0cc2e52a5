"""What a run shows: what is under way, a table, and each fall."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from tests.attack.blackbox.suite import FALLEN, HELD, SKIPPED, Outcome, Progress

_SHOWN = 240
_FIRST_COLUMN = 26
_VERDICTS = (HELD, FALLEN, SKIPPED)


def under_way(progress: Progress) -> str:
    return " ".join(_under_way(progress))


def _under_way(progress: Progress) -> Iterator[str]:
    yield (
        f"{progress.family} ..."
        if not progress.total
        else f"{progress.family}: {progress.done} of {progress.total};"
    )
    if progress.running:
        longest = min(progress.running, key=progress.running.__getitem__)
        yield f"{longest[:60]} ({time.monotonic() - progress.running[longest]:.0f} s)"


def lines(outcomes: list[Outcome], seconds: float, hide: Callable[[str], str]) -> Iterator[str]:
    """The whole report, without secrets."""
    yield from _falls(outcomes, hide)
    yield from _remarks(outcomes)
    yield from _table(outcomes)
    yield f"{seconds:.0f} seconds"


def _falls(outcomes: Iterable[Outcome], hide: Callable[[str], str]) -> Iterator[str]:
    for outcome in outcomes:
        if outcome.fall is not None:
            yield f"FALLEN  {outcome.case.family}: {outcome.case.name}"
            for title in ("sent", "came", "right"):
                yield f"        {title + ':':<7}{_shortened(hide(getattr(outcome.fall, title)))}"
            yield ""


def _shortened(text: str) -> str:
    """On one line."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} ... ({len(text)} characters)"


def _remarks(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Cases of a family with the same to say share a line."""
    said: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.remark:
            said[outcome.verdict, outcome.case.family, outcome.remark].append(outcome.case.name)
    for (verdict, family, remark), names in said.items():
        yield f"{verdict:<8}{family}: {names[0] if len(names) == 1 else f'{len(names)} cases'}: {remark}"
    if said:
        yield ""


def _table(outcomes: list[Outcome]) -> Iterator[str]:
    yield f"{'family':<{_FIRST_COLUMN}}{'tried':>8}" + "".join(f"{verdict:>9}" for verdict in _VERDICTS)
    for family in dict.fromkeys(outcome.case.family for outcome in outcomes):
        yield _row(family, [outcome for outcome in outcomes if outcome.case.family == family])
    yield _row("in all", outcomes)


def _row(name: str, outcomes: list[Outcome]) -> str:
    counted = Counter(outcome.verdict for outcome in outcomes)
    tried = len(outcomes) - counted[SKIPPED]
    return f"{name:<{_FIRST_COLUMN}}{tried:>8}" + "".join(f"{counted[verdict]:>9}" for verdict in _VERDICTS)
