"""Shapes: what answers have to look like, as data that the runtime checks against."""

from collections.abc import Iterable
from typing import Any

from sdkgen.ir import (
    Alias,
    Api,
    Arm,
    Array,
    Const,
    Enum,
    Map,
    NamedType,
    Nullable,
    Object,
    Primitive,
    Ref,
    Type,
    Union,
)
from sdkgen.ir import (
    PrimitiveKind as Kind,
)
from sdkgen.ir.walk import members, references
from sdkgen.languages.typescript.text import Raw, literal
from sdkgen.name_table import NameTable

_NUMBERS = {Kind.FLOAT, Kind.DOUBLE}
_INTEGERS = {Kind.INTEGER, Kind.INT32, Kind.INT64}
_OTHERS = {Kind.BOOLEAN: "boolean", Kind.NULL: "null", Kind.ANY: "any", Kind.BINARY: "any"}
_ANY = "any"

# TypeScript expects of such members what every object inherits.
INHERITED = {
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
}


class Shapes:
    """Writes shapes. Those of named types are constants; aliases and enums are written out."""

    def __init__(self, api: Api, name_table: NameTable, circular: frozenset[str]) -> None:
        self._api = api
        self._name_table = name_table
        self._circular = circular
        self._needed = self._reachable()

    def all(self) -> list[str]:
        """Return the declarations of all shapes that answers need, comments aside."""
        return [self._declaration(self._api.types[id_]) for id_ in self._api.types if id_ in self._needed]

    def expression(self, type_: Type | None, prefix: str = "") -> Any:
        """Return the shape of a type expression, as data to print."""
        if type_ is None:
            return _ANY
        if isinstance(type_, Primitive | Const):
            return _primitive(type_) if isinstance(type_, Primitive) else _json_type(type_.value)
        if isinstance(type_, Array):
            return {"array": self.expression(type_.items, prefix)}
        if isinstance(type_, Map):
            return {"map": self.expression(type_.values, prefix)}
        if isinstance(type_, Nullable):
            inner = self.expression(type_.inner, prefix)
            return inner if inner == _ANY else {"nullable": inner}
        return self._reference(type_, prefix)

    def _reference(self, type_: Ref, prefix: str) -> Any:
        resolved = self._api.resolve(type_)
        if not isinstance(resolved, Ref):
            return self.expression(resolved, prefix)
        named = self._api.types[resolved.id]
        if isinstance(named, Enum):
            return _json_type(named.members[0].value) if named.members else _ANY
        return Raw(f"() => {prefix}{self._name_table.types[named.id]}")

    def _declaration(self, named: NamedType) -> str:
        head = f"export const {self._name_table.types[named.id]}: Shape = "
        return f"{head}{literal(self._shape(named), used=len(head))};\n"

    def _shape(self, named: NamedType) -> Any:
        if named.id in self._circular:
            return _ANY
        if isinstance(named, Object):
            return self._object(named)
        if isinstance(named, Union):
            return self._union(named)
        return self.expression(named.target) if isinstance(named, Alias) else _ANY

    def _object(self, named: Object) -> dict[str, Any]:
        fields = {}
        for field in named.fields:
            shape = self.expression(field.type)
            if shape != _ANY:
                shape = {"nullable": shape} if field.nullable else shape
                fields[field.wire] = Raw(f"{literal(shape)} as Shape") if field.wire in INHERITED else shape
        required = [field.wire for field in named.fields if field.required and not field.write_only]
        shape = {"object": fields, **({"required": required} if required else {})}
        extra = self.expression(named.extra) if named.extra else _ANY
        return shape if extra == _ANY else {**shape, "extra": extra}

    def _union(self, named: Union) -> dict[str, Any]:
        arms = [self._arm(named.arms[index]) for index in named.plan.order]
        return {"union": arms, **({"tag": named.plan.property} if named.plan.property else {})}

    def _arm(self, arm: Arm) -> dict[str, Any]:
        return {"shape": self.expression(arm.type), **recognition(arm)}

    def _reachable(self) -> set[str]:
        """Return the ids of the types that an answer may hold."""
        found: set[str] = set()
        waiting = [ref.id for type_ in self._answers() for ref in references(type_)]
        while waiting:
            id_ = waiting.pop()
            if id_ not in found:
                found.add(id_)
                waiting += [ref.id for type_ in members(self._api.types[id_]) for ref in references(type_)]
        return {id_ for id_ in found if self._is_constant(self._api.types[id_])}

    def _answers(self) -> Iterable[Type | None]:
        for operation in self._api.operations:
            yield operation.success.type
            yield operation.facts.event_type

    @staticmethod
    def _is_constant(named: NamedType) -> bool:
        return isinstance(named, Object | Union) or (isinstance(named, Alias) and named.recursive)


def recognition(arm: Arm) -> dict[str, Any]:
    """Return what tells an arm of a union from the others, as data to print."""
    match = arm.match
    parts = {
        "types": list(match.json_types),
        "tags": list(match.tags),
        "constants": {each.property: list(each.values) for each in match.constants if each.required},
        "field": match.field,
    }
    return {name: part for name, part in parts.items() if part}


def _primitive(type_: Primitive) -> str:
    if type_.kind in _NUMBERS:
        return "number"
    return "integer" if type_.kind in _INTEGERS else _OTHERS.get(type_.kind, "string")


def _json_type(value: str | float) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "string" if isinstance(value, str) else "number"
