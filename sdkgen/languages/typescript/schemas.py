"""Schemas: types as zod checks them, for those who want that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdkgen import ir
from sdkgen.ir import PrimitiveKind as Kind
from sdkgen.languages._kit import TypeWriter
from sdkgen.languages.typescript.models import Declared, parts_of
from sdkgen.languages.typescript.shapes import INHERITED
from sdkgen.languages.typescript.text import quote
from sdkgen.name_table import NameTable

_ANY = "z.unknown()"
_PRIMITIVES = {
    Kind.DATE: "z.iso.date()",
    Kind.DATETIME: "z.iso.datetime({ offset: true })",
    Kind.UUID: "z.guid()",
    Kind.BYTES: "z.base64()",
    Kind.BINARY: _ANY,
    **dict.fromkeys((Kind.INTEGER, Kind.INT32, Kind.INT64), "make.whole()"),
    **dict.fromkeys((Kind.FLOAT, Kind.DOUBLE), "z.number()"),
    Kind.BOOLEAN: "z.boolean()",
    Kind.NULL: "z.null()",
    Kind.ANY: _ANY,
}


@dataclass(slots=True)
class SchemaWriter(TypeWriter):
    """Writes schemas. What is only ever sent is checked more strictly than answers."""

    names: Mapping[ir.TypeId, str]
    is_strict: bool

    def primitive(self, type_: ir.Primitive) -> str:
        return _PRIMITIVES.get(type_.kind, "z.string()")

    def constant(self, type_: ir.Const) -> str:
        return f"{'z.literal' if self.is_strict else 'make.known'}({quote(type_.value)})"

    def array(self, type_: ir.Array) -> str:
        return f"z.array({self.write(type_.items)})"

    def map(self, type_: ir.Map) -> str:
        return f"z.record(z.string(), {self.write(type_.values)})"

    def nullable(self, type_: ir.Nullable) -> str:
        return f"{self.write(type_.inner)}.nullable()"

    def reference(self, type_: ir.Ref) -> str:
        return f"{self.names[type_.id]}Schema"

    def field(self, field: ir.Field) -> str:
        """Write the schema of a member; those that every object inherits look as if they were there."""
        text = _ANY if field.wire in INHERITED else self.write(field.type)
        null = ".nullable()" if field.nullable and text != _ANY else ""
        is_needed = field.required and (self.is_strict or not field.write_only)
        return f"{text}{null}{'' if is_needed else '.optional()'}"


def schemas(api: ir.Api, names: NameTable, circular: frozenset[ir.TypeId]) -> Iterator[Declared]:
    """Yield what the schemas of all types are made of, in the order of the document."""
    for named in api.types.values():
        writer = SchemaWriter(names.types, is_strict=named.in_requests and not named.in_answers)
        rest = writer.write(named.extra) if isinstance(named, ir.Object) and named.extra else ""
        known = _known(named, writer) if isinstance(named, ir.Enum) else parts_of(named, writer.field, writer)
        parts = () if named.id in circular else tuple(known)
        yield Declared(names.types[named.id], named, parts, rest)


def _known(named: ir.Enum, writer: SchemaWriter) -> Iterator[str]:
    """Yield the values of an enum that can have no others."""
    if writer.is_strict and not named.open:
        yield from (quote(member.value) for member in named.members)
