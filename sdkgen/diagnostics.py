"""Diagnostics: what is wrong, where, what follows from it, and what to do about it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Protocol

from sdkgen.catalog import CATALOG


class Severity(StrEnum):
    """Errors stop a run, warnings affect the output, notes explain it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A position in a file; line and column count from one, and are zero if unknown."""

    file: str
    line: int = 0
    column: int = 0
    pointer: str = ""


class Located(Protocol):
    """Anything that knows its position, such as a node of a document."""

    def place(self) -> Location:
        """Return the position."""
        ...


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Part of a document that clients do not have: an operation, path, schema or webhook."""

    kind: str
    name: str

    def __str__(self) -> str:
        return self.name if self.kind == "operation" else f"the {self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One diagnostic. If the run goes on without what an error costs, `left_out` has that."""

    code: str
    severity: Severity
    message: str
    effect: str
    way_out: str
    place: Location | None = None
    left_out: tuple[LeftOut, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the diagnostic as plain data."""
        return asdict(self)


class Diagnostics:
    """Collects diagnostics in order, each once."""

    def __init__(self, *, strict: bool = False) -> None:
        self.strict = strict
        self._found: dict[Diagnostic, None] = {}

    def report(self, code: str, at: Located | Location | None, message: str, *, effect: str = "") -> None:
        """Add a diagnostic; severity, effect and way out come from the catalogue."""
        entry = CATALOG[code]
        severity = Severity(entry.strict_severity if self.strict else entry.severity)
        place = at if at is None or isinstance(at, Location) else at.place()
        self._found[Diagnostic(code, severity, message, effect or entry.effect, entry.way_out, place)] = None

    def extend(self, found: Iterable[Diagnostic]) -> None:
        """Add diagnostics that were collected elsewhere."""
        self._found.update(dict.fromkeys(found))

    def restart(self, found: Iterable[Diagnostic]) -> None:
        """Put others in place of all diagnostics so far."""
        self._found = dict.fromkeys(found)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @property
    def failed(self) -> bool:
        """Whether there is an error, so that nothing may be written."""
        return any(found.severity is Severity.ERROR for found in self._found)

    def counts(self) -> dict[str, int]:
        """Return how often each code occurs."""
        return dict(sorted(Counter(found.code for found in self._found).items()))


class StoppedError(Exception):
    """Ends a run early; the diagnostics say why."""
