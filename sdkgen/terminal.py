"""Lines for people: in colour on a terminal, plain anywhere else."""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import click

_STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CLEAR = "\r\x1b[2K"


@dataclass(frozen=True, slots=True)
class Style:
    """How words look on a terminal."""

    colour: str | None = None
    bold: bool | None = None
    dim: bool | None = None

    def __call__(self, text: str) -> "Styled":
        return Styled(text, self)


BOLD, DIM = Style(bold=True), Style(dim=True)


class Styled(NamedTuple):
    """Words, and how they look."""

    text: str
    style: Style


class Terminal:
    """Standard output, or standard error."""

    def __init__(self, *, err: bool = False) -> None:
        self._err = err

    def print(self, *parts: str | Styled) -> None:
        """Print a line, or several."""
        color = False if os.environ.get("NO_COLOR") else None  # not on a terminal: click takes it out
        click.echo("".join(map(_look, parts)), err=self._err, color=color)

    @contextmanager
    def progress(self) -> Iterator[Callable[[str], None]]:
        """Show on a terminal what is being done, and nothing elsewhere."""
        stream = sys.stderr if self._err else sys.stdout
        if not stream.isatty():
            yield lambda _: None
            return

        def show(text: str) -> None:
            stream.write(_CLEAR + _shown(text)[: shutil.get_terminal_size().columns - 1])
            stream.flush()

        try:
            yield show
        finally:
            show("")


def _look(part: str | Styled) -> str:
    if isinstance(part, str):
        return _shown(part)
    text, style = part
    return click.style(_shown(text), fg=style.colour, bold=style.bold, dim=style.dim)


def _shown(text: str) -> str:
    """Write out what would steer the terminal: a document may be anybody's."""
    return _STEERS.sub(lambda found: ascii(found[0])[1:-1], text)
