"""Types as TypeScript writes them."""

from collections.abc import Iterable, Iterator

from sdkgen.ir import (
    Alias,
    Api,
    Array,
    Const,
    Map,
    NamedType,
    Nullable,
    Primitive,
    Ref,
    Type,
    Union,
)
from sdkgen.ir import (
    PrimitiveKind as Kind,
)
from sdkgen.ir.walk import references
from sdkgen.languages.typescript.text import quote, union
from sdkgen.name_table import NameTable

SCALARS = {
    Kind.STRING: "string",
    Kind.INTEGER: "number",
    Kind.INT32: "number",
    Kind.INT64: "Int64",
    Kind.FLOAT: "number",
    Kind.DOUBLE: "number",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "DateString",
    Kind.DATETIME: "DateTimeString",
    Kind.UUID: "Uuid",
    Kind.URI: "UriString",
    Kind.DECIMAL: "DecimalString",
    Kind.BYTES: "Base64String",
    Kind.BINARY: "Upload",
    Kind.NULL: "null",
    Kind.ANY: "unknown",
}
_BUILT_IN = {"string", "number", "boolean", "null", "unknown"}


class TypeScriptTypes:
    """Writes type expressions, and knows what they need to import."""

    def __init__(self, api: Api, name_table: NameTable) -> None:
        self._api = api
        self._name_table = name_table
        self.circular = frozenset(_circular(api))

    def text(self, type_: Type | None) -> str:
        """Write a type."""
        if type_ is None:
            return "unknown"
        if isinstance(type_, Primitive | Const):
            return SCALARS[type_.kind] if isinstance(type_, Primitive) else quote(type_.value)
        if isinstance(type_, Array):
            items = self.text(type_.items)
            return f"({items})[]" if " " in items and not items.startswith("{") else f"{items}[]"
        if isinstance(type_, Map):
            return f"{{ [key: string]: {self.text(type_.values)} }}"
        if isinstance(type_, Nullable):
            return union([self.text(type_.inner), "null"])
        return self._name_table.types[type_.id]

    def is_unknown(self, type_: Type) -> bool:
        """Whether a type says nothing; a union with it would not, either."""
        resolved = self._api.resolve(type_)
        return isinstance(resolved, Primitive) and resolved.kind is Kind.ANY

    def models(self, types: Iterable[Type | None]) -> set[str]:
        """Return the names of the models that types refer to."""
        return {self._name_table.types[each.id] for type_ in types for each in references(type_)}


def scalars(types: Iterable[Type | None]) -> set[str]:
    """Return the names of the runtime's own types that types are written with."""
    found = {SCALARS[each.kind] for type_ in types for each in _primitives(type_)}
    return found - _BUILT_IN


def _primitives(type_: Type | None) -> Iterator[Primitive]:
    if isinstance(type_, Primitive):
        yield type_
    elif isinstance(type_, Array):
        yield from _primitives(type_.items)
    elif isinstance(type_, Map):
        yield from _primitives(type_.values)
    elif isinstance(type_, Nullable):
        yield from _primitives(type_.inner)


def _circular(api: Api) -> Iterator[str]:
    """Yield the aliases and unions that are nothing but themselves: no type can be so."""
    for id_, named in api.types.items():
        seen: set[str] = set()
        waiting = list(_direct(named))
        while waiting:
            current = waiting.pop()
            if current == id_:
                yield id_
                break
            if current not in seen:
                seen.add(current)
                waiting += _direct(api.types[current])


def _direct(named: NamedType) -> Iterator[str]:
    types: list[Type] = []
    if isinstance(named, Alias):
        types = [named.target]
    elif isinstance(named, Union):
        types = [arm.type for arm in named.arms]
    for type_ in types:
        inner = type_.inner if isinstance(type_, Nullable) else type_
        if isinstance(inner, Ref):
            yield inner.id
