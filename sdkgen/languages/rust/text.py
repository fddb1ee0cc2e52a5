"""Rust source text: literals and documentation comments."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from sdkgen.ir import Docs
from sdkgen.languages._kit import paragraphs

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_LARGEST = 2**31 - 1  # of the type that a number without one gets
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def literal(value: object) -> str:
    """Write a literal of a scalar, or JSON; what cannot be seen in a text is escaped."""
    if isinstance(value, int) and abs(value) > _LARGEST:
        return f"{value}_i64"
    if not isinstance(value, str):
        return json.dumps(value)
    is_plain = value.isprintable() and '"' not in value and "\\" not in value
    return f'"{value if is_plain else "".join(map(_escaped, value))}"'


def _escaped(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    category = unicodedata.category(char)
    if category == "Cs":
        return "\\u{fffd}"
    return f"\\u{{{ord(char):x}}}" if category in _UNSAFE else char


def floating(value: float) -> str:
    """Write a literal of a float."""
    return repr(float(value))


def comment(*texts: str) -> tuple[str, ...]:
    """Return the lines of a documentation comment: the texts as paragraphs, less what the compiler minds."""
    lines: list[str] = []
    for paragraph in [_lines(text) for text in texts if text.strip()]:
        lines += ["", *paragraph] if lines else paragraph
    return tuple(lines)


def _lines(text: str) -> list[str]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return _fenced([_visible(line).rstrip() for line in plain.strip("\n").split("\n")])


def _visible(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(char for char in line if unicodedata.category(char) not in _UNSAFE)


def _fenced(lines: list[str]) -> list[str]:
    """Mark code as text, as it is not Rust, and close what is left open."""
    found: list[str] = []
    fence = ""
    for line in lines:
        match = _FENCE.match(line)
        if match and not fence:
            fence = match[1]
            found.append(f"{line[: match.end()]}text")
            continue
        if match and match[1].startswith(fence) and line.strip() == match[1]:
            fence = ""
        found.append(line)
    return [*found, fence] if fence else found


def documented(docs: Docs, *more: str) -> tuple[str, ...]:
    """Return the comment for something that the document describes."""
    link = f"See <{docs.url}>." if docs.url else ""
    return comment(*paragraphs(docs), link, *more)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "literal": literal,
    "floating": floating,
    "comment": comment,
    "documented": documented,
}
