"""Type expressions in Go."""

from dataclasses import dataclass, replace

from sdkgen.ir import (
    Alias,
    Api,
    Array,
    Const,
    Enum,
    Map,
    Nullable,
    Presence,
    Primitive,
    PrimitiveKind,
    Ref,
    Type,
)
from sdkgen.languages._kit import TypeWriter
from sdkgen.name_table import NameTable

_PLAIN = {
    PrimitiveKind.STRING: "string",
    PrimitiveKind.URI: "string",
    PrimitiveKind.INTEGER: "int64",
    PrimitiveKind.INT32: "int32",
    PrimitiveKind.INT64: "int64",
    PrimitiveKind.FLOAT: "float64",
    PrimitiveKind.DOUBLE: "float64",
    PrimitiveKind.BOOLEAN: "bool",
    PrimitiveKind.DATETIME: "time.Time",
    PrimitiveKind.BYTES: "[]byte",
    PrimitiveKind.NULL: "any",
    PrimitiveKind.ANY: "any",
}
_OURS = {
    PrimitiveKind.DATE: "Date",
    PrimitiveKind.UUID: "UUID",
    PrimitiveKind.DECIMAL: "Decimal",
    PrimitiveKind.BINARY: "File",
}
_CONSTANTS: dict[type, str] = {bool: "bool", str: "string", int: "int64", float: "float64"}


@dataclass(slots=True)
class GoTypes(TypeWriter):
    """Writes types as they are called in one package; `package` is the client's, elsewhere.

    Binary members are files where there can be some, which is in multipart bodies only.
    """

    api: Api
    table: NameTable
    package: str = ""
    has_files: bool = True

    def primitive(self, type_: Primitive) -> str:
        """Write a type that is not made of others."""
        if type_.kind is PrimitiveKind.BINARY and not self.has_files:
            return "string"
        if type_.format == "uint64":
            return "uint64"
        if type_.kind is PrimitiveKind.DATETIME:
            self.imports.add("time")
        return _PLAIN.get(type_.kind) or self._ours(_OURS[type_.kind])

    def constant(self, type_: Const) -> str:
        """Write the type of a constant."""
        return _CONSTANTS[type(type_.value)]

    def array(self, type_: Array) -> str:
        """Write a list."""
        return f"[]{self.write(type_.items)}"

    def map(self, type_: Map) -> str:
        """Write a map."""
        return f"map[string]{self.write(type_.values)}"

    def nullable(self, type_: Nullable) -> str:
        """Write a type or null."""
        return self._ours(f"Nullable[{self.write(type_.inner)}]")

    def reference(self, type_: Ref) -> str:
        """Write a named type."""
        return ("*" if type_.boxed else "") + self._ours(self.table.types[type_.id])

    def unboxed(self, type_: Type) -> str:
        """Write a type that is behind a pointer anyway."""
        return self.write(replace(type_, boxed=False) if isinstance(type_, Ref) else type_)

    def field(self, type_: Type, presence: Presence) -> str:
        """Write the type of a field."""
        written = self.write(type_)
        if presence is Presence.REQUIRED or _is_any(type_):
            return written
        if presence is Presence.OPTIONAL:
            return written if self.can_be_nil(type_) else self._ours(f"Optional[{written}]")
        return self._ours(f"Nullable[{written}]")

    def is_list(self, type_: Type) -> bool:
        """Whether a type is a list, which can be absent by itself."""
        resolved = self.api.resolve(type_)
        return isinstance(resolved, Array) or (
            isinstance(resolved, Primitive) and resolved.kind is PrimitiveKind.BYTES
        )

    def is_map(self, type_: Type) -> bool:
        """Whether a type is a map, which can be absent by itself."""
        return isinstance(self.api.resolve(type_), Map)

    def can_be_nil(self, type_: Type) -> bool:
        """Whether a type has a value for nothing."""
        return self.is_list(type_) or self.is_map(type_) or _is_any(type_)

    def is_small(self, type_: Type) -> bool:
        """Whether a call returns a type by value: everything but structs."""
        resolved = self.api.resolve(type_)
        named = self.api.types[resolved.id] if isinstance(resolved, Ref) else None
        return named is None or named.kind == "enum" or isinstance(named, Alias)

    def base(self, enum: Enum) -> str:
        """Write the type of the values of an enum."""
        plain = _PLAIN.get(enum.base.kind, "")
        return plain if plain in {"int64", "int32", "float64", "bool"} else "string"

    def holds(self, type_: Type, value: str | int) -> bool:
        """Whether a text or a whole number is a value of a type, or of its enum."""
        named = self.api.types[type_.id] if isinstance(type_, Ref) else None
        written = self.base(named) if isinstance(named, Enum) else self.write(type_)
        return written == ("string" if isinstance(value, str) else "int64")

    def _ours(self, name: str) -> str:
        """Write a name of the client's package."""
        if self.package:
            self.imports.add(self.package)
            return f"{self.package}.{name}"
        return name


def _is_any(type_: Type) -> bool:
    return isinstance(type_, Primitive) and type_.kind in {PrimitiveKind.ANY, PrimitiveKind.NULL}
