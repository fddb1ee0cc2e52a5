"""Values and documentation as Nushell text."""

import json
import re
from dataclasses import fields
from typing import Any

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_VALUES = frozenset({"false", "inf", "infinity", "nan", "null", "true"})
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._:/-]+")
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def quoted(text: str) -> str:
    """Write a text in double quotes."""
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    return char if char.isprintable() else f"\\u{{{ord(char):x}}}"


def nuon(value: Any) -> str:
    """Write any JSON value as Nushell does."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(nuon, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)}: {nuon(each)}" for key, each in value.items()) + "}"
    return json.dumps(value)


def word(value: Any) -> str:
    """Write a value as an argument of a command: words need no quotes."""
    is_bare = isinstance(value, str) and _BARE.fullmatch(value) and value.lower() not in _VALUES
    return str(value) if is_bare else nuon(value)


def address(url: str) -> str:
    """Write an address as an argument of a command; usual ones need no quotes."""
    return url if _ADDRESS.fullmatch(url) else quoted(url)


def member(key: str) -> str:
    """Write the name of a record's member."""
    return key if key.isascii() and key.isidentifier() and key not in _VALUES else quoted(key)


def line(text: str) -> str:
    """Return the first paragraph of some documentation on one line."""
    return " ".join(text.strip().split("\n\n")[0].split())


def dump(value: Any) -> str:
    """Write JSON on one line; facts of the representation without what is empty."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "), default=_facts)


def _facts(value: Any) -> dict[str, Any]:
    found = {each.name: getattr(value, each.name) for each in fields(value)}
    return {name: each for name, each in found.items() if each not in ("", ())}
