"""Literals and words for people, as Python writes them."""

import json
import re
from collections.abc import Iterable
from typing import Any

from sdkgen.ir import Docs, Operation
from sdkgen.languages._kit import paragraphs
from sdkgen.showcase import title

_ODD = re.compile(r"[^ -~\u00a1-\u024f\u0370-\u1fff\u3040-\ud7a3]")


def quote(text: str) -> str:
    """Write a string; what is invisible or could be taken for something else is escaped."""
    return _ODD.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(odd: re.Match[str]) -> str:
    code = ord(odd[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 - where \u ends


def literal(value: Any) -> str:
    """Write a JSON value."""
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, dict):
        return f"{{{', '.join(f'{quote(name)}: {literal(each)}' for name, each in value.items())}}}"
    return f"[{', '.join(map(literal, value))}]" if isinstance(value, list) else repr(value)


def collection(values: Iterable[Any]) -> str:
    """Write a tuple of JSON values."""
    written = [literal(value) for value in values]
    return f"({', '.join(written)}{',' if len(written) == 1 else ''})"


def documentation(docs: Docs | str, fallback: str = "", *, deprecated: bool = False) -> tuple[str, ...]:
    """Return the lines of a docstring, safe between its quotes; nothing if there is nothing to say."""
    said = (docs,) if isinstance(docs, str) else (*paragraphs(docs), f"See {docs.url}" if docs.url else "")
    blocks = [block for block in said if block] or [fallback]
    text = "\n\n".join([*blocks, *(["Deprecated."] if deprecated else [])])
    safe = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"').replace("\t", "    ").replace("\r", "")
    lines = [_ODD.sub(_escaped, line).rstrip() for line in safe.strip().splitlines()]
    if lines and lines[-1].endswith('"'):
        lines[-1] += " "
    return tuple(lines)


def shown(operation: Operation) -> str:
    """Say what an operation does, as a cell of a table takes it."""
    return title(operation).replace("|", "\\|")
