"""Writing TypeScript: literals, comments and argument lists, laid out as prettier would."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sdkgen.ir import Docs

WIDTH = 120
_IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")


@dataclass(frozen=True, slots=True)
class Raw:
    """Code that stands in a literal as it is."""

    code: str


def quote(value: object) -> str:
    """Write a JSON value so that it is TypeScript as well."""
    return json.dumps(value, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def key(name: str) -> str:
    """Write the name of a member, quoted where it has to be."""
    return name if _IDENTIFIER.fullmatch(name) and name != "__proto__" else quote(name)


def member_key(name: str) -> str:
    """Write the name of a member of an object literal; `__proto__` would set its prototype."""
    return '["__proto__"]' if name == "__proto__" else key(name)


def literal(value: Any, indent: int = 0, *, used: int = 0) -> str:
    """Write plain data as a literal: on one line where it fits after `used` characters."""
    flat = _flat(value)
    if len(flat) + indent + used + 1 <= WIDTH or not isinstance(value, Mapping | Sequence) or not value:
        return flat
    if isinstance(value, str):
        return flat
    inner = indent + 2
    pad = " " * inner
    if isinstance(value, Mapping):
        items = [
            f"{member_key(name)}: {literal(each, inner, used=len(member_key(name)) + 2)}"
            for name, each in value.items()
        ]
        opening, closing = "{", "}"
    else:
        items = [literal(each, inner) for each in value]
        opening, closing = "[", "]"
    body = "".join(f"{pad}{item},\n" for item in items)
    return f"{opening}\n{body}{' ' * indent}{closing}"


def _flat(value: Any) -> str:
    if isinstance(value, Raw):
        return value.code
    if isinstance(value, Mapping):
        items = ", ".join(f"{member_key(name)}: {_flat(each)}" for name, each in value.items())
        return f"{{ {items} }}" if items else "{}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_flat, value))}]"
    return quote(value)


def signature(head: str, arguments: Sequence[str], tail: str, indent: int = 0) -> str:
    """Write a list of arguments between its head and its tail, on one line where it fits."""
    flat = f"{head}({', '.join(arguments)}){tail}"
    if len(flat) + indent <= WIDTH or not arguments:
        return flat
    pad = " " * indent
    lines = "".join(f"{pad}  {argument},\n" for argument in arguments)
    return f"{head}(\n{lines}{pad}){tail}"


def union(parts: Iterable[str]) -> str:
    """Join types, each once; with `unknown` among them nothing else is known either."""
    distinct = list(dict.fromkeys(parts))
    return "unknown" if "unknown" in distinct else " | ".join(distinct)


def doc_lines(docs: Docs, *more: str, deprecated: bool = False) -> tuple[str, ...]:
    """Return the lines of a documentation comment."""
    blocks = [docs.summary.strip(), docs.description.strip()]
    tags = [*more, *(["@see " + docs.url] if docs.url else []), *(["@deprecated"] if deprecated else [])]
    blocks = [block for block in [*blocks, "\n".join(tag for tag in tags if tag)] if block]
    text = "\n\n".join(blocks).replace("*/", "*\\/").replace("\r", "")
    return tuple(line.rstrip().replace("\t", "  ") for line in text.splitlines())


def comment(lines: Sequence[str], indent: int = 0) -> str:
    """Write a documentation comment, with a line break after it; nothing if there is nothing to say."""
    pad = " " * indent
    if not lines:
        return ""
    if len(lines) == 1 and len(lines[0]) + indent + 7 <= WIDTH:
        return f"{pad}/** {lines[0]} */\n"
    body = "".join(f"{pad} * {line}".rstrip() + "\n" for line in lines)
    return f"{pad}/**\n{body}{pad} */\n"


def indented(text: str, indent: int) -> str:
    """Indent all lines of a text but the first."""
    return text.replace("\n", "\n" + " " * indent)
