"""Holds every answer a test gets against the document: status, headers, media type and body."""

from collections.abc import Iterator
from typing import Any

import httpx

from gatehouse.contract.document import METHODS, Document, Json, Operation
from gatehouse.contract.schemas import Validator

seen: set[tuple[str, int]] = set()
"""Every operation and status that any test of this run got."""

_ANYWHERE = {405, 431, 500}  # described once for all operations


class Conformance:
    """Checks answers; install it as a response hook of a client."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._common = {name.lower() for name in document.raw["x-common-headers"]}
        self._validators: dict[tuple[str, int, str], Validator] = {}

    async def __call__(self, response: httpx.Response) -> None:
        await response.aread()
        self.check(response)

    def check(self, response: httpx.Response) -> None:
        operation = self._operation(response.request.method, response.request.url.path)
        if operation is None or response.status_code in _ANYWHERE:
            return
        seen.add((operation.id, response.status_code))
        where = f"{operation.id} {response.status_code}"
        declared = operation.responses.get(str(response.status_code))
        assert declared is not None, f"{where} is not in the document: {response.text}"
        self._check_headers(where, declared, response)
        self._check_body(operation, declared, response)

    def _check_headers(self, where: str, declared: Json, response: httpx.Response) -> None:
        headers = {name.lower(): self._document.resolve(node) for name, node in declared["headers"].items()}
        for name in response.headers:
            assert name in headers or name in self._common, f"{where}: header {name} is not in the document"
        for name, header in headers.items():
            if header.get("required"):
                assert name in response.headers, f"{where}: header {name} is missing"

    def _check_body(self, operation: Operation, declared: Json, response: httpx.Response) -> None:
        where = f"{operation.id} {response.status_code}"
        content = declared.get("content")
        if content is None:
            assert response.content == b"", f"{where} must not have a body"
            return
        media_type = response.headers["content-type"]
        assert media_type in content, f"{where}: {media_type} is not in the document"
        key = (operation.id, response.status_code, media_type)
        if key not in self._validators:
            closed = _closed(self._document, content[media_type]["schema"])
            self._validators[key] = Validator(self._document, closed)
        errors = self._validators[key].errors(response.json())
        assert not errors, f"{where}: {errors}"

    def _operation(self, method: str, path: str) -> Operation | None:
        for operation in self._document.operations:
            if (
                operation.method == method
                and _matches(operation.path, path)
                and not self._shadowed(operation, path)
            ):
                return operation
        return None

    def _shadowed(self, operation: Operation, path: str) -> bool:
        """Whether an earlier path of the document takes this address, as in `/users/me`."""
        first = next(template for template in self._document.raw["paths"] if _matches(template, path))
        return first != operation.path and any(
            method in self._document.raw["paths"][first] for method in METHODS
        )


def _matches(template: str, path: str) -> bool:
    wanted, given = template.split("/"), path.split("/")
    return len(wanted) == len(given) and all(
        want == have or (want.startswith("{") and have) for want, have in zip(wanted, given, strict=True)
    )


def _closed(document: Document, schema: Json) -> Json:
    """The schema without room for fields that it does not name."""
    schema = document.resolve(schema)
    if "allOf" in schema:
        parts = [_closed(document, part) for part in schema["allOf"]]
        properties = {name: value for part in parts for name, value in part.get("properties", {}).items()}
        required = [name for part in parts for name in part.get("required", ())]
        schema = {"type": "object", "properties": properties, **({"required": required} if required else {})}
    closed = dict(schema)
    if "properties" in schema:
        closed["properties"] = {
            name: _closed(document, value) for name, value in schema["properties"].items()
        }
        closed.setdefault("additionalProperties", False)
    if "items" in schema:
        closed["items"] = _closed(document, schema["items"])
    return closed


def declared_statuses(document: Document) -> Iterator[tuple[str, int]]:
    for operation in document.operations:
        for status in operation.responses:
            yield operation.id, int(status)


def example_body(document: Document, operation: Operation) -> Any:
    """The first request example of the operation, as the document has it."""
    body = _raw_operation(document, operation)["requestBody"]
    media = next(iter(document.resolve(body)["content"].values()))
    if "example" in media:
        return media["example"]
    return document.resolve(next(iter(media["examples"].values())))["value"]


def example_path(document: Document, operation: Operation) -> str:
    """The path of the operation, filled with the document's examples of its parameters."""
    path_item = document.raw["paths"][operation.path]
    declared = path_item.get("parameters", []) + _raw_operation(document, operation).get("parameters", [])
    path = operation.path
    for parameter in map(document.resolve, declared):
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", str(parameter["example"]))
    return path


def _raw_operation(document: Document, operation: Operation) -> Json:
    raw: Json = document.raw["paths"][operation.path][operation.method.lower()]
    return raw
