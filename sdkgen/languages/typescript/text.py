"""Literals, names of members, and the words of comments."""

import json
import re

from sdkgen.ir import Docs

_IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")


def listed(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


def quote(value: object) -> str:
    """Write a JSON value so that it is TypeScript as well."""
    return json.dumps(value, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def key(name: str) -> str:
    """Write the name of a member of a type, quoted where it has to be."""
    return name if _IDENTIFIER.fullmatch(name) and name != "__proto__" else quote(name)


def member_key(name: str) -> str:
    """Write the name of a member of an object; `__proto__` would set its prototype."""
    return '["__proto__"]' if name == "__proto__" else key(name)


def in_comment(text: str) -> str:
    """Write a text so that it does not end the comment that it is in."""
    return text.replace("*/", "*\\/")


def doc_lines(docs: Docs | str, default: str = "", *, deprecated: bool = False) -> list[str]:
    """Return the lines of a documentation comment: what the document says, then tags."""
    found = docs if isinstance(docs, Docs) else Docs(description=docs)
    tags = [default, f"@see {found.url}" if found.url else "", "@deprecated" if deprecated else ""]
    more = [tag for tag in tags if tag]
    blocks = [found.summary.strip(), found.description.strip(), "\n".join(more)]
    text = in_comment("\n\n".join(block for block in blocks if block)).replace("\r", "")
    return [line.rstrip().replace("\t", "  ") for line in text.splitlines()]
