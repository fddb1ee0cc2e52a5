"""Names of things that have none: an inline schema is called after its place, and nothing else."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from sdkgen import pointer
from sdkgen.names import Words, words
from sdkgen.spec import Node

STATED_RANK, COMPONENT_RANK, POSITION_RANK, VARIANT_RANK = -1, 0, 1, 2

_SECTION_SUFFIXES = {
    "schemas": "",
    "parameters": "parameter",
    "headers": "header",
    "requestBodies": "request",
    "responses": "response",
}
_WORDLESS = {"schema", "get", "put", "post", "delete", "options", "head", "patch", "trace", "itemSchema"}
_OPERANDS = {
    "properties",
    "$defs",
    "definitions",
    "headers",
    "callbacks",
    "schemas",
    "dependentSchemas",
    "type",
}
_INDEXED = {"allOf", "oneOf", "anyOf", "prefixItems", "parameters"}
_COUNTED = {"oneOf", "anyOf", "parameters"}
_SECTION, _NAME = 2, 3  # how many steps lead to `components/schemas`, and to a schema in it
_STRUCTURAL = {"properties", "items", "additionalProperties", "allOf", "oneOf", "anyOf", "prefixItems"}
_VALUES = {"items": "item", "additionalProperties": "value", "requestBody": "request", "not": "not"}


@dataclass(frozen=True, slots=True)
class PositionName:
    """What a place is called, and what else it could be called."""

    words: Words
    alternatives: tuple[Words, ...]
    rank: int


def operation_words(method: str, path: str, operation: Any) -> Words:
    """Return what an operation is called in full: its id, or else its method and path."""
    given = operation.get("operationId") if isinstance(operation, dict) else None
    return words(given) if isinstance(given, str) and given else path_words(method, path)


def path_words(method: str, path: str) -> Words:
    """Return words for an operation without an id: `GET /users/{id}` is `get users by id`."""
    steps = path.replace("{", "/by/").replace("}", "/").split("/")
    return Words(" ".join([method.lower(), *(words(step) for step in steps if step)]))


def position_name(node: Node) -> PositionName:
    """Return the name of a place in a document."""
    steps = pointer.split(node.pointer)
    short, full, rest = _head(node, steps)
    data = _descend(node.document.data, steps[: len(steps) - len(rest)])
    for brief, long in _tail(rest, data):
        short, full = short.plus(brief), full.plus(long)
    rank = POSITION_RANK if rest or steps[:_SECTION] != ["components", "schemas"] else COMPONENT_RANK
    other = full if full != short else short.plus("inline")
    return PositionName(short, () if rank == COMPONENT_RANK else (other,), rank)


def _head(node: Node, steps: list[str]) -> tuple[Words, Words, list[str]]:
    if steps[:1] == ["components"] and len(steps) >= _NAME:
        name = words(steps[2]).plus(_SECTION_SUFFIXES.get(steps[1], ""))
        full = name if steps[1] == "schemas" else words(steps[2]).plus(words(steps[1]))
        return name, full, steps[3:]
    if steps[:1] == ["paths"] and len(steps) >= _NAME:
        operation = _descend(node.document.data, steps[:3])
        name = operation_words(steps[2], steps[1], operation)
        return name, path_words(steps[2], steps[1]), steps[3:] if steps[2] in _WORDLESS else steps[2:]
    if steps[:1] == ["webhooks"] and len(steps) > 1:
        name = words(steps[1]).plus("webhook")
        return name, name, steps[2:]
    return _external_head(words(PurePosixPath(node.document.key).stem), node.document.data, steps)


def _operation_head(stem: Words, data: Any, steps: list[str]) -> tuple[Words, Words, list[str]] | None:
    """Name an operation that another file has by its id, or else by the way to it."""
    for depth in range(len(steps)):
        found = _descend(data, steps[:depth])
        if (
            isinstance(found, dict)
            and "responses" in found
            and steps[depth] in {"requestBody", "responses", "parameters"}
        ):
            way = stem.plus(*map(words, steps[:depth])) if depth else stem
            given = found.get("operationId")
            name = words(given) if isinstance(given, str) and given else way
            return name, way, steps[depth:]
    return None


def _external_head(stem: Words, data: Any, steps: list[str]) -> tuple[Words, Words, list[str]]:
    """Name a place in another file: after the operation or definition it is in, or else after the file."""
    operation = _operation_head(stem, data, steps)
    if operation:
        return operation
    if steps[:1] and steps[0] in {"definitions", "$defs"} and len(steps) > 1:
        return words(steps[1]), stem.plus(words(steps[1])), steps[2:]
    if steps[:1] and steps[0] not in _STRUCTURAL:
        return words(steps[0]), stem.plus(words(steps[0])), steps[1:]
    return stem, stem, steps


def stable_pointer(node: Node) -> str:
    """Return a pointer that does not count: parameters go by name, arms of a choice by what they say.

    What is put before them moves neither, as it would move an index.
    """
    data = node.document.data
    steps = pointer.split(node.pointer)
    found: list[str] = []
    for position, step in enumerate(steps):
        siblings: Any = data
        data = _descend(data, [step])
        before = found[-1] if found else ""
        label = _label(before, siblings, data) if before in _COUNTED and position > 1 else ""
        found.append(label or step)
    return "".join(f"/{pointer.escape(step)}" for step in found)


def _label(keyword: str, siblings: Any, element: Any) -> str:
    if not isinstance(siblings, list) or not isinstance(element, dict):
        return ""
    if keyword == "parameters":
        return f"{element.get('in')}:{element.get('name')}" if "name" in element else ""
    label = arm_words(element)
    is_unique = [arm_words(sibling) for sibling in siblings].count(label) == 1
    return label.replace(" ", "-") if is_unique and not label.isdecimal() else ""


def _tail(steps: list[str], data: Any) -> list[tuple[str, str]]:
    """Return a short and a long wording of each further step."""
    found: list[tuple[str, str]] = []
    position = 0
    while position < len(steps):
        step = steps[position]
        operand = steps[position + 1] if position + 1 < len(steps) else ""
        inner = _descend(data, [step, operand])
        wording, used = _wording(step, operand, inner)
        found.append(wording)
        data = inner if used == 2 else _descend(data, [step])  # noqa: PLR2004 - a keyword and its operand
        position += used
    return found


def _wording(step: str, operand: str, inner: Any) -> tuple[tuple[str, str], int]:
    if step in _OPERANDS:
        return (words(operand), words(operand)), 2
    if step in _INDEXED:
        return _indexed(step, operand, inner), 2
    if step == "responses":
        return _response(operand), 2
    if step == "content":
        return ("", words(operand)), 2
    if step == "patternProperties":
        return ("value", f"value {words(operand)}"), 2
    word = "" if step in _WORDLESS else _VALUES.get(step) or words(step)
    return (word, word), 1


def _indexed(step: str, operand: str, inner: Any) -> tuple[str, str]:
    number = int(operand) + 1 if operand.isdecimal() else 0
    if step == "allOf":
        return "", ""
    if step == "prefixItems":
        return f"item {number}", f"item {number}"
    if step == "parameters":
        name = _parameter_name(inner)
        return name or f"parameter {number}", f"{name} parameter {number}"
    name = arm_words(inner)
    return name or f"option {number}", f"{name} option {number}".strip()


def _parameter_name(parameter: Any) -> str:
    given = parameter.get("name") if isinstance(parameter, dict) else None
    return words(given) if isinstance(given, str) else ""


def _response(status: str) -> tuple[str, str]:
    if status.startswith("2"):
        return "response", f"response {status}"
    if status == "default":
        return "default response", "default response"
    kind = "error" if status[:1] in {"4", "5"} else "response"
    return f"{kind} {status.lower()}", f"{kind} {status.lower()}"


def arm_words(schema: Any) -> str:
    """Return what an arm says of itself: its title, what it refers to, a constant, or a required member."""
    if not isinstance(schema, dict):
        return ""
    title, reference = schema.get("title"), schema.get("$ref")
    if isinstance(title, str) and title.strip():
        return words(title)
    if isinstance(reference, str):
        return words(PurePosixPath(reference.rpartition("/")[2]).stem)
    if isinstance(schema.get("enum"), list):
        return "enum"
    properties = schema.get("properties")
    constants = map(_constant, properties.values()) if isinstance(properties, dict) else []
    return next((words(value) for value in constants if value), _demand(schema.get("required")))


def _demand(required: Any) -> str:
    first = required[0] if isinstance(required, list) and required else None
    return f"with {words(first)}" if isinstance(first, str) else ""


def _constant(schema: Any) -> str:
    if not isinstance(schema, dict):
        return ""
    members = schema.get("enum")
    value = members[0] if isinstance(members, list) and len(members) == 1 else schema.get("const")
    return value if isinstance(value, str) else ""


def _descend(data: Any, steps: list[str]) -> Any:
    """Follow steps through plain data as far as they lead; places made by merging lead nowhere."""
    for step in steps:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list):
            data = data[int(step)] if step.isdecimal() and int(step) < len(data) else None
        else:
            return None
    return data
