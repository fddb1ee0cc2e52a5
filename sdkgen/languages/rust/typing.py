"""Types of the document as types of Rust."""

from dataclasses import dataclass
from enum import StrEnum

from sdkgen.ir import (
    Api,
    Array,
    Const,
    Field,
    Map,
    Nullable,
    Object,
    Presence,
    Primitive,
    PrimitiveKind,
    Ref,
    Type,
    Union,
)
from sdkgen.languages._kit import TypeWriter
from sdkgen.name_table import NameTable

VALUE = "serde_json::Value"
_SECRET = "runtime::Secret"  # noqa: S105 - the name of a type
_PRIMITIVES = {
    PrimitiveKind.STRING: "String",
    PrimitiveKind.INTEGER: "i64",
    PrimitiveKind.INT32: "i32",
    PrimitiveKind.INT64: "i64",
    PrimitiveKind.FLOAT: "f64",
    PrimitiveKind.DOUBLE: "f64",
    PrimitiveKind.BOOLEAN: "bool",
    PrimitiveKind.DATE: "jiff::civil::Date",
    PrimitiveKind.DATETIME: "jiff::Timestamp",
    PrimitiveKind.UUID: "uuid::Uuid",
    PrimitiveKind.URI: "String",
    PrimitiveKind.DECIMAL: "runtime::Decimal",
    PrimitiveKind.BYTES: "runtime::Base64",
    PrimitiveKind.BINARY: "runtime::File",
    PrimitiveKind.NULL: "runtime::Null",
    PrimitiveKind.ANY: VALUE,
}
_TEXTS = {PrimitiveKind.STRING, PrimitiveKind.URI}
_NULLS = {PrimitiveKind.ANY, PrimitiveKind.NULL}
_COPIED = {"i64", "i32", "f64", "bool", "jiff::civil::Date", "jiff::Timestamp", "uuid::Uuid"}


class By(StrEnum):
    """How an argument is passed: by value where that costs nothing, by reference elsewhere."""

    VALUE = "value"
    TEXT = "text"
    SLICE = "slice"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Passing:
    """An argument: its type in a signature, that of a variable that holds it, and how it is passed."""

    type: str
    owned: str
    by: By


@dataclass(slots=True)
class RustTypes(TypeWriter):
    """Writes types; `models` is the path of the module that the document's own types are in."""

    api: Api
    name_table: NameTable
    models: str = ""

    def primitive(self, type_: Primitive) -> str:
        """Write a type that is not made of others."""
        return _SECRET if _is_password(type_) else _PRIMITIVES[type_.kind]

    def constant(self, type_: Const) -> str:
        """Write the type of exactly one value."""
        return _PRIMITIVES[type_.kind]

    def array(self, type_: Array) -> str:
        """Write a list."""
        return f"Vec<{self.write(type_.items)}>"

    def map(self, type_: Map) -> str:
        """Write an object with any keys."""
        return f"std::collections::BTreeMap<String, {self.write(type_.values)}>"

    def nullable(self, type_: Nullable) -> str:
        """Write a type or null."""
        return f"Option<{self.write(type_.inner)}>"

    def reference(self, type_: Ref) -> str:
        """Write a named type."""
        name = self.models + self.name_table.types[type_.id]
        return f"Box<{name}>" if type_.boxed else name

    def kept(self, type_: Type, *, secret: bool) -> str:
        """Write a type whose values may have to be hidden."""
        return _SECRET if secret else self.write(type_)

    def wrapper(self, field: Field) -> str:
        """Name what makes a field optional, if it is: `Option`, or `Patch` where null means something."""
        if field.presence is Presence.REQUIRED:
            return ""
        resolved = self.api.resolve(field.type)
        holds_null = isinstance(resolved, Primitive) and resolved.kind in _NULLS
        return "Patch" if holds_null or field.presence is Presence.OPTIONAL_NULLABLE else "Option"

    def is_text(self, type_: Type) -> bool:
        """Whether a type is text, which anything that becomes a `String` can be given for."""
        resolved = self.api.resolve(type_)
        return isinstance(resolved, Primitive | Const) and resolved.kind in _TEXTS

    def is_file(self, type_: Type) -> bool:
        """Whether a type is raw bytes."""
        resolved = self.api.resolve(type_)
        return isinstance(resolved, Primitive) and resolved.kind is PrimitiveKind.BINARY

    def passing(self, type_: Type) -> Passing:
        """Decide how an argument is passed."""
        resolved = self.api.resolve(type_)
        owned = self.write(resolved)
        if owned in _COPIED:
            return Passing(self.write(type_), owned, By.VALUE)
        if self.is_text(resolved):
            return Passing("&str", "String", By.TEXT)
        if isinstance(resolved, Array):
            return Passing(f"&[{self.write(resolved.items)}]", owned, By.SLICE)
        return Passing(f"&{self.write(type_)}", owned, By.REFERENCE)

    def is_declared(self, type_: Type) -> bool:
        """Whether a type is a struct or enum of its own, and not boxed."""
        target = self.api.types[type_.id] if isinstance(type_, Ref) and not type_.boxed else None
        return isinstance(target, Object | Union)


def _is_password(type_: Primitive) -> bool:
    return type_.kind is PrimitiveKind.STRING and type_.format == "password"
