"""What all parts of the representation are made of: words for people, JSON values, and rules."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Docs:
    """Words for people, exactly as the document has them (CommonMark)."""

    summary: str = ""
    description: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A JSON value from the document, such as a default; tells `null` from nothing."""

    json: Any


@dataclass(frozen=True, slots=True)
class Constraints:
    """Rules beyond the type. A bound of `None` is no bound."""

    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: int | float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False
    min_properties: int | None = None
    max_properties: int | None = None


NO_DOCS = Docs()
NO_CONSTRAINTS = Constraints()
