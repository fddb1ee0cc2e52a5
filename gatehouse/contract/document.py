"""The OpenAPI document as the server uses it: operations, parameters, bodies, security."""

import builtins
import keyword
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from gatehouse.contract.deprecation import UndatedDeprecation, deprecation_headers

METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")

Json = dict[str, Any]


class ContractError(Exception):
    """The document and the code do not agree; the message names every place."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One declared path, query or header parameter."""

    name: str
    location: str
    required: bool
    schema: Json

    @property
    def argument(self) -> str:
        """The name of the handler's argument."""
        return python_name(self.name.lower().replace("-", "_"))


@dataclass(frozen=True, slots=True)
class Operation:
    """One method on one path; `headers` are those that all its successful answers have."""

    id: str
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    body: Mapping[str, Json]
    body_required: bool
    security: tuple[Json, ...]
    responses: Mapping[str, Json]
    instead: Mapping[str, str]
    headers: Mapping[str, str]
    needs_recent_factor: bool
    goes_before_factor: bool

    @property
    def tag(self) -> str:
        return self.id.partition(".")[0]

    @property
    def function(self) -> str:
        return python_name(self.id.partition(".")[2])

    @property
    def anonymous(self) -> bool:
        return not self.security

    @property
    def permission(self) -> str | None:
        """Written as an OAuth2 scope, but required of every kind of credential; no operation has two."""
        return next(iter(self.scopes), None)

    @property
    def scopes(self) -> frozenset[str]:
        return frozenset(
            scope for alternative in self.security for names in alternative.values() for scope in names
        )


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; `resolve` follows its references."""

    raw: Json
    operations: tuple[Operation, ...]

    def resolve(self, node: Json) -> Json:
        """Follow the node's own reference, if it is one."""
        while "$ref" in node:
            target: Any = self.raw
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            node = target
        return node

    def operation(self, operation_id: str) -> Operation:
        return next(operation for operation in self.operations if operation.id == operation_id)

    @property
    def media_types(self) -> frozenset[str]:
        """Every media type that an operation accepts."""
        return frozenset(name for operation in self.operations for name in operation.body)


def methods_of(item: Json) -> list[str]:
    """The methods that a path answers to."""
    declared = [method.upper() for method in METHODS if method in item]
    return [*declared, "HEAD"] if "GET" in declared else declared


def python_name(name: str) -> str:
    """The name, with a trailing underscore if Python reserves it."""
    return f"{name}_" if keyword.iskeyword(name) or hasattr(builtins, name) else name


class _Loader(yaml.CSafeLoader):
    """Safe YAML in which no key may occur twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise ContractError(f"line {key.start_mark.line + 1}: the key {key.value} occurs twice")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def load(path: Path) -> Document:
    """Read the document; a `ContractError` if a key or an operationId occurs twice."""
    raw = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - it is a safe one
    document = Document(raw, ())
    operations = tuple(
        _operation(document, path_name, item, method)
        for path_name, item in raw["paths"].items()
        for method in METHODS
        if method in item
    )
    _refuse_duplicates(operations)
    _refuse_several_scopes(operations)
    return Document(raw, operations)


def _operation(document: Document, path: str, item: Json, method: str) -> Operation:
    source = item[method]
    where = f"{method.upper()} {path}"
    if "." not in source.get("operationId", ""):
        raise ContractError(f"{where}: the operationId must be written as tag.verb")
    declared = [
        document.resolve(node) for node in (*item.get("parameters", ()), *source.get("parameters", ()))
    ]
    body = document.resolve(source.get("requestBody", {}))
    return Operation(
        id=source["operationId"],
        method=method.upper(),
        path=path,
        parameters=tuple(
            Parameter(node["name"], node["in"], node.get("required", False), node["schema"])
            for node in declared
        ),
        body={name: media["schema"] for name, media in body.get("content", {}).items()},
        body_required=body.get("required", False),
        security=tuple(source.get("security", document.raw.get("security", ()))),
        responses={status: document.resolve(node) for status, node in source["responses"].items()},
        instead=source.get("x-instead", {}),
        headers=_headers(source, where),
        needs_recent_factor=source.get("x-recent-factor", False),
        goes_before_factor=source.get("x-before-factor", False),
    )


def _headers(source: Json, where: str) -> dict[str, str]:
    try:
        return deprecation_headers(source)
    except UndatedDeprecation as error:
        raise ContractError(f"{where}: {error}") from None


def _refuse_duplicates(operations: tuple[Operation, ...]) -> None:
    counted = Counter(operation.id for operation in operations)
    repeated = sorted(name for name, times in counted.items() if times > 1)
    if repeated:
        raise ContractError(f"operationIds used more than once: {', '.join(repeated)}")


def _refuse_several_scopes(operations: tuple[Operation, ...]) -> None:
    """Only one permission is asked for; another one in the document would count for nothing."""
    several = [each for each in operations if len(each.scopes) > 1]
    if several:
        named = "; ".join(f"{each.id}: {', '.join(sorted(each.scopes))}" for each in several)
        raise ContractError(f"an operation may need one scope at most, but these list several: {named}")
