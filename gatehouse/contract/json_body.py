"""Strict JSON of bounded size: no duplicate keys, no NUL characters, nothing beyond the standard."""

import json
from typing import Any

import orjson

from gatehouse.contract.problems import Problem, invalid

_MAX_DEPTH = 64
_MARKS = (b"[", b"{", b",", b":")


def parse(raw: bytes, most_marks: int) -> Any:
    """The value, or a `Problem` saying which rule was broken; every value in it costs a mark."""
    if sum(map(raw.count, _MARKS)) > most_marks:
        raise Problem(
            "payload_too_large", f"The body has more than {most_marks} brackets, commas and colons."
        )
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        detail = f"The body is not valid JSON (line {error.lineno}, column {error.colno})."
        raise Problem("malformed_json", detail) from None
    # Every key is followed by a colon; only when the numbers differ a key can have been written twice.
    if raw.count(b":") != _count_keys(value, _MAX_DEPTH):
        json.loads(raw, object_pairs_hook=_unique)
    if b"\\u0000" in raw and _contains_nul(value):
        raise invalid("", "nul", "NUL characters are not allowed.")
    return value


def _count_keys(value: Any, levels_left: int) -> int:
    if not isinstance(value, dict | list):
        return 0
    if levels_left == 0:
        raise Problem("malformed_json", f"The body is nested too deeply: at most {_MAX_DEPTH} levels.")
    keys, items = (len(value), value.values()) if isinstance(value, dict) else (0, value)
    return keys + sum(_count_keys(item, levels_left - 1) for item in items)


def _contains_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_contains_nul(item) for pair in value.items() for item in pair)
    return isinstance(value, list) and any(map(_contains_nul, value))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise Problem("malformed_json", "The body has an object that contains the same key twice.")
    return dict(pairs)
