"""What the command line shows: rich on a terminal, plain lines anywhere else."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Self

import click
from rich.box import ROUNDED, SIMPLE
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from gatehouse.core import clock

_QUIET_SECONDS = 2


class NoPassword(Exception):
    """There is no password to work with; the message says how to give one."""


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Say that something is under way which may take a while."""
    console = Console(stderr=True)
    if console.is_terminal:
        with console.status(f"{what} ..."):
            yield
    else:
        console.out(f"{what} ...", highlight=False)
        yield


class Counter:
    """Says how far something has come: on a terminal at once, elsewhere in a line every two seconds."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._console = Console(stderr=True)
        self._status = self._console.status(f"{what} ...") if self._console.is_terminal else None
        self._said_at = clock.monotonic()

    def __enter__(self) -> Self:
        if self._status:
            self._status.start()
        else:
            self._console.out(f"{self._what} ...", highlight=False)
        return self

    def __exit__(self, *_: object) -> None:
        if self._status:
            self._status.stop()

    def so_far(self, amount: str) -> None:
        """Shown unless something was just shown."""
        if self._status or clock.monotonic() - self._said_at >= _QUIET_SECONDS:
            self.now(amount)

    def now(self, amount: str) -> None:
        """Shown in any case, for what is followed by nothing for a while."""
        self._said_at = clock.monotonic()
        if self._status:
            self._status.update(f"{self._what} ... {amount}")
        else:
            self._console.out(f"{self._what} ... {amount}", highlight=False)


def banner(title: str, rows: Sequence[tuple[str, str]]) -> None:
    """A titled list of names and values."""
    console = Console()
    if not console.is_terminal:
        console.out("\n".join([title, *_aligned(rows)]), highlight=False)
        return
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim")
    grid.add_column(overflow="fold")
    for name, value in rows:
        grid.add_row(name, Text(value))
    console.print(Panel.fit(grid, title=title, title_align="left", box=ROUNDED, padding=(1, 2)))


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows under their headings."""
    console = Console()
    if not console.is_terminal:
        console.out("\n".join(_aligned([columns, *rows])), highlight=False)
        return
    grid = Table(*columns, box=SIMPLE, header_style="bold")
    for row in rows:
        grid.add_row(*map(Text, row))
    console.print(grid)


def read_password(*, from_stdin: bool) -> str:
    """The first line of standard input, or what someone types twice."""
    if from_stdin:
        try:
            return sys.stdin.buffer.readline().decode().rstrip("\r\n")
        except UnicodeDecodeError:
            raise NoPassword("the password on standard input is not UTF-8") from None
    if not sys.stdin.isatty():
        raise NoPassword("there is no terminal to ask for the password; pipe it in with --password-stdin")
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
