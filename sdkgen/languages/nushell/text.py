"""Values and documentation as Nushell text."""

import json
from typing import Any

from sdkgen.languages.nushell.builtins import VALUES

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


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
    if isinstance(value, list):
        return "[" + ", ".join(map(nuon, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)}: {nuon(each)}" for key, each in value.items()) + "}"
    return json.dumps(value)


def line(text: str) -> str:
    """Write the first paragraph of some documentation on one line."""
    return " ".join(text.strip().split("\n\n")[0].split())


def comment(*paragraphs: str) -> str:
    """Write paragraphs as a comment, one after another."""
    lines: list[str] = []
    for paragraph in paragraphs:
        if paragraph.strip():
            lines += ["", *paragraph.strip().splitlines()]
    return "\n".join(f"# {each}".rstrip() for each in lines[1:])


def member(key: str) -> str:
    """Write the name of a record's member."""
    return key if key.isascii() and key.isidentifier() and key not in VALUES else quoted(key)


def dump(value: Any) -> str:
    """Write JSON on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
