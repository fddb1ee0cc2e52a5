"""What the command line shows: rich on a terminal, plain lines anywhere else."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

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


@contextmanager
def counting(what: str) -> Iterator[Callable[[str], None]]:
    """As `progress`, for what can say how far it is: on a terminal at once, elsewhere every two seconds."""
    console = Console(stderr=True)
    if console.is_terminal:
        with console.status(f"{what} ...") as status:
            yield lambda so_far: status.update(f"{what} ... {so_far}")
        return
    console.out(f"{what} ...", highlight=False)
    said_at = clock.monotonic()

    def say(so_far: str) -> None:
        nonlocal said_at
        if clock.monotonic() - said_at >= _QUIET_SECONDS:
            said_at = clock.monotonic()
            console.out(f"{what} ... {so_far}", highlight=False)

    yield say


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
