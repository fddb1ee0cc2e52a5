"""Types as TypeScript writes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sdkgen import ir
from sdkgen.ir import PrimitiveKind as Kind
from sdkgen.languages._kit import TypeWriter
from sdkgen.languages.typescript.text import quote

_BUILT_IN = {
    Kind.STRING: "string",
    Kind.INT32: "number",
    Kind.FLOAT: "number",
    Kind.DOUBLE: "number",
    Kind.BOOLEAN: "boolean",
    Kind.NULL: "null",
    Kind.ANY: "unknown",
}
_SCALARS = {
    Kind.INTEGER: "Int64",
    Kind.INT64: "Int64",
    Kind.DATE: "DateString",
    Kind.DATETIME: "DateTimeString",
    Kind.UUID: "Uuid",
    Kind.URI: "UriString",
    Kind.DECIMAL: "DecimalString",
    Kind.BYTES: "Base64String",
    Kind.BINARY: "Upload",
}


@dataclass(slots=True)
class TypeScriptTypes(TypeWriter):
    """Writes types. Gathers the runtime's own types in `imports`, and models in `models`."""

    names: Mapping[ir.TypeId, str]
    models: set[str] = field(default_factory=set)

    def optional(self, type_: ir.Type | None) -> str:
        """Write a type, of which nothing may be known."""
        return self.write(type_) if type_ else "unknown"

    def primitive(self, type_: ir.Primitive) -> str:
        return _BUILT_IN.get(type_.kind) or self.scalar(_SCALARS[type_.kind])

    def scalar(self, name: str) -> str:
        """Write one of the runtime's own types."""
        self.imports.add(name)
        return name

    def constant(self, type_: ir.Const) -> str:
        return quote(type_.value)

    def array(self, type_: ir.Array) -> str:
        items = self.write(type_.items)
        return f"({items})[]" if isinstance(type_.items, ir.Nullable) else f"{items}[]"

    def map(self, type_: ir.Map) -> str:
        return f"{{ [key: string]: {self.write(type_.values)} }}"

    def nullable(self, type_: ir.Nullable) -> str:
        return union([self.write(type_.inner), "null"])

    def reference(self, type_: ir.Ref) -> str:
        self.models.add(self.names[type_.id])
        return self.names[type_.id]


def union(parts: Iterable[str]) -> str:
    """Join types, each once; with `unknown` among them nothing else is known either."""
    distinct = list(dict.fromkeys(parts))
    return "unknown" if "unknown" in distinct else " | ".join(distinct)
