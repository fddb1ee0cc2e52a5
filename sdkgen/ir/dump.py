"""The intermediate representation as JSON. What has its default value is left out."""

from collections.abc import Hashable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, cast

from sdkgen.ir.basics import Value
from sdkgen.ir.types import Array, Const, Map, NamedType, Nullable, Primitive, Ref

_TAGGED = {Const: "const", Array: "array", Map: "map", Ref: "ref", Nullable: "nullable"}


def dump(value: Any) -> Any:
    """Return plain data for any part of the representation."""
    if isinstance(value, tuple | list):
        return [dump(element) for element in value]
    if isinstance(value, dict):
        return {key: dump(element) for key, element in value.items()}
    if is_dataclass(value):
        return _dataclass(value)
    return str(value) if isinstance(value, str) else value


def _dataclass(value: Any) -> Any:
    if isinstance(value, Value):
        return value.json
    if isinstance(value, Primitive):
        return {"type": str(value.kind), **({"format": value.format} if value.format else {})}
    return {**_tag(value), **_members(value)}


def _tag(value: Any) -> dict[str, str]:
    if type(value) in _TAGGED:
        return {"type": _TAGGED[type(value)]}
    return {"kind": value.kind} if isinstance(value, NamedType) else {}


def _members(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, default in _defaults(cast("Hashable", type(value))):
        member = getattr(value, name)
        if default is MISSING or member != default:
            found[name] = dump(member)
    return found


@cache
def _defaults(kind: Hashable) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, _default(field)) for field in fields(cast("Any", kind)) if field.compare)


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default
