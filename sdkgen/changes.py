"""Changes between two documents, and what each means to users of a client."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from sdkgen.diagnostics import Located, Location


class Level(StrEnum):
    """What a change means to users of a client."""

    NONE = "none"
    ADDITIVE = "additive"
    BREAKING = "breaking"


def _worst(*levels: Level) -> Level:
    return max(levels, key=list(Level).index, default=Level.NONE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A language as the comparison sees it: does a field that may be absent have another type?"""

    name: str
    presence_in_types: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One change, and what it means in each language; `place` is where the new document has it."""

    where: str
    what: str
    levels: tuple[tuple[str, Level], ...]
    place: Location | None = field(default=None, compare=False)

    @property
    def worst(self) -> Level:
        """The worst that it means anywhere."""
        return _worst(*(level for _, level in self.levels))

    def with_levels(self, others: tuple[tuple[str, Level], ...]) -> "Change":
        """Return the same change in requests and answers, which each language feels at its worst."""
        found = dict(self.levels)
        found |= {name: _worst(level, found.get(name, level)) for name, level in others}
        return replace(self, levels=tuple(found.items()))

    def as_json(self) -> dict[str, Any]:
        """Return the change as plain data."""
        levels = {name: str(level) for name, level in self.levels}
        place = asdict(self.place) if self.place else None
        return {"where": self.where, "what": self.what, "levels": levels, "place": place}


class Changelog:
    """Collects changes, each once."""

    def __init__(self, speakers: list[Speaker]) -> None:
        self._speakers = speakers
        self._changes: dict[tuple[str, str], Change] = {}
        self._place: Location | None = None

    @contextmanager
    def about(self, place: Located | None) -> Iterator[None]:
        """Say of which operation or type of the new document the changes are that are added here."""
        before, self._place = self._place, place.place() if place else None
        yield
        self._place = before

    def _add(self, where: str, what: str, levels: tuple[tuple[str, Level], ...]) -> None:
        change = Change(where, what, levels, self._place)
        known = self._changes.get((where, what))
        self._changes[where, what] = known.with_levels(levels) if known else change

    def add(self, where: str, what: str, level: Level) -> None:
        """Add a change that means the same in all languages."""
        self._add(where, what, tuple((speaker.name, level) for speaker in self._speakers))

    def add_widening(self, where: str, what: str) -> None:
        """Add a change that widens what is possible, which breaks only languages where it changes a type."""
        worse = {True: Level.BREAKING, False: Level.ADDITIVE}
        levels = tuple((speaker.name, worse[speaker.presence_in_types]) for speaker in self._speakers)
        self._add(where, what, levels)

    def add_for(self, language: str, where: str, what: str) -> None:
        """Add a breaking change in one language."""
        self._add(where, what, ((language, Level.BREAKING),))

    @property
    def languages(self) -> list[str]:
        """The languages that are compared."""
        return [speaker.name for speaker in self._speakers]

    @property
    def is_breaking(self) -> bool:
        """Whether anything breaks in any language."""
        return self.worst is Level.BREAKING

    @property
    def worst(self) -> Level:
        """The worst verdict of all languages."""
        return _worst(*map(self.verdict, self.languages))

    def limits(self, change: Change) -> str:
        """Say in which languages a change means the worst that it does, unless in all."""
        worst = [name for name, level in change.levels if level is change.worst]
        return "" if worst == self.languages else f" (in {', '.join(worst)})"

    def as_json(self) -> dict[str, Any]:
        """Return the verdicts and the changes as plain data."""
        changes = [change.as_json() for change in self.changes]
        return {"verdicts": {name: str(self.verdict(name)) for name in self.languages}, "changes": changes}

    @property
    def changes(self) -> list[Change]:
        """All changes in the order they were found."""
        return list(self._changes.values())

    def verdict(self, language: str) -> Level:
        """Return the worst level for a language."""
        levels = (level for change in self.changes for name, level in change.levels if name == language)
        return _worst(*levels)
