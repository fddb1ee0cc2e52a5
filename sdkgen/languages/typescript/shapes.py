"""Shapes: what answers have to look like, as data that the runtime checks against."""

from collections.abc import Iterator
from dataclasses import dataclass

from sdkgen import ir
from sdkgen.ir import PrimitiveKind as Kind
from sdkgen.ir.walk import reachable, received
from sdkgen.languages._kit import TypeWriter
from sdkgen.languages.typescript.models import Declared
from sdkgen.languages.typescript.text import listed, quote
from sdkgen.name_table import NameTable

_NUMBERS = {
    Kind.FLOAT: "number",
    Kind.DOUBLE: "number",
    Kind.INTEGER: "integer",
    Kind.INT32: "int32",
    Kind.INT64: "integer",
}
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
        """Write the JSON type of a scalar."""
        return quote(_KINDS.get(type_.kind, "string"))

    def constant(self, type_: ir.Const) -> str:
        """Write the JSON type of a value: a later version of the service may have others."""
        return quote(_type_of(type_.value))

    def array(self, type_: ir.Array) -> str:
        """Write a list."""
        return f"{{ array: {self.write(type_.items)} }}"

    def map(self, type_: ir.Map) -> str:
        """Write an object with any keys."""
        return f"{{ map: {self.write(type_.values)} }}"

    def nullable(self, type_: ir.Nullable) -> str:
        """Write a shape or null."""
        return (
            self.write(type_.inner)
            if self.is_any(type_.inner)
            else f"{{ nullable: {self.write(type_.inner)} }}"
        )

    def reference(self, type_: ir.Ref) -> str:
        """Write the name of a constant, or what an enum or alias stands for."""
        if constant := self.constant_of(type_):
            return f"() => {constant}"
        resolved = self.api.resolve(type_)
        named = self.api.types[resolved.id] if isinstance(resolved, ir.Ref) else None
        return self.write(resolved) if named is None else _json_type(named)

    def field(self, field: ir.Field) -> str:
        """Write the shape of a member; empty for anything."""
        if self.is_any(field.type):
            return ""
        return self.write(ir.Nullable(field.type)) if field.nullable else self.write(field.type)


def shapes(api: ir.Api, names: NameTable, circular: frozenset[ir.TypeId]) -> Iterator[Declared]:
    """Yield what the shapes of all types that the client may receive are made of."""
    roots = [type_ for each in api.operations for type_ in received(each)]
    roots += [error.type for each in api.operations for error in api.typed_errors(each)]
    roots += [webhook.type for webhook in api.webhooks]
    writer = ShapeWriter(api, names)
    for named in reachable(api.types, roots).values():
        if isinstance(named, ir.Object | ir.Union) or (isinstance(named, ir.Alias) and named.recursive):
            parts = () if named.id in circular else tuple(_parts(named, writer))
            rest = writer.top(named.extra) if isinstance(named, ir.Object) else ""
            yield Declared(names.types[named.id], named, parts, rest)


def _parts(named: ir.NamedType, writer: ShapeWriter) -> Iterator[str]:
    if isinstance(named, ir.Object):
        yield from map(writer.field, named.fields)
    elif isinstance(named, ir.Union):
        yield from (writer.write(named.arms[index].type) for index in named.plan.order)
    elif isinstance(named, ir.Alias):
        yield writer.write(named.target)


def _json_type(values: ir.NamedType) -> str:
    """Write the JSON type of an enum."""
    first = values.members[0].value if isinstance(values, ir.Enum) and values.members else None
    return quote("any" if first is None else _type_of(first))


def _type_of(value: str | float) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "string" if isinstance(value, str) else "number"
