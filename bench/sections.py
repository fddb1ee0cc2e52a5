"""What every part of the bench hands over: a table for people, goals, and figures to compare later."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """Something aimed at, and what was reached."""

    what: str
    target: str
    reached: str
    met: bool

    def row(self) -> Row:
        return self.what, self.target, self.reached, "met" if self.met else "missed"


@dataclass(frozen=True, slots=True)
class Section:
    """The results of one part."""

    title: str
    head: Row
    rows: Sequence[Row]
    goals: Sequence[Goal]
    note: str  # how it was measured, in Markdown
    figures: Any  # what the table was made of, as JSON


def markdown(head: Row, rows: Sequence[Row]) -> str:
    """A Markdown table that is also readable in a terminal."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    ruler = tuple("-" * width for width in widths)
    lines = (
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in (head, ruler, *rows)
    )
    return "\n".join(f"| {line} |" for line in lines)


def say(line: str) -> None:
    """What is going on, to whoever watches."""
    print(f"bench: {line}", file=sys.stderr, flush=True)
