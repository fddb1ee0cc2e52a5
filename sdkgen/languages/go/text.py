"""Go as text: literals, tags and comments."""

import json
import re
from collections.abc import Callable, Iterable

from sdkgen.ir import Docs
from sdkgen.languages._kit import paragraphs
from sdkgen.showcase import permissions, title

_TAG = re.compile(r"[\w!#$%&()*+\-./:;<=>?@\[\]^{|}~ ]+")
_LIST = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s+")


def quote(text: str) -> str:
    """Write a string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f").replace("\ufeff", "\\ufeff")


def literal(value: str | float | bool) -> str:
    """Write a constant; a whole number is an int."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quote(value)
    return repr(int(value) if isinstance(value, float) and value.is_integer() else value)


def literals(values: Iterable[str | float | bool]) -> str:
    """Write constants one after the other."""
    return ", ".join(map(literal, values))


def can_be_tagged(wire: str) -> bool:
    """Whether a member's name can be written in a tag; encoding/json ignores others."""
    return bool(_TAG.fullmatch(wire)) and all(char.isalnum() or char.isascii() for char in wire)


def tag(wire: str, *, omit: bool) -> str:
    """Write the tag of a field; a name that it cannot have has another one to stand for it."""
    if not can_be_tagged(wire):
        return quote(f'json:"{_stand_in(wire)}{",omitzero" if omit else ""}" wire:{quote(wire)}')
    name = f"{wire}," if wire == "-" and not omit else wire
    return f'`json:"{name}{",omitzero" if omit else ""}"`'


def _stand_in(wire: str) -> str:
    return "~" + "".join(char if can_be_tagged(char) else f"~{ord(char):x}~" for char in wire)


def prose(docs: Docs) -> str:
    """Return what there is to say."""
    return "\n\n".join(paragraphs(docs))


def cell(text: str) -> str:
    """Write the first paragraph as a cell of a table."""
    paragraph = text.strip().partition("\n\n")[0]
    return " ".join(paragraph.split()).replace("|", "\\|")


def comment(text: str, indent: str = "") -> str:
    """Write a comment that gofmt leaves as it is; nothing for no text."""
    lines: list[str] = []
    for line in text.replace("\t", "    ").splitlines():
        plain = _plain(line)
        if plain or (lines and lines[-1]):
            lines.append(plain)
    while lines and not lines[-1]:
        lines.pop()
    return "".join(f"{indent}// {line}\n" if line else f"{indent}//\n" for line in lines)


def _plain(line: str) -> str:
    """Take away what has a meaning in doc comments: indentation, headings, lists."""
    text = line.strip().lstrip("#").strip()
    text = "".join(char for char in text if char.isprintable())
    item = _LIST.match(text)
    return f"• {text[item.end() :]}" if item else text


def titled(text: str, name: str, fallback: str) -> str:
    """Begin documentation with the name of what it is about, as Go wants it."""
    if not text:
        return f"{name} {fallback}"
    return text if text.startswith(f"{name} ") else f"{name}: {text}"


FILTERS: dict[str, Callable[..., str]] = {
    **{each.__name__: each for each in (cell, comment, literal, literals, prose, quote, tag, titled)},
    "heading": title,
    "permissions": permissions,
}
