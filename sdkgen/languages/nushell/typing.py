"""Types of the document: in signatures, for people, and as shapes that the runtime checks values against."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sdkgen.ir import (
    Alias,
    Api,
    Array,
    Const,
    ContentKind,
    Enum,
    Map,
    NamedType,
    Nullable,
    Object,
    Operation,
    Primitive,
    Ref,
    Type,
    TypeId,
)
from sdkgen.ir.walk import reachable
from sdkgen.languages._kit import TypeWriter
from sdkgen.languages.nushell.names import sent_content
from sdkgen.languages.nushell.text import dump

_MOST_COMPLETIONS = 60
_BYTES, _TIME, _FLAG = "oneof<binary, string>", "oneof<datetime, string>", "oneof<bool>"
_DATE = "oneof<string, datetime>"
_PRIMITIVES = {
    "string": "string",
    "date": _DATE,
    "datetime": _TIME,
    "uuid": "string",
    "uri": "string",
    "decimal": "string",
    "bytes": _BYTES,
    "binary": _BYTES,
    "integer": "int",
    "int32": "int",
    "int64": "int",
    "float": "number",
    "double": "number",
    "boolean": _FLAG,
    "null": "any",
    "any": "any",
}
_LISTED = {"string", "int", "number"}
_SETTLED = {"string": "string", _DATE: "string", "int": "int", _FLAG: "bool"}  # in answers, by that of flags
_VALUES: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "number": (int, float),
    _FLAG: (bool,),
    "record": (dict,),
}
_NAMED: dict[type, str] = {Object: "record"}
_ROUND: dict[type, str] = {Map: "record", Array: "list<any>"}  # of aliases that lead back to themselves
_TEXTS = {ContentKind.TEXT, ContentKind.XML}
_IN_PIECES = {ContentKind.EVENTS, ContentKind.JSON_LINES}
_ROWS = ("table", "list<any>")


def target(api: Api, type_: Type | None) -> Type | NamedType | None:
    """Look through aliases and references: the declaration, or the expression if it is none."""
    resolved = api.resolve(type_) if type_ else None
    named = api.types[resolved.id] if isinstance(resolved, Ref) else resolved
    return named.target if isinstance(named, Alias) else named


@dataclass(slots=True)
class FlagTypes(TypeWriter):
    """Writes the types of flags and positionals."""

    api: Api

    def primitive(self, type_: Primitive) -> str:
        """Write a type that is not made of others."""
        return _PRIMITIVES[type_.kind]

    def constant(self, type_: Const) -> str:
        """Write the type of exactly one value."""
        if isinstance(type_.value, bool):
            return _FLAG
        return "string" if isinstance(type_.value, str) else "number"

    def array(self, type_: Array) -> str:
        """Write a list."""
        inner = self.write(type_.items)
        return f"list<{inner}>" if inner in _LISTED else "list<any>"

    def map(self, type_: Map) -> str:  # noqa: ARG002 - any record will do
        """Write an object with any keys."""
        return "record"

    def nullable(self, type_: Nullable) -> str:  # noqa: ARG002 - a flag that is null is absent
        """Write a type or null."""
        return "any"

    def reference(self, type_: Ref) -> str:
        """Write what a name stands for."""
        resolved = self.api.resolve(type_)
        if not isinstance(resolved, Ref):
            return self.write(resolved)
        named = self.api.types[resolved.id]
        if isinstance(named, Alias):
            return _ROUND.get(type(named.target), "any")
        return self.write(named.base) if isinstance(named, Enum) else _NAMED.get(type(named), "any")


@dataclass(slots=True)
class SpokenTypes(FlagTypes):
    """Says for people what a type is."""

    def array(self, type_: Array) -> str:
        """Say what a list is of."""
        return f"list of {self.write(type_.items)}"

    def nullable(self, type_: Nullable) -> str:
        """Say that there may be nothing."""
        return f"{self.write(type_.inner)} or null"

    def reference(self, type_: Ref) -> str:
        """Call an object by its name."""
        found = target(self.api, type_)
        if isinstance(found, Object) and found.spelling:
            return found.spelling
        return FlagTypes(self.api).write(type_)


@dataclass(slots=True)
class Shapes(TypeWriter):
    """Writes shapes, as JSON."""

    api: Api

    def primitive(self, type_: Primitive) -> str:
        """Write the name of a type that is not made of others."""
        return f'"{type_.kind}"'

    def constant(self, type_: Const) -> str:
        """Write a value."""
        return f'{{"const": {dump(type_.value)}}}'

    def array(self, type_: Array) -> str:
        """Write a list."""
        return f'{{"list": {self.write(type_.items)}}}'

    def map(self, type_: Map) -> str:
        """Write an object with any keys."""
        return f'{{"map": {self.write(type_.values)}}}'

    def nullable(self, type_: Nullable) -> str:
        """Write a type or null."""
        return f'{{"nullable": {self.write(type_.inner)}}}'

    def reference(self, type_: Ref) -> str:
        """Write what a name stands for, or the id under which the contract has its declaration."""
        resolved = self.api.resolve(type_)
        if not isinstance(resolved, Ref):
            return self.write(resolved)
        named = self.api.types[resolved.id]
        return self.write(named.base) if isinstance(named, Enum) else f'{{"ref": {dump(resolved.id)}}}'

    def shape(self, type_: Type | None) -> str:
        """Write a shape; null where nothing is known."""
        return self.write(type_) if type_ else "null"


def settled(api: Api, named: Object) -> dict[str, list[str]]:
    """Return the members that answers have as they stay, by the type that tells so of all at once."""
    types = FlagTypes(api)
    found: dict[str, list[str]] = {}
    for field in named.fields:
        kind = _SETTLED.get(types.write(field.type))
        if kind:
            found.setdefault(kind, []).append(field.wire)
    return found


def declared(api: Api, roots: Iterable[Type | None]) -> dict[TypeId, NamedType]:
    """Return the types that the shapes of some types refer to, however deep."""
    return {id_: named for id_, named in reachable(api.types, roots).items() if _is_declared(named)}


def _is_declared(named: NamedType) -> bool:
    return named.recursive if isinstance(named, Alias) else not isinstance(named, Enum)


def accepts(api: Api, type_: Type, value: Any) -> bool:
    """Whether a JSON value can be given as a flag."""
    found = target(api, type_)
    if isinstance(found, Array):
        return isinstance(value, list) and all(accepts(api, found.items, each) for each in value)
    written = FlagTypes(api).write(type_)
    if written == "any":
        return value is not None
    kinds = _VALUES.get(written, (str,))
    return isinstance(value, kinds) and isinstance(value, bool) == (bool in kinds)


def completions(api: Api, type_: Type) -> tuple[str, ...]:
    """Return the values that complete an argument, if they are not too many."""
    found = target(api, type_)
    values = [each.value for each in found.members] if isinstance(found, Enum) else []
    values += [found.value] if isinstance(found, Const) else []
    usable = tuple(each for each in values if isinstance(each, str) and each and each.isprintable())
    return usable if len(usable) <= _MOST_COMPLETIONS else ()


def input_type(api: Api, operation: Operation) -> str:
    """Return what a command takes through the pipeline."""
    content = sent_content(operation)
    if content is None:
        return "nothing"
    return "record" if isinstance(target(api, content.type), Object | Map) else "any"


def output_types(api: Api, operation: Operation) -> tuple[str, ...]:
    """Return what a command may give: its answer, a record for --dry-run and --full, text for --raw."""
    wanted = ["record", "string", *_answer_types(api, operation)]
    wanted += _ROWS if operation.facts.pagination else ()
    wanted += ["nothing"] if operation.success.may_be_empty else []
    return ("any",) if "any" in wanted else tuple(dict.fromkeys(wanted))


def _answer_types(api: Api, operation: Operation) -> tuple[str, ...]:
    success = operation.success
    if success.kind in _IN_PIECES or operation.facts.stream:
        return (*_ROWS, "binary")
    if success.kind in _TEXTS:
        return ()
    if success.type is None:
        return ("nothing",)
    return ("binary",) if success.kind is ContentKind.BINARY else _value_types(api, success.type)


def _value_types(api: Api, type_: Type) -> tuple[str, ...]:
    found = target(api, type_)
    if isinstance(found, Object | Map):
        return ()
    return _ROWS if isinstance(found, Array) else ("any",)
