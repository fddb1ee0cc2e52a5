"""Whether a value has the shape of a schema; unknown members and unknown enum values may be there."""

from typing import Any

from tests.sdk.conformance.examples import document

Json = dict[str, Any]

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}


def resolved(node: Json) -> Json:
    """The object itself, where there may be a reference to it."""
    while "$ref" in node:
        target = document()
        for name in node["$ref"].removeprefix("#/").split("/"):
            target = target[name]
        node = target
    return node


def fits(schema: Json, value: Any) -> bool:
    """Whether types are right, all the way down."""
    schema = resolved(schema)
    if value is None and schema.get("nullable"):
        return True
    return (
        _is(schema.get("type"), value)
        and all(fits(part, value) for part in schema.get("allOf", ()))
        and all(fits(each, member) for each, member in _members(schema, value))
    )


def _is(type_: str | None, value: Any) -> bool:
    if type_ is None:
        return True
    return isinstance(value, _TYPES[type_]) and (isinstance(value, bool) == (type_ == "boolean"))


def _members(schema: Json, value: Any) -> list[tuple[Json, Any]]:
    if isinstance(value, list):
        return [(schema.get("items", {}), item) for item in value]
    if not isinstance(value, dict):
        return []
    known = schema.get("properties", {})
    others = schema.get("additionalProperties")
    rest = others if isinstance(others, dict) else {}
    return [(known.get(name, rest), member) for name, member in value.items()]
