"""From trials to a table, goals, and a note."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.generators import tools
from bench.generators.compile import PATIENCE
from bench.generators.contenders import OURS, UNFORMATTED, Contender
from bench.generators.trial import Trial
from bench.generators.wire import Score
from bench.sections import Goal, Row, Section

_HEAD = (
    "document",
    "language",
    "generator",
    "seconds",
    "CPU s",
    "MB",
    "ours / its",
    "operations",
    "files",
    "lines",
    "same bytes",
    "compiles, or why not",
)
_CELL = 70
_NOTE = Path(__file__).with_name("note.md")


@dataclass(frozen=True, slots=True)
class Measured:
    """All that a run found out."""

    trials: Sequence[Trial]
    scores: Mapping[Contender, Score]
    missing: Sequence[str]
    rounds: int


def section(measured: Measured) -> Section:
    """Return what came of all trials."""
    trials = measured.trials
    return Section(
        title="Generators of clients",
        head=_HEAD,
        rows=[_row(trial, trials) for trial in trials],
        goals=[_operations(trials), _compiles(trials)],
        note=_note(measured),
        figures={
            "versions": versions(),
            "trials": [_figures(trial) for trial in trials],
            "wire rules": [_rules(each, score) for each, score in measured.scores.items()],
        },
    )


def _row(trial: Trial, trials: Sequence[Trial]) -> Row:
    start = (trial.document.path.name, trial.contender.label, trial.contender.name)
    counted = f"{trial.operations} of {trial.document.operations.total()}"
    if not trial.is_measured:
        return (*start, "", "", "", "", counted, "", "", "", _short(f"refused: {trial.refusal}"))
    cost, written = trial.typical, trial.written[-1]
    ours = _beside(trial, trials, OURS) if trial.contender.is_peer else None
    return (
        *start,
        f"{cost.seconds:.2f}",
        f"{cost.cpu:.2f}",
        f"{cost.megabytes:.0f}",
        f"{_ratio(ours, trial):.2f}x" if ours else "",
        counted,
        f"{written.files:,}",
        f"{written.lines:,}",
        "yes" if trial.is_repeatable else "no",
        _short(trial.compiles),
    )


def _short(text: str) -> str:
    """Return what fits into a cell of a table."""
    line = text.replace("|", "/")
    return line if len(line) <= _CELL else f"{line[:_CELL]}..."


def _beside(trial: Trial, trials: Sequence[Trial], name: str) -> Trial | None:
    """Return the trial of another generator at the same document in the same language."""
    found = (each for each in trials if each.where == trial.where and each.contender.name == name)
    return next((each for each in found if each.is_measured), None)


def _ratio(ours: Trial, theirs: Trial) -> float:
    return ours.typical.seconds / theirs.typical.seconds


def _operations(trials: Sequence[Trial]) -> Goal:
    ours = [trial for trial in trials if trial.contender.name == OURS]
    kept = sum(trial.operations for trial in ours)
    wanted = sum(trial.document.operations.total() for trial in ours)
    what = "sdkgen loses no operation, in any language"
    return Goal(what, f"{wanted:,}", f"{kept:,}", met=kept == wanted > 0)


def _compiles(trials: Sequence[Trial]) -> Goal:
    ours = [trial for trial in trials if trial.contender.name == OURS]
    good = sum(trial.compiles.startswith("yes") for trial in ours)
    return Goal("clients of sdkgen compile", f"{len(ours)}", f"{good}", met=good == len(ours) > 0)


def versions() -> dict[str, str]:
    """Return what was measured with."""
    return {
        "hey-api": tools.HEY_API,
        "mypy": tools.MYPY,
        "oapi-codegen": tools.OAPI_CODEGEN,
        "ogen": tools.OGEN,
        "openapi-generator": tools.OPENAPI_GENERATOR,
        "openapi-python-client": tools.OPENAPI_PYTHON_CLIENT,
        "progenitor": tools.PROGENITOR,
        "typescript": tools.TYPESCRIPT,
    }


def _note(measured: Measured) -> str:
    named = {name.replace("-", "_"): version for name, version in versions().items()}
    note = _NOTE.read_text().format(
        rounds=measured.rounds, formatters=_formatters(measured.trials), patience=PATIENCE, **named
    )
    rules = "".join(f"- {line}\n" for line in _rule_lines(measured.scores))
    return note + rules + "".join(f"- {line}\n" for line in measured.missing)


def _rule_lines(scores: Mapping[Contender, Score]) -> Iterator[str]:
    for contender, score in scores.items():
        counts = score.refusal or ", ".join(f"{count} {verdict}" for verdict, count in score.counts.items())
        yield f"{contender.name} ({contender.label}): {counts}."


def _rules(contender: Contender, score: Score) -> dict[str, Any]:
    named = {"language": contender.language, "generator": contender.name}
    return {**named, "refusal": score.refusal, "verdicts": dict(score.verdicts)}


def _formatters(trials: Sequence[Trial]) -> str:
    """Say what part of our time goes to formatters, with our own document."""
    parts = [
        f"{1 - _ratio(plain, trial):.0%} in {trial.contender.label}"
        for trial in trials
        if trial.contender.name == OURS and trial.document.is_ours and trial.is_measured
        if (plain := _beside(trial, trials, UNFORMATTED))
    ]
    return f"Formatters' part of sdkgen's run on our document: {', '.join(parts)}." if parts else ""


def _figures(trial: Trial) -> dict[str, Any]:
    return {
        "document": trial.document.path.name,
        "language": trial.contender.language,
        "generator": trial.contender.name,
        "operations": trial.document.operations.total(),
        "refusal": trial.refusal,
        "compiles": trial.compiles,
        "runs": [asdict(cost) for cost in trial.costs],
        "written": [asdict(written) for written in trial.written],
    }
