"""Grouping: which operations belong together, and what each is called within its group.

Both depend on the operation alone. An id with separators, such as `users.list` or `repos/get`, says both.
Any other operation belongs to its first tag, or to the first fixed step of its path that is no version,
and keeps its id as its name: taking a prefix off would have to be undone when another operation came to be
called what is left.
"""

import re
from dataclasses import dataclass
from typing import Any

from sdkgen.ir import Docs, Group, Operation
from sdkgen.names import Words, words
from sdkgen.normalise.dialect import read_docs
from sdkgen.normalise.lines import one_line
from sdkgen.normalise.positions import path_words
from sdkgen.spec import Node

_UNTELLING = re.compile(r"api|rest|v\d+([._]\d+)*((alpha|beta|rc)\d*)?|\d[\d.-]*", re.IGNORECASE)
_SEPARATORS = re.compile(r"::|[./:#]")


@dataclass(frozen=True, slots=True)
class Naming:
    """What an operation is called."""

    id: str
    operation_id: str
    group: Words
    name: Words
    alternatives: tuple[Words, ...]


def naming(path: str, method: str, operation: Node, *, is_repeated: bool) -> Naming:
    """Return the names of an operation. One whose operation id is taken goes by its method and path."""
    raw = operation.value
    given = raw.get("operationId")
    operation_id = one_line(given) if isinstance(given, str) and words(given) and not is_repeated else ""
    steps = [step for step in _SEPARATORS.split(operation_id) if step.strip()]
    full = words(operation_id) if operation_id else path_words(method, path)
    group = words(" ".join(steps[:-1])) if len(steps) > 1 else _group(raw, path)
    name = words(steps[-1]) if len(steps) > 1 else full
    return Naming(
        id=operation_id or f"{method.upper()} {path}",
        operation_id=operation_id,
        group=_stated(raw, "x-sdkgen-group") or group,
        name=_stated(raw, "x-sdkgen-name") or name,
        alternatives=tuple(dict.fromkeys([full, path_words(method, path)])),
    )


def _stated(raw: dict[str, Any], extension: str) -> Words | None:
    value = raw.get(extension)
    return words(value) if isinstance(value, str) and value else None


def _group(raw: dict[str, Any], path: str) -> Words:
    tags = raw.get("tags")
    if isinstance(tags, list) and tags and isinstance(tags[0], str):
        return words(tags[0])
    fixed = [step for step in path.split("/") if step and "{" not in step]
    telling = [step for step in fixed if not _UNTELLING.fullmatch(step)]
    return words(telling[0]) if telling else Words("default")


def grouped(operations: list[Operation], root: Node) -> tuple[Group, ...]:
    """Gather operations in groups, in the order of the document's tags and then of first use."""
    members: dict[Words, list[Operation]] = {}
    for operation in operations:
        members.setdefault(Words(operation.group), []).append(operation)
    docs = _tag_docs(root)
    order = [name for name in docs if name in members] + [name for name in members if name not in docs]
    return tuple(Group(name, name, docs.get(name, Docs()), tuple(members[name])) for name in order)


def _tag_docs(root: Node) -> dict[Words, Docs]:
    tags = root.get("tags")
    named = [tag.value for tag in tags.elements() if isinstance(tag.value, dict)] if tags else []
    return {words(tag["name"]): read_docs(tag) for tag in named if isinstance(tag.get("name"), str)}
