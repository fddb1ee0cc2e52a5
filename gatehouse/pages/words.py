"""The words of pages. They are written in English; a catalogue has them in another language."""

import re
import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

ENGLISH: Final = "en"
LANGUAGES: Final = {ENGLISH: "English", "de": "Deutsch"}
_FILES: Final = Path(__file__).with_name("files")
_MOMENTS: Final = {ENGLISH: "{0.day} {0:%B %Y, %H:%M} UTC", "de": "{0.day}.{0.month}.{0:%Y, %H:%M} UTC"}
_PLACE: Final = re.compile(r"\\\{(\w+)\\\}")


class Words:
    """One language."""

    def __init__(self, language: str, catalogue: Mapping[str, str]) -> None:
        self.language = language
        self._catalogue = catalogue
        self._patterns = [
            (re.compile(_PLACE.sub(r"(?P<\1>.+)", re.escape(english))), words)
            for english, words in catalogue.items()
            if "{" in english
        ]

    def say(self, english: str, **values: object) -> str:
        """A text of ours, with its places filled."""
        words = self._catalogue.get(english, english)
        return words.format(**values) if values else words

    def repeat(self, english: str) -> str:
        """A text that the service has already filled, such as the detail of a problem."""
        if english in self._catalogue:
            return self._catalogue[english]
        for pattern, words in self._patterns:
            if found := pattern.fullmatch(english):
                return words.format(**found.groupdict())
        return english

    def moment(self, when: str) -> str:
        """A time, out of JSON, as people write it."""
        return _MOMENTS[self.language].format(datetime.fromisoformat(when))


def catalogues() -> dict[str, Words]:
    """All languages."""
    return {name: Words(name, _catalogue(name)) for name in LANGUAGES}


def _catalogue(name: str) -> dict[str, str]:
    if name == ENGLISH:
        return {}
    return tomllib.loads((_FILES / f"{name}.toml").read_text("utf-8"))


def preferred(accepted: str) -> str:
    """The language of ours that `Accept-Language` likes best."""
    wanted = [_weighed(part) for part in accepted.split(",")]
    liked = [(-weight, at, name) for at, (name, weight) in enumerate(wanted) if weight > 0]
    return next((name for _, _, name in sorted(liked) if name in LANGUAGES), ENGLISH)


def _weighed(part: str) -> tuple[str, float]:
    name, _, parameter = part.partition(";")
    try:
        weight = float(parameter.strip().removeprefix("q=") or 1)
    except ValueError:
        weight = 0.0
    return name.strip().lower().partition("-")[0], weight


def for_templates(words: Words) -> dict[str, Any]:
    """What templates call."""
    return {"_": words.say, "repeat": words.repeat, "moment": words.moment, "language": words.language}
