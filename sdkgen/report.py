"""Shows diagnostics to people, in colour on a terminal, and to programs as JSON."""

import json
from collections import Counter, defaultdict

from sdkgen.catalog import CATALOG
from sdkgen.diagnostics import Diagnostic, Diagnostics, Severity
from sdkgen.terminal import BOLD, DIM, Style, Terminal

_STYLES = {
    Severity.ERROR: Style("red", bold=True),
    Severity.WARNING: Style("yellow"),
    Severity.NOTE: Style("cyan"),
}
_SHOWN = 3
_NAMED = 8


def as_json(diagnostics: Diagnostics) -> str:
    """Return all diagnostics as a JSON list."""
    return json.dumps([found.as_json() for found in diagnostics], indent=2, ensure_ascii=False)


def show(diagnostics: Diagnostics, terminal: Terminal, *, every: bool = False) -> None:
    """Print the diagnostics, the worst last; unless `every`, only a few of each kind."""
    kinds: dict[tuple[Severity, str], list[Diagnostic]] = defaultdict(list)
    for found in diagnostics:
        kinds[found.severity, found.code].append(found)
    order = [Severity.NOTE, Severity.WARNING, Severity.ERROR]
    for severity, code in sorted(kinds, key=lambda kind: (order.index(kind[0]), kind[1])):
        several = kinds[severity, code]
        limit = len(several) if every or severity is Severity.ERROR else _SHOWN
        shown = [found for index, found in enumerate(several) if index < limit or found.left_out]
        for found in shown:
            _show(found, terminal, every=every)
        if len(several) > len(shown):
            rest = f"{len(several) - len(shown)} more ({CATALOG[code].title}); --all shows them"
            terminal.print(DIM(f"{severity} {code}: {rest}"))
    _summary(diagnostics, terminal)
    _loss(diagnostics, terminal)


def _show(found: Diagnostic, terminal: Terminal, *, every: bool) -> None:
    style = _STYLES[found.severity]
    terminal.print(style(f"{found.severity} {found.code}"), f": {found.message}")
    if found.place:
        terminal.print(DIM(f"  at {where(found)}"))
    if found.severity is not Severity.NOTE:
        terminal.print(f"  {_effect(found, every=every)} {found.way_out}")


def _effect(found: Diagnostic, *, every: bool) -> str:
    """Return what follows from a diagnostic; unless `every`, with only the first of what is left out."""
    names = [str(each) for each in found.left_out]
    limit = len(names) if every else _NAMED
    rest = f" and {len(names) - limit} more (--all lists them)" if len(names) > limit else ""
    return f"Left out: {', '.join(names[:limit])}{rest}." if names else found.effect


def _loss(diagnostics: Diagnostics, terminal: Terminal) -> None:
    """End with how much of the document is left out, if anything is."""
    kinds = Counter(each.kind for each in {each for found in diagnostics for each in found.left_out})
    counts = [f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in sorted(kinds.items())]
    if counts:
        text = f"left out of the clients: {', '.join(counts)}; with --strict, the run stops instead"
        terminal.print(Style("yellow", bold=True)(text))


def where(found: Diagnostic) -> str:
    """Return the position of a diagnostic: file, line, column and pointer, as far as known."""
    place = found.place
    if place is None:
        return ""
    line = f":{place.line}:{place.column}" if place.line else ""
    return f"{place.file}{line}" + (f" {place.pointer}" if place.pointer else "")


def _summary(diagnostics: Diagnostics, terminal: Terminal) -> None:
    counts = {severity: sum(found.severity is severity for found in diagnostics) for severity in Severity}
    parts = [f"{count} {severity}{'s' if count > 1 else ''}" for severity, count in counts.items() if count]
    if parts:
        terminal.print(BOLD(", ".join(parts)))
