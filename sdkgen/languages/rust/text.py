"""Rust source text: literals and documentation comments."""

import json
import re
import unicodedata

from sdkgen.ir import Docs

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def literal(value: str) -> str:
    """Write a string literal; what cannot be seen is escaped."""
    return '"' + "".join(_escaped(char) for char in value) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[char]
    if unicodedata.category(char) == "Cs":
        return "\\u{fffd}"
    return f"\\u{{{ord(char):x}}}" if unicodedata.category(char) in _UNSAFE else char


def constant(value: str | float | bool) -> str:
    """Write a literal of any scalar."""
    return literal(value) if isinstance(value, str) else json.dumps(value)


def floating(value: float) -> str:
    """Write a literal of a float."""
    return repr(float(value))


def comment(*texts: str) -> tuple[str, ...]:
    """Return the lines of a documentation comment: the texts as paragraphs, less what the compiler minds."""
    paragraphs = [_lines(text) for text in texts if text.strip()]
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += ["", *paragraph] if lines else paragraph
    return tuple(lines)


def _lines(text: str) -> list[str]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    visible = "".join(char for char in plain if char == "\n" or unicodedata.category(char) not in _UNSAFE)
    lines = [line.rstrip() for line in visible.strip("\n").split("\n")]
    return _fenced(lines)


def _fenced(lines: list[str]) -> list[str]:
    """Mark code as text, as it is not Rust, and close what is left open."""
    found: list[str] = []
    fence = ""
    for line in lines:
        match = _FENCE.match(line)
        if match and not fence:
            fence = match[1]
            found.append(f"{line[: match.end()]}text")
        elif match and match[1].startswith(fence) and line.strip() == match[1]:
            fence = ""
            found.append(line)
        else:
            found.append(line)
    return [*found, fence] if fence else found


def documented(docs: Docs, *more: str) -> tuple[str, ...]:
    """Return the comment for something that the document describes."""
    description = "" if docs.description.strip() == docs.summary.strip() else docs.description
    link = f"See <{docs.url}>." if docs.url else ""
    return comment(docs.summary, description, link, *more)
