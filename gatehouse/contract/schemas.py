"""OpenAPI 3.0 schemas compiled to validators that say what would be valid and never echo the input."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, cast
from uuid import UUID

import jsonschema_rs

from gatehouse.contract.document import Document, Json
from gatehouse.contract.excerpts import Excerpts
from gatehouse.contract.expectations import expectation
from gatehouse.contract.problems import FieldError

_MAX_ERRORS = 20
_MAX_NAME = 100


class Validator:
    """Checks values against one schema of the document."""

    def __init__(self, document: Document, schema: Json) -> None:
        self._document, self._schema = document, schema
        compiled = {**_to_json_schema(schema), "components": _components(document, schema)}
        self._validator = jsonschema_rs.Draft4Validator(
            compiled,
            validate_formats=True,
            formats={"uuid": _is_uuid, "int64": _any, "int32": _any, "password": _any},
            pattern_options=jsonschema_rs.RegexOptions(),
        )
        self._excerpts = Excerpts(compiled, _MAX_ERRORS)

    def accepts(self, value: Any) -> bool:
        return self._validator.is_valid(value)

    def errors(self, value: Any, base: str = "") -> list[FieldError]:
        """What is wrong, by JSON pointer below `base`."""
        found = self._explained(self._excerpts.of(value), base)
        return found or self._explained(value, base)

    def _explained(self, value: Any, base: str) -> list[FieldError]:
        errors = self._validator.iter_errors(value)  # made all at once
        return list(islice((each for error in errors for each in self._explain(error, base)), _MAX_ERRORS))

    def _explain(self, error: jsonschema_rs.ValidationError, base: str) -> Iterator[FieldError]:
        *path, keyword = error.schema_path or ["type"]
        facts = error.kind.as_dict()
        schema = self._schema_at(path)
        names = [facts["property"]] if "property" in facts else facts.get("unexpected", [])
        for place in [[name] for name in names] or [[]]:
            where = pointer(base, *error.instance_path, *place)
            yield field_error(where, str(keyword), facts, schema)

    def _schema_at(self, path: list[str | int]) -> Json:
        """The schema that contains a rule, here or among the components."""
        node: Any = self._document.raw if path[:1] == ["components"] else self._schema
        for step in path:
            node = node[step]
        return cast(Json, node)


def pointer(base: str, *parts: str | int) -> str:
    """The JSON pointer of a place below `base`."""
    escaped = (str(part)[:_MAX_NAME].replace("~", "~0").replace("/", "~1") for part in parts)
    return "".join((base, *(f"/{part}" for part in escaped)))


def field_error(
    where: str, keyword: str, facts: Json | None = None, schema: Json | None = None
) -> FieldError:
    """A broken rule, and where in the request."""
    return FieldError(where, _snake(keyword), expectation(keyword, facts or {}, schema or {}))


def _snake(keyword: str) -> str:
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in keyword)


def _components(document: Document, schema: Json) -> dict[str, Json]:
    """The components that the schema needs; all of them would take memory once per validator."""
    needed: dict[str, Json] = {}
    waiting = list(_references(schema))
    while waiting:
        kind, name = waiting.pop()
        if name not in needed.setdefault(kind, {}):
            component = document.raw["components"][kind][name]
            needed[kind][name] = _to_json_schema(component)
            waiting += _references(component)
    return needed


def _references(node: Any) -> Iterator[tuple[str, str]]:
    """The kind and name of every component that the node refers to."""
    if isinstance(node, dict):
        if isinstance(target := node.get("$ref"), str):
            _, _, kind, name = target.split("/")[:4]
            yield kind, name
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from _references(item)


def _to_json_schema(node: Any) -> Any:
    """OpenAPI 3.0 says `nullable` where JSON Schema says a type or value of null."""
    if isinstance(node, list):
        return [_to_json_schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    converted = {
        key: _to_json_schema(value) for key, value in node.items() if key not in ("example", "examples")
    }
    if converted.pop("nullable", None) is not True:
        return converted
    return {"anyOf": [converted, {"enum": [None]}]} if "type" not in converted else _or_null(converted)


def _or_null(schema: Json) -> Json:
    schema["type"] = [schema["type"], "null"]
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]
    return schema


def _is_uuid(value: str) -> bool:
    """Only the canonical spelling; the standard library is laxer."""
    try:
        return str(UUID(value)) == value.lower()
    except ValueError:
        return False


def _any(_value: str) -> bool:
    return True
