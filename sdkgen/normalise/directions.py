"""Directions: who sends a type, and the second shape of types whose fields are for one direction only.

The plain name belongs to the shape for answers. Where all one-way fields of a type, and of everything in
it, are `writeOnly`, it belongs to the shape for requests instead. This depends on the schema alone, so
that an operation that begins to use a type renames nothing.
"""

from dataclasses import replace
from typing import Literal

from sdkgen.ir import NamedType, Object, Type, TypeId
from sdkgen.ir.walk import exchange, exchange_all, members, references
from sdkgen.normalise.positions import VARIANT_RANK

Direction = Literal["request", "answer"]


class Directions:
    """Finds one-way fields and makes the shapes for both directions."""

    def __init__(self, types: dict[TypeId, NamedType]) -> None:
        self._types = types
        self._one_way = _one_way(types)
        self.used: dict[Direction, dict[TypeId, None]] = {"answer": {}, "request": {}}

    def use(self, direction: Direction, type_: Type) -> Type:
        """Note that a type is sent or received, and return it in the shape for that."""
        self._reach(self.used[direction], direction, [ref.id for ref in references(type_)])
        return exchange(type_, lambda ref: replace(ref, id=self._shaped(ref.id, direction)))

    def _reach(self, found: dict[TypeId, None], direction: Direction, pending: list[TypeId]) -> None:
        """Add types, and everything in them that travels with them."""
        while pending:
            id_ = pending.pop()
            if id_ not in found:
                found[id_] = None
                pending += self._inside(id_, direction)

    def _inside(self, id_: TypeId, direction: Direction) -> list[TypeId]:
        named = _for_direction(self._types[id_], direction)
        return [ref.id for type_ in members(named) for ref in references(type_)]

    def _plain(self, id_: TypeId) -> Direction:
        return "request" if self._one_way[id_] == {"write"} else "answer"

    def _shaped(self, id_: TypeId, direction: Direction) -> TypeId:
        if not self._one_way[id_] or self._plain(id_) == direction:
            return id_
        return f"{id_}@{_SUFFIXES[direction]}"

    def finish(self) -> dict[TypeId, NamedType]:
        """Return all types in their plain shapes, and in the other where it is used."""
        needed: dict[Direction, dict[TypeId, None]] = {name: dict(used) for name, used in self.used.items()}
        for id_ in self._types:
            self._reach(needed[self._plain(id_)], self._plain(id_), [id_])
        shaped: dict[TypeId, NamedType] = {}
        for id_ in self._types:
            for direction in self._directions(id_, needed):
                named = self._shape(id_, direction)
                shaped[named.id] = named
        return shaped

    def _directions(self, id_: TypeId, needed: dict[Direction, dict[TypeId, None]]) -> list[Direction]:
        if not self._one_way[id_]:
            return [self._plain(id_)]
        return [direction for direction in needed if id_ in needed[direction]]

    def _shape(self, id_: TypeId, direction: Direction) -> NamedType:
        named = self._types[id_]
        if not self._one_way[id_]:
            usage = {direction: id_ in self.used[direction] for direction in self.used}
            return replace(named, in_requests=usage["request"], in_answers=usage["answer"])
        named = exchange_all(
            _for_direction(named, direction), lambda ref: replace(ref, id=self._shaped(ref.id, direction))
        )
        named = replace(
            named,
            in_requests=direction == "request" and id_ in self.used["request"],
            in_answers=direction == "answer" and id_ in self.used["answer"],
        )
        return named if self._plain(id_) == direction else self._variant(named, direction)

    def _variant(self, named: NamedType, direction: Direction) -> NamedType:
        suffix = _SUFFIXES[direction]
        return replace(
            named,
            id=self._shaped(named.id, direction),
            name=named.name.plus(suffix),
            alternatives=tuple(wanted.plus(suffix) for wanted in named.alternatives),
            rank=max(named.rank, VARIANT_RANK),
            spelling="",
        )


_SUFFIXES: dict[Direction, str] = {"request": "write", "answer": "read"}


def plain_id(id_: TypeId) -> TypeId:
    """Return the id of a schema's type, whichever of its shapes is given."""
    return id_.removesuffix("@write").removesuffix("@read")


def _for_direction(named: NamedType, direction: Direction) -> NamedType:
    """Leave out the fields that do not travel in a direction."""
    if not isinstance(named, Object):
        return named
    kept = (
        field
        for field in named.fields
        if not (field.read_only if direction == "request" else field.write_only)
    )
    return replace(named, fields=tuple(kept))


def _one_way(types: dict[TypeId, NamedType]) -> dict[TypeId, frozenset[str]]:
    """Return for each type which one-way fields it or anything in it has: `read`, `write`, both or none."""
    holders: dict[TypeId, list[TypeId]] = {id_: [] for id_ in types}
    found: dict[TypeId, frozenset[str]] = {}
    for id_, named in types.items():
        found[id_] = _own(named)
        for type_ in members(named):
            for ref in references(type_):
                holders[ref.id].append(id_)
    pending = [id_ for id_ in types if found[id_]]
    while pending:
        id_ = pending.pop()
        for holder in holders[id_]:
            if not found[id_] <= found[holder]:
                found[holder] |= found[id_]
                pending.append(holder)
    return found


def _own(named: NamedType) -> frozenset[str]:
    if not isinstance(named, Object):
        return frozenset()
    reads = {"read" for field in named.fields if field.read_only}
    return frozenset(reads | {"write" for field in named.fields if field.write_only})
