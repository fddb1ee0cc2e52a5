"""What changed, for pull requests on GitHub: annotations of the new document, and a summary in Markdown."""

from collections.abc import Iterator
from pathlib import Path

from sdkgen.changes import Change, Changelog, Level

_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def annotations(log: Changelog, new: Path) -> Iterator[str]:
    """Write each breaking change as an error at its place; GitHub shows the first ten of a step."""
    for change in log.changes:
        if change.worst is Level.BREAKING:
            yield _annotation(change, log, new)


def _annotation(change: Change, log: Changelog, new: Path) -> str:
    place = change.place
    at = {"file": place.file if place else str(new), "title": "Breaking change"}
    at |= {"line": str(place.line), "col": str(place.column)} if place and place.line else {}
    properties = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in at.items())
    message = f"{change.where} {change.what}{log.limits(change)}"
    return f"::error {properties}::{message.translate(_MESSAGE)}"


def summary(log: Changelog) -> str:
    """Return the verdicts and all changes in Markdown, in which nothing from the document has a meaning."""
    names = log.languages
    lines = [
        f"## Clients: {log.worst}",
        "",
        f"| {' | '.join(names)} |",
        f"|{'---|' * len(names)}",
        f"| {' | '.join(log.verdict(name) for name in names)} |",
    ]
    return "\n".join([*lines, *_section(log, Level.BREAKING), *_section(log, Level.ADDITIVE)]) + "\n"


def _section(log: Changelog, level: Level) -> list[str]:
    changes = [change for change in log.changes if change.worst is level]
    if not changes:
        return []
    title = f"{len(changes)} {level} change{'s' if len(changes) > 1 else ''}"
    lines = [f"- {_code(f'{change.where} {change.what}')}{log.limits(change)}" for change in changes]
    opened = " open" if level is Level.BREAKING else ""
    return ["", f"<details{opened}><summary>{title}</summary>", "", *lines, "", "</details>"]


def _code(text: str) -> str:
    return f"`{' '.join(text.replace('`', chr(39)).split())}`"
