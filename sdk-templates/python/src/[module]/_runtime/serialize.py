"""Parameters as text, by the styles of OpenAPI."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from .encoding import dumps, plain
from .errors import InputError
from .operation import Parameter
from .values import UNSET, is_list, is_object

Pair = tuple[str, str]

# Kept of the reserved characters: not those that would begin another parameter or a fragment, or mean a space.
_RESERVED = ":/?@!$()*,;="
_BLANK = re.compile(r"\{([^{}]*)\}")
_DOTS = re.compile(r"(\.|%2e){1,2}", re.IGNORECASE)
_SEPARATORS = {"label": (".", "."), "matrix": (";", ";")}
_JOINTS = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}


def write_path(path: str, parameters: Iterable[Parameter], values: Mapping[str, Any]) -> str:
    """Fill the blanks of a path. A value is always one step of the path, whatever characters it has."""
    known = {each.wire: each for each in parameters if each.place == "path"}

    def fill(blank: re.Match[str]) -> str:
        parameter = known.get(blank[1])
        return _path_value(parameter, plain(values.get(parameter.name))) if parameter else blank[0]

    filled = _BLANK.sub(fill, path)
    if any(_DOTS.fullmatch(step) for step in filled.split("/")):
        raise InputError("a path cannot have . or .. as a step")
    return filled


def _path_value(parameter: Parameter, value: Any) -> str:
    if value is None or value is UNSET or value == "":
        raise InputError(f"{parameter.name} is missing, and is part of the path")
    if parameter.json:
        return _escape(dumps(value))
    prefix, separator = _SEPARATORS.get(parameter.style, ("", ","))
    joint = separator if parameter.explode else ","
    name = f"{_escape(parameter.wire)}=" if parameter.style == "matrix" else ""
    if is_list(value):
        items = [_escape(_text(item)) for item in value]
        return prefix + (
            joint.join(name + item for item in items) if parameter.explode and name else name + joint.join(items)
        )
    if is_object(value):
        equals = "=" if parameter.explode else ","
        pairs = [equals.join(map(_escape, pair)) for pair in _pairs_of(value)]
        return prefix + ("" if parameter.explode else name) + joint.join(pairs)
    return prefix + name + _escape(_text(value))


def write_query(parameters: Iterable[Parameter], values: Mapping[str, Any], extra: Mapping[str, Any]) -> str:
    """Write the query of a request, without a question mark."""
    given = [(each, values.get(each.name)) for each in parameters if each.place == "query"]
    given += [(Parameter(wire, wire, "query", "form", explode=True), value) for wire, value in extra.items()]
    return "&".join(
        f"{_escape(name)}={text}"
        for parameter, value in given
        if value is not None and value is not UNSET
        for name, text in query_pairs(parameter, plain(value))
    )


def query_pairs(parameter: Parameter, value: Any) -> list[Pair]:
    """Return the pairs of name and value of a parameter in a query or a form; values are escaped."""
    write = _escape_most if parameter.reserved else _escape
    if parameter.json:
        return [(parameter.wire, write(dumps(value)))]
    if is_list(value):
        items = [write(_text(item)) for item in value if item is not None]
        if parameter.explode:
            return [(parameter.wire, item) for item in items]
        return [(parameter.wire, _JOINTS.get(parameter.style, ",").join(items))] if items else []
    if is_object(value):
        return _object_pairs(parameter, value, write)
    return [(parameter.wire, write(_text(value)))]


def _object_pairs(parameter: Parameter, value: dict[str, Any], write: Callable[[str], str]) -> list[Pair]:
    if parameter.style == "deepObject":
        return [(name, write(text)) for name, text in _deep_pairs(parameter.wire, value)]
    pairs = _pairs_of(value)
    if parameter.explode:
        return [(name, write(text)) for name, text in pairs]
    return [(parameter.wire, ",".join(write(text) for pair in pairs for text in pair))] if pairs else []


def _deep_pairs(prefix: str, value: dict[str, Any]) -> list[Pair]:
    found: list[Pair] = []
    for key, each in value.items():
        name = f"{prefix}[{key}]"
        if is_object(each):
            found += _deep_pairs(name, each)
        elif is_list(each):
            found += [(name, _text(item)) for item in each]
        elif each is not None:
            found.append((name, _text(each)))
    return found


def header_value(parameter: Parameter, value: Any) -> str:
    """Write a parameter that travels in a header."""
    return _flat(parameter, plain(value), explode=parameter.explode, write=str)


def cookie_value(parameter: Parameter, value: Any) -> str:
    """Write a parameter that travels in a cookie."""
    return _flat(parameter, plain(value), explode=False, write=_escape)


def _flat(parameter: Parameter, value: Any, *, explode: bool, write: Callable[[str], str]) -> str:
    if parameter.json:
        return write(dumps(value))
    if is_list(value):
        return ",".join(write(_text(item)) for item in value)
    if is_object(value):
        equals = "=" if explode else ","
        return ",".join(equals.join(map(write, pair)) for pair in _pairs_of(value))
    return write(_text(value))


def _pairs_of(value: dict[str, Any]) -> list[Pair]:
    return [(name, _text(each)) for name, each in value.items() if each is not None]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else dumps(value)


def _escape(text: str) -> str:
    return _quoted(text, "")


def _escape_most(text: str) -> str:
    return _quoted(text, _RESERVED)


def _quoted(text: str, safe: str) -> str:
    try:
        return quote(text, safe=safe)
    except UnicodeEncodeError:
        raise InputError("a text is not valid Unicode") from None
