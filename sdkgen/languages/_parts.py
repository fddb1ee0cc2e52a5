"""Dividing what would be too long for one file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from sdkgen.ir import Docs

_LIMIT = 4500  # estimated lines; what is written stays below 5,000
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Part(Generic[_Item]):
    """One of several files: the module that it is, and what is in it."""

    module: str
    items: tuple[_Item, ...]


def parts(items: Iterable[_Item], lines: Callable[[_Item], int]) -> tuple[Part[_Item], ...]:
    """Divide things into files in their order; there are none where one file is enough."""
    found: list[list[_Item]] = [[]]
    length = 0
    for item in items:
        length += lines(item)
        if length > _LIMIT and found[-1]:
            found.append([])
            length = lines(item)
        found[-1].append(item)
    named = enumerate(found, start=1) if len(found) > 1 else ()
    return tuple(Part(f"part_{number}", tuple(each)) for number, each in named)


def docs_lines(docs: Docs) -> int:
    """Estimate how many lines a comment takes."""
    return docs.summary.count("\n") + docs.description.count("\n") + 2
