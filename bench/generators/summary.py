"""One line for each generator: what it does with all documents, with the largest, and with ours."""

from collections.abc import Mapping, Sequence

from bench.generators.contenders import UNFORMATTED, Contender
from bench.generators.trial import Trial
from bench.generators.wire import Score
from bench.sections import Row, markdown

_HEAD = (
    *("language", "generator", "compiles", "operations"),
    *("lines of the largest", "CPU seconds", "lines of ours", "CPU seconds", "wire rules"),
)
_FEW = 10  # seconds from which on fractions do not matter


def summary(trials: Sequence[Trial], scores: Mapping[Contender, Score]) -> str:
    """Return the table as Markdown."""
    contenders = dict.fromkeys(trial.contender for trial in trials if trial.contender.name != UNFORMATTED)
    largest = max(
        (trial.document for trial in trials), key=lambda each: each.operations.total(), default=None
    )
    rows = []
    for each in contenders:
        own = [trial for trial in trials if trial.contender == each]
        big = next(trial for trial in own if trial.document is largest)
        ours = next(trial for trial in own if trial.document.is_ours)
        rows.append(_row(each, own, (big, ours), scores.get(each)))
    return markdown(_HEAD, rows)


def compiled(trials: Sequence[Trial]) -> str:
    """Say how many clients compile; of Python's also in how many the types are right."""
    good = [trial.compiles for trial in trials if trial.compiles.startswith("yes")]
    typed = sum("finds nothing" in verdict for verdict in good)
    is_python = any(trial.contender.language == "python" for trial in trials)
    return f"{len(good)} of {len(trials)}" + (f", typed {typed}" if is_python else "")


def rules_right(score: Score | None) -> str:
    """Say how many rules are right, and with spellings that mean the same, how many."""
    if score is None:
        return "not tried"
    if score.refusal:
        return "none: no client"
    right, alike = score.counts["right"], score.counts["alike"]
    return f"{right} of {len(score.verdicts)}" + (f" ({right + alike})" if alike else "")


def _row(contender: Contender, own: Sequence[Trial], shown: tuple[Trial, Trial], score: Score | None) -> Row:
    kept = sum(trial.operations for trial in own)
    wanted = sum(trial.document.operations.total() for trial in own)
    sizes = (cell for trial in shown for cell in _size(trial))
    start = (contender.label, contender.name, compiled(own), f"{kept:,} of {wanted:,}")
    return (*start, *sizes, rules_right(score))


def _size(trial: Trial) -> tuple[str, str]:
    if not trial.is_measured:
        return "refused", ""
    seconds = trial.typical.cpu  # which, unlike time, does not depend much on what else is running
    return f"{trial.written[-1].lines:,}", f"{seconds:.1f}" if seconds < _FEW else f"{seconds:.0f}"
