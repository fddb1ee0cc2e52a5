"""Types of the document as types of Rust."""

from dataclasses import dataclass

from sdkgen.ir import (
    Alias,
    Api,
    Array,
    Const,
    Enum,
    Field,
    Map,
    Nullable,
    Object,
    Parameter,
    Presence,
    Primitive,
    PrimitiveKind,
    Ref,
    Type,
)
from sdkgen.name_table import NameTable
from sdkgen.names import Words

VALUE = "serde_json::Value"
SECRET = "runtime::Secret"  # noqa: S105 - the name of a type
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
_COPIED = {"i64", "i32", "f64", "bool", "jiff::civil::Date", "jiff::Timestamp", "uuid::Uuid"}
_SECRET_ENDS = {"password", "passwd", "passphrase", "secret"}
_SECRET_NAMES = {
    "token",
    "access token",
    "refresh token",
    "id token",
    "auth token",
    "api key",
    "client assertion",
    "private key",
}


@dataclass(frozen=True, slots=True)
class RustTypes:
    """Writes types; `models` is the path of the module that the document's own types are in."""

    api: Api
    name_table: NameTable
    models: str = ""

    def write(self, type_: Type) -> str:
        """Write a type as the value of a field or a variable."""
        if isinstance(type_, Primitive):
            return SECRET if is_password(type_) else _PRIMITIVES[type_.kind]
        if isinstance(type_, Const):
            return _PRIMITIVES[type_.kind]
        if isinstance(type_, Array):
            return f"Vec<{self.write(type_.items)}>"
        if isinstance(type_, Map):
            return f"std::collections::BTreeMap<String, {self.write(type_.values)}>"
        if isinstance(type_, Nullable):
            return f"Option<{self.write(type_.inner)}>"
        name = self.models + self.name_table.types[type_.id]
        return f"Box<{name}>" if type_.boxed else name

    def field(self, owner: Object, field: Field) -> str:
        """Write the type of a field, with what its presence makes of it."""
        written = SECRET if self.is_secret(owner, field) else self.write(field.type)
        if field.presence is Presence.REQUIRED:
            return written
        if field.presence is Presence.OPTIONAL_NULLABLE or self.holds_null(field.type):
            return f"runtime::Patch<{written}>"
        return f"Option<{written}>"

    def holds_null(self, type_: Type) -> bool:
        """Whether null is a value of a type like any other."""
        resolved = self.api.resolve(type_)
        return isinstance(resolved, Primitive) and resolved.kind in {PrimitiveKind.ANY, PrimitiveKind.NULL}

    def is_text(self, type_: Type) -> bool:
        """Whether a type is plain text."""
        return self._plain(type_) == "String"

    def is_secret(self, owner: Object, field: Field) -> bool:
        """Whether a field holds something that must not be seen in logs."""
        resolved = self.api.resolve(field.type)
        if not isinstance(resolved, Primitive) or resolved.kind is not PrimitiveKind.STRING:
            return False
        return is_password(resolved) or _sounds_secret(owner.name, field.name)

    def is_secret_parameter(self, parameter: Parameter) -> bool:
        """Whether a parameter takes something that must not be seen in logs."""
        resolved = self.api.resolve(parameter.type)
        if not isinstance(resolved, Primitive) or resolved.kind is not PrimitiveKind.STRING:
            return False
        return is_password(resolved) or _sounds_secret(Words(""), parameter.name)

    def is_file(self, type_: Type) -> bool:
        """Whether a type is raw bytes."""
        resolved = self.api.resolve(type_)
        return isinstance(resolved, Primitive) and resolved.kind is PrimitiveKind.BINARY

    def argument(self, type_: Type) -> str:
        """Write the type of an argument: by value where that costs nothing, by reference elsewhere."""
        resolved = self.api.resolve(type_)
        plain = self._plain(type_)
        if plain in _COPIED:
            return self.write(type_)
        if plain in {"String", SECRET}:
            return "&str"
        if isinstance(resolved, Array):
            return f"&[{self.write(resolved.items)}]"
        return f"&{self.write(type_)}"

    def _plain(self, type_: Type) -> str:
        resolved = self.api.resolve(type_)
        is_named = isinstance(resolved, Ref) and not isinstance(self.api.types[resolved.id], Alias)
        return "" if is_named else self.write(resolved)

    def is_declared(self, type_: Type) -> bool:
        """Whether a type is a struct or enum of its own, and not boxed."""
        return (
            isinstance(type_, Ref)
            and not type_.boxed
            and not isinstance(self.api.types[type_.id], Alias | Enum)
        )


def is_password(type_: Type) -> bool:
    """Whether the document itself says that a text is secret."""
    return isinstance(type_, Primitive) and type_.kind is PrimitiveKind.STRING and type_.format == "password"


def _sounds_secret(owner: Words, name: Words) -> bool:
    if name in _SECRET_NAMES or name.parts[-1] in _SECRET_ENDS:
        return True
    return name in {"key", "value"} and {"api", "key"} <= set(owner.parts)
