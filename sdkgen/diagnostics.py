"""What sdkgen has to say about a document: coded, placed, with an effect and a way out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Protocol

from sdkgen.catalog import CATALOG


class Severity(StrEnum):
    """How bad it is: errors stop a run, warnings change the output, notes explain it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in which file; line and column count from one, and are zero where a file has none to offer."""

    file: str
    line: int = 0
    column: int = 0
    pointer: str = ""


class Placed(Protocol):
    """Something that knows where it is, such as a node of a document."""

    def place(self) -> Place:
        """Say where this is."""
        ...


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding."""

    code: str
    severity: Severity
    message: str
    effect: str
    way_out: str
    place: Place | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the finding as plain data."""
        return asdict(self)


class Diagnostics:
    """Collects findings in the order they are made, each once."""

    def __init__(self, *, strict: bool = False) -> None:
        self._strict = strict
        self._found: dict[Diagnostic, None] = {}

    def report(self, code: str, at: Placed | Place | None, message: str, *, effect: str = "") -> None:
        """Add a finding; severity, effect and way out come from the catalogue."""
        entry = CATALOG[code]
        severity = Severity(entry.strict_severity if self._strict else entry.severity)
        place = at if at is None or isinstance(at, Place) else at.place()
        self._found[Diagnostic(code, severity, message, effect or entry.effect, entry.way_out, place)] = None

    def extend(self, found: Iterable[Diagnostic]) -> None:
        """Add findings that somebody else collected."""
        self._found.update(dict.fromkeys(found))

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
    """Ends a run early; what went wrong is among the diagnostics."""
