"""Types of the document as types of Nushell signatures."""

from sdkgen.ir import (
    Api,
    Array,
    Const,
    ContentKind,
    Enum,
    Map,
    Nullable,
    Object,
    Operation,
    Primitive,
    Type,
)
from sdkgen.languages.nushell.names import primary, shape
from sdkgen.languages.nushell.text import quoted

_MOST_COMPLETIONS = 60
_PRIMITIVES = {
    "string": "string",
    "date": "oneof<string, datetime>",
    "datetime": "oneof<datetime, string>",
    "uuid": "string",
    "uri": "string",
    "decimal": "string",
    "bytes": "oneof<binary, string>",
    "binary": "oneof<binary, string>",
    "integer": "int",
    "int32": "int",
    "int64": "int",
    "float": "number",
    "double": "number",
    "boolean": "oneof<bool>",
    "null": "any",
    "any": "any",
}
_TEXTS = {ContentKind.TEXT, ContentKind.XML}


def flag_type(api: Api, type_: Type) -> str:
    """Return the type of a flag or positional."""
    found = shape(api, type_)
    if isinstance(found, Primitive):
        return _PRIMITIVES[found.kind]
    if isinstance(found, Enum):
        return _PRIMITIVES[found.base.kind]
    if isinstance(found, Const):
        return _constant(found)
    if isinstance(found, Array):
        inner = flag_type(api, found.items)
        return f"list<{inner}>" if inner in {"string", "int", "number"} else "list<any>"
    return "record" if isinstance(found, Object | Map) else "any"


def _constant(const: Const) -> str:
    if isinstance(const.value, bool):
        return "oneof<bool>"
    return "string" if isinstance(const.value, str) else "number"


def completions(api: Api, type_: Type) -> str:
    """Return the values that complete an argument, as a suffix of its type."""
    found = shape(api, type_)
    values: list[str] = []
    if isinstance(found, Enum):
        values = [each.value for each in found.members if isinstance(each.value, str)]
    elif isinstance(found, Const) and isinstance(found.value, str):
        values = [found.value]
    usable = [value for value in values if value and value.isprintable()]
    if not usable or len(usable) > _MOST_COMPLETIONS:
        return ""
    return "@[" + " ".join(map(quoted, usable)) + "]"


def output_type(api: Api, operation: Operation) -> str:
    """Return what a command gives: its answer, a record for --dry-run and --full, text for --raw."""
    success = operation.success
    wanted = ["record", "string"]
    if success.kind in {ContentKind.EVENTS, ContentKind.JSON_LINES} or operation.facts.stream:
        wanted += ["table", "list<any>", "binary"]
    elif success.type is None or success.kind in _TEXTS:
        wanted += [] if success.kind in _TEXTS else ["nothing"]
    elif success.kind is ContentKind.BINARY:
        wanted.append("binary")
    else:
        wanted = [*_value_types(api, success.type, wanted)]
    if operation.facts.pagination:
        wanted += ["table", "list<any>"]
    if success.may_be_empty:
        wanted.append("nothing")
    return "any" if "any" in wanted else f"oneof<{', '.join(dict.fromkeys(wanted))}>"


def _value_types(api: Api, type_: Type, wanted: list[str]) -> list[str]:
    found = shape(api, type_)
    if isinstance(found, Object | Map):
        return wanted
    if isinstance(found, Array):
        return [*wanted, "table", "list<any>"]
    return ["any"]


def input_type(api: Api, operation: Operation) -> str:
    """Return what a command takes through the pipeline."""
    content = primary(operation)
    if content is None:
        return "nothing"
    found = shape(api, content.type) if content.type else None
    return "record" if isinstance(found, Object | Map) else "any"


def signature(api: Api, operation: Operation) -> str:
    """Return what goes in and what comes out; a record may come through the pipeline but need not."""
    given, gives = input_type(api, operation), output_type(api, operation)
    if given == "record":
        return f"[nothing -> {gives}, record -> {gives}]"
    return f"{given} -> {gives}"


def described(api: Api, type_: Type | None) -> str:
    """Say for people what a type is."""
    if type_ is None:
        return "nothing"
    if isinstance(type_, Array):
        return f"list of {described(api, type_.items)}"
    if isinstance(type_, Nullable):
        return f"{described(api, type_.inner)} or null"
    found = shape(api, type_)
    if isinstance(found, Object) and found.spelling:
        return found.spelling
    return flag_type(api, type_)
