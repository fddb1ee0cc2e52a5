"""Which of several possibilities a value is."""

from __future__ import annotations

from typing import Any

from .values import Arm, Constant

_JSON_TYPES: dict[Any, str] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}


def json_type(value: Any) -> str:
    """Return the type that a value has in JSON; `integer` is a number without a fraction."""
    if type(value) is float and value.is_integer():
        return "integer"
    return _JSON_TYPES.get(type(value), "unknown")


def matches(arm: Arm, tag: str, value: Any, kind: str) -> bool:
    """Whether a value of a JSON type looks like this possibility; `tag` is the member that holds the tags."""
    if arm.json and kind not in arm.json and not (kind == "integer" and "number" in arm.json):
        return False
    if kind != "object":
        return not arm.literals or any(_is_same(value, each) for each in arm.literals)
    if arm.tags and not (tag in value and any(_is_same(value[tag], each) for each in arm.tags)):
        return False
    return all(_holds(each, value) for each in arm.constants) and (not arm.field or arm.field in value)


def matches_status(statuses: tuple[str, ...], status: int) -> bool:
    """Whether a status is among these, which may be ranges such as `2XX`."""
    return any(each in {str(status), f"{status // 100}XX", "default"} for each in statuses)


def _holds(constant: Constant, members: dict[str, Any]) -> bool:
    if constant.name not in members:
        return not constant.required
    return any(_is_same(members[constant.name], each) for each in constant.values)


def _is_same(left: Any, right: Any) -> bool:
    """Compare as JSON does: true is not 1."""
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)
