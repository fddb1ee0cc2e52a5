"""Shapes: what answers have to look like, as data that the runtime checks against."""

from collections.abc import Iterator
from dataclasses import dataclass

from sdkgen import ir
from sdkgen.ir import PrimitiveKind as Kind
from sdkgen.ir.walk import reachable, received
from sdkgen.languages._kit import TypeWriter
from sdkgen.languages.typescript.models import Declared, parts_of
from sdkgen.languages.typescript.text import listed, quote
from sdkgen.name_table import NameTable

_WHOLE = {Kind.INTEGER: "integer", Kind.INT32: "int32", Kind.INT64: "integer"}
_NUMBERS = {Kind.FLOAT: "number", Kind.DOUBLE: "number", **_WHOLE}
_KINDS = {**_NUMBERS, Kind.BOOLEAN: "boolean", Kind.NULL: "null", Kind.ANY: "any", Kind.BINARY: "any"}

# TypeScript expects of such members what every object inherits.
INHERITED = listed(
    "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf"
)


@dataclass(slots=True)
class ShapeWriter(TypeWriter):
    """Writes shapes. Those of objects and unions are constants, whose names are in `imports`."""

    api: ir.Api
    names: NameTable
    prefix: str = ""

    def top(self, type_: ir.Type | None) -> str:
        """Write a shape that is not inside of another: a constant can be named itself. Empty for anything."""
        if type_ is None or self.is_any(type_):
            return ""
        return self.constant_of(type_) or self.write(type_)

    def is_any(self, type_: ir.Type) -> bool:
        """Whether a type says nothing about the JSON it is."""
        resolved = self.api.resolve(type_)
        if isinstance(resolved, ir.Primitive):
            return resolved.kind in {Kind.ANY, Kind.BINARY}
        return isinstance(resolved, ir.Nullable) and self.is_any(resolved.inner)

    def constant_of(self, type_: ir.Type) -> str:
        """Return the constant that has the shape of a type, if there is one."""
        resolved = self.api.resolve(type_)
        named = self.api.types[resolved.id] if isinstance(resolved, ir.Ref) else None
        if named is None or isinstance(named, ir.Enum):
            return ""
        self.imports.add(self.names.types[named.id])
        return self.prefix + self.names.types[named.id]

    def primitive(self, type_: ir.Primitive) -> str:
        return quote(_KINDS.get(type_.kind, "string"))

    def constant(self, type_: ir.Const) -> str:
        return quote(_type_of(type_.value))

    def array(self, type_: ir.Array) -> str:
        return f"{{ array: {self.write(type_.items)} }}"

    def map(self, type_: ir.Map) -> str:
        return f"{{ map: {self.write(type_.values)} }}"

    def nullable(self, type_: ir.Nullable) -> str:
        return (
            self.write(type_.inner)
            if self.is_any(type_.inner)
            else f"{{ nullable: {self.write(type_.inner)} }}"
        )

    def reference(self, type_: ir.Ref) -> str:
        if constant := self.constant_of(type_):
            return f"() => {constant}"
        resolved = self.api.resolve(type_)
        named = self.api.types[resolved.id] if isinstance(resolved, ir.Ref) else None
        return self.write(resolved) if named is None else _json_type(named)

    def field(self, field: ir.Field) -> str:
        """Write the shape of a member; empty for anything."""
        return self.known(ir.Nullable(field.type) if field.nullable else field.type)

    def known(self, type_: ir.Type) -> str:
        """Write a shape inside of another; empty for anything."""
        return "" if self.is_any(type_) else self.write(type_)


def shaped(api: ir.Api) -> Iterator[ir.NamedType]:
    """Yield the types that the client may receive and whose shapes are constants."""
    roots = [type_ for each in api.operations for type_ in received(each)]
    roots += [error.type for each in api.operations for error in api.typed_errors(each)]
    roots += [webhook.type for webhook in api.webhooks]
    for named in reachable(api.types, roots).values():
        if isinstance(named, ir.Object | ir.Union) or (isinstance(named, ir.Alias) and named.recursive):
            yield named


def shape(named: ir.NamedType, writer: ShapeWriter, circular: frozenset[ir.TypeId]) -> Declared:
    """Return what the shape of a type is made of."""
    parts = () if named.id in circular else tuple(parts_of(named, writer.field, writer))
    rest = writer.known(named.extra) if isinstance(named, ir.Object) and named.extra else ""
    return Declared(writer.names.types[named.id], named, parts, rest)


def _json_type(values: ir.NamedType) -> str:
    """Write the JSON type of an enum."""
    first = values.members[0].value if isinstance(values, ir.Enum) and values.members else None
    return quote("any" if first is None else _type_of(first))


def _type_of(value: str | float) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "string" if isinstance(value, str) else "number"
