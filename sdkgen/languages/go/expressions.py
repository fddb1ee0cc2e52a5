"""Type expressions in Go."""

from dataclasses import dataclass, replace

from sdkgen.ir import (
    Alias,
    Api,
    Array,
    Const,
    Map,
    Nullable,
    Object,
    Presence,
    Primitive,
    PrimitiveKind,
    Ref,
    Type,
)
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


@dataclass(frozen=True, slots=True)
class GoTypes:
    """Writes types as they are called in one package; `prefix` leads to the client's.

    Binary members are files where there can be some, which is in multipart bodies only.
    """

    api: Api
    name_table: NameTable
    prefix: str = ""
    has_files: bool = True

    def outside(self, package: str) -> "GoTypes":
        """Return the same for another package."""
        return replace(self, prefix=f"{package}.")

    def write(self, type_: Type) -> str:
        """Write a type."""
        if isinstance(type_, Primitive):
            return self._primitive(type_)
        if isinstance(type_, Const):
            return _constant(type_)
        if isinstance(type_, Array):
            return f"[]{self.write(type_.items)}"
        if isinstance(type_, Map):
            return f"map[string]{self.write(type_.values)}"
        if isinstance(type_, Nullable):
            return f"{self.prefix}Nullable[{self.write(type_.inner)}]"
        return f"{'*' if type_.boxed else ''}{self.prefix}{self.name_table.types[type_.id]}"

    def unboxed(self, type_: Type) -> str:
        """Write a type that is behind a pointer anyway."""
        return self.write(replace(type_, boxed=False) if isinstance(type_, Ref) else type_)

    def field(self, type_: Type, presence: Presence) -> str:
        """Write the type of a field."""
        written = self.write(type_)
        if presence is Presence.REQUIRED or written == "any":
            return written
        if presence is Presence.OPTIONAL:
            return (
                written if self.is_list(type_) or self.is_map(type_) else f"{self.prefix}Optional[{written}]"
            )
        return f"{self.prefix}Nullable[{written}]"

    def is_list(self, type_: Type) -> bool:
        """Whether a type is a list, which can be absent by itself."""
        resolved = self.api.resolve(type_)
        return isinstance(resolved, Array) or (
            isinstance(resolved, Primitive) and resolved.kind is PrimitiveKind.BYTES
        )

    def is_map(self, type_: Type) -> bool:
        """Whether a type is a map, which can be absent by itself."""
        return isinstance(self.api.resolve(type_), Map)

    def is_small(self, type_: Type) -> bool:
        """Whether a call returns a type by value: everything but structs."""
        resolved = self.api.resolve(type_)
        named = self.api.types[resolved.id] if isinstance(resolved, Ref) else None
        return named is None or named.kind == "enum" or isinstance(named, Alias)

    def object(self, type_: Type) -> Object | None:
        """Return the object that a type stands for, if it is one."""
        resolved = self.api.resolve(type_)
        named = self.api.types[resolved.id] if isinstance(resolved, Ref) else None
        return named if isinstance(named, Object) else None

    def _primitive(self, type_: Primitive) -> str:
        if type_.kind is PrimitiveKind.BINARY and not self.has_files:
            return "string"
        if type_.format == "uint64":
            return "uint64"
        return _PLAIN.get(type_.kind) or f"{self.prefix}{_OURS[type_.kind]}"


def _constant(type_: Const) -> str:
    if isinstance(type_.value, bool):
        return "bool"
    if isinstance(type_.value, str):
        return "string"
    return "int64" if isinstance(type_.value, int) else "float64"
