"""JSON as strict as it is written: no duplicate keys, no NUL, nothing that is not JSON."""

import json
from typing import Any

import orjson

from core.errors import Problem, invalid


def parse(raw: bytes) -> Any:
    """The value, or `malformed_json` / `validation_failed` saying which rule was broken."""
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        detail = f"The body is not valid JSON (line {error.lineno}, column {error.colno})."
        raise Problem("malformed_json", detail) from None
    if b"\\u0000" in raw and _contains_nul(value):
        raise invalid("", "nul", "Text must not contain the NUL character.")
    # Every key is followed by a colon; only when the numbers differ a key can have been written twice.
    if raw.count(b":") != _count_keys(value):
        _refuse_duplicate_keys(raw)
    return value


def _count_keys(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) + sum(map(_count_keys, value.values()))
    return sum(map(_count_keys, value)) if isinstance(value, list) else 0


def _contains_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_contains_nul(item) for pair in value.items() for item in pair)
    return isinstance(value, list) and any(map(_contains_nul, value))


def _refuse_duplicate_keys(raw: bytes) -> None:
    try:
        json.loads(raw, object_pairs_hook=_unique)
    except RecursionError:
        raise Problem("malformed_json", "The body is nested too deeply.") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise Problem("malformed_json", "The body has an object with the same key twice.")
    return dict(pairs)
