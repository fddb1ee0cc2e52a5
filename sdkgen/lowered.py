"""What a language, or the representation itself, could not keep."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lowered:
    """A construct that could not be kept, how often, and what became of it."""

    code: str
    construct: str
    count: int
