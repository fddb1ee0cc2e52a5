"""Which types there are, what they are called, and which still wait to be made."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sdkgen.ir import NamedType, TypeId
from sdkgen.names import words
from sdkgen.normalise.positions import (
    COMPONENT_RANK,
    STATED_RANK,
    PositionName,
    position_name,
    stable_pointer,
)
from sdkgen.normalise.schema import COMPONENTS, Schema, Source
from sdkgen.spec import Node

BASE_SUFFIX = "/x-base"  # the id of a base with a discriminator, as against the union of what extends it


@dataclass(frozen=True, slots=True)
class Discriminator:
    """What the document says about telling the arms of a union apart."""

    property: str
    mapping: tuple[tuple[str, TypeId], ...]


class Registry:
    """Declarations by place. They wait in a queue, so that a long chain of references needs no deep stack."""

    def __init__(self, entry_key: str) -> None:
        self.places: dict[TypeId, Node] = {}
        self.discriminators: dict[TypeId, Discriminator] = {}
        self._entry = entry_key
        self._ids: dict[tuple[str, str], TypeId] = {}
        self._names: dict[tuple[str, str], PositionName] = {}
        self._waiting: deque[tuple[TypeId, Source]] = deque()

    def register(self, source: Source) -> TypeId:
        """Return the id of the type at a place; the first to ask puts it into the queue."""
        key = source.place.key
        if key not in self._ids:
            id_ = self._ids[key] = self._id(source.place)
            self.places[id_] = source.place
            self._waiting.append((id_, source))
        return self._ids[key]

    def _id(self, place: Node) -> TypeId:
        pointer = stable_pointer(place)
        if place.document.key != self._entry:
            return f"{place.document.key}#{pointer}"
        return pointer.removeprefix(COMPONENTS)

    def build(self, make: Callable[[TypeId, Source], NamedType]) -> dict[TypeId, NamedType]:
        """Make what waits, and what is asked for meanwhile; return all in the order they were asked for."""
        types: dict[TypeId, NamedType] = {}
        while self._waiting:
            id_, source = self._waiting.popleft()
            types[id_] = make(id_, source)
        return types

    def label(self, place: Node, owner: Node, name: str) -> None:
        """Name a place that exists only after merging: like its owner, and what is particular about it."""
        base = self._name(owner)
        self._names[place.key] = replace(
            base, words=base.words.plus(name), alternatives=(), rank=base.rank + 1
        )

    def _name(self, place: Node) -> PositionName:
        stated = place.value.get("x-sdkgen-name") if isinstance(place.value, dict) else None
        if isinstance(stated, str) and stated:
            return PositionName(words(stated), (), STATED_RANK)
        return self._names.get(place.key) or position_name(place)

    def heading(self, id_: TypeId, schema: Schema) -> dict[str, Any]:
        """Return what all declarations have in common, as arguments."""
        name = self._name(self.places[id_])
        return {
            "id": id_,
            "name": name.words,
            "alternatives": name.alternatives,
            "rank": name.rank,
            "spelling": self.places[id_].name if name.rank == COMPONENT_RANK else "",
            "docs": schema.docs,
            "deprecated": schema.deprecated,
            "example": schema.example,
            "origin": self.places[id_],
        }
