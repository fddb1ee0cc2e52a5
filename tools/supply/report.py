"""What a check looked at and found, and the table of all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Result:
    """One row: each finding, and each reason why something was not checked, is a plain line."""

    check: str
    looked_at: str
    found: Sequence[str] = field(default_factory=tuple)
    not_checked: Sequence[str] = field(default_factory=tuple)


def show(results: Sequence[Result]) -> str:
    """Findings and reasons first, the table at the end, where a reader looks."""
    lines = [
        line
        for result in results
        for line in (
            *(f"{result.check}: found: {text}" for text in result.found),
            *(f"{result.check}: not checked: {text}" for text in result.not_checked),
        )
    ]
    rows = [
        ("check", "looked at", "found", "not checked"),
        *((each.check, each.looked_at, str(len(each.found)), str(len(each.not_checked))) for each in results),
    ]
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    table = [f"{a:<{first}}  {b:<{second}}  {c:>5}  {d:>11}" for a, b, c, d in rows]
    return "\n".join([*lines, "", *table] if lines else table)


def exit_code(results: Sequence[Result], *, strict: bool) -> int:
    """1 if something was found; what was not checked counts only where that was asked for."""
    return int(any(each.found or (strict and each.not_checked) for each in results))
