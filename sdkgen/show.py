"""What runs print when they succeed."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sdkgen.lowered import Lowered
from sdkgen.output import Changes
from sdkgen.terminal import Terminal

Ledger = Mapping[str, tuple[Lowered, ...]]


def show_run(out: Path, changes: Changes, seconds: float, terminal: Terminal) -> None:
    """Print what a run did."""
    written = len(changes.changed) + len(changes.missing)
    what = f"{written} written, {len(changes.stale)} deleted" if changes else "nothing to do"
    terminal.print(f"{out}: {what}, in {seconds:.2f} s")


def show_ledger(ledger: Ledger, terminal: Terminal) -> None:
    """Print how often each language could not express a construct."""
    codes = dict.fromkeys((lowered.code, lowered.construct) for entry in ledger.values() for lowered in entry)
    if not codes:
        return
    for row in _aligned(
        ("not expressible", *ledger),
        *((f"{code} {construct}", *map(str, _counts(ledger, code, construct))) for code, construct in codes),
    ):
        terminal.print(row)


def _counts(ledger: Ledger, code: str, construct: str) -> Iterator[int]:
    for entry in ledger.values():
        yield sum(each.count for each in entry if (each.code, each.construct) == (code, construct))


def _aligned(*rows: tuple[str, ...]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def show_changes(out: Path, changes: Changes, seconds: float, terminal: Terminal) -> None:
    """Print how an output directory differs from what would be generated."""
    if not out.exists():
        terminal.print(f"{out} does not exist yet; run sdkgen generate")
        return
    for what, names in (("changed", changes.changed), ("missing", changes.missing), ("stale", changes.stale)):
        for name in names:
            terminal.print(f"{what}: {name}")
    verdict = "out of date; run sdkgen generate" if changes else "up to date"
    terminal.print(f"{out}: {verdict} ({seconds:.2f} s)")
