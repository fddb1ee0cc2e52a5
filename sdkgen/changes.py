"""Changes between two documents, and what each means to users of a client."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """What a change means to users of a client."""

    NONE = "none"
    ADDITIVE = "additive"
    BREAKING = "breaking"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A language as the comparison sees it: does a field that may be absent have another type?"""

    name: str
    presence_in_types: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One change, and what it means in each language."""

    where: str
    what: str
    levels: tuple[tuple[str, Level], ...]


class Changelog:
    """Collects changes, each once."""

    def __init__(self, speakers: list[Speaker]) -> None:
        self._speakers = speakers
        self._changes: dict[Change, None] = {}

    def add(self, where: str, what: str, level: Level) -> None:
        """Add a change that means the same in all languages."""
        levels = tuple((speaker.name, level) for speaker in self._speakers)
        self._changes[Change(where, what, levels)] = None

    def add_widening(self, where: str, what: str) -> None:
        """Add a change that widens what is possible, which breaks only languages where it changes a type."""
        worse = {True: Level.BREAKING, False: Level.ADDITIVE}
        levels = tuple((speaker.name, worse[speaker.presence_in_types]) for speaker in self._speakers)
        self._changes[Change(where, what, levels)] = None

    def add_for(self, language: str, where: str, what: str) -> None:
        """Add a breaking change in one language."""
        self._changes[Change(where, what, ((language, Level.BREAKING),))] = None

    @property
    def languages(self) -> list[str]:
        """The languages that are compared."""
        return [speaker.name for speaker in self._speakers]

    @property
    def is_breaking(self) -> bool:
        """Whether anything breaks in any language."""
        return any(self.verdict(name) is Level.BREAKING for name in self.languages)

    def as_json(self) -> dict[str, Any]:
        """Return the verdicts and the changes as plain data."""
        changes = [
            {
                "where": change.where,
                "what": change.what,
                "levels": {n: str(level) for n, level in change.levels},
            }
            for change in self._changes
        ]
        return {"verdicts": {name: str(self.verdict(name)) for name in self.languages}, "changes": changes}

    @property
    def changes(self) -> list[Change]:
        """All changes in the order they were found."""
        return list(self._changes)

    def verdict(self, language: str) -> Level:
        """Return the worst level for a language."""
        found = {level for change in self._changes for name, level in change.levels if name == language}
        order = (Level.BREAKING, Level.ADDITIVE)
        return next((level for level in order if level in found), Level.NONE)
