"""Keys that OpenAPI does not know: most are misspelled, and what stands below them is lost without a word."""

from sdkgen.diagnostics import Diagnostics
from sdkgen.normalise.dialect import SCHEMA_KEYS
from sdkgen.spec import Bundle, Node
from sdkgen.spelling import meant

# What each key of an object leads to: another object, a list of them, a mapping of them, or anything at all.
_ANY, _LIST, _MAP = "", "[]", "{}"
_DOCS = {"description": _ANY, "summary": _ANY, "externalDocs": "docs"}
_EXAMPLES = {"example": _ANY, "examples": _ANY}
_VALUE = {
    "required": _ANY,
    "deprecated": _ANY,
    "allowEmptyValue": _ANY,
    "style": _ANY,
    "explode": _ANY,
    "allowReserved": _ANY,
    "schema": "schema",
    "content": "media{}",
    "description": _ANY,
    **_EXAMPLES,
}
_OPERATION = {
    **_DOCS,
    "tags": _ANY,
    "operationId": _ANY,
    "parameters": "parameter[]",
    "requestBody": "body",
    "responses": "response{}",
    "callbacks": _ANY,
    "deprecated": _ANY,
    "security": _ANY,
    "servers": "server[]",
}
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_OBJECTS: dict[str, dict[str, str]] = {
    "document": {
        "openapi": _ANY,
        "info": "info",
        "jsonSchemaDialect": _ANY,
        "servers": "server[]",
        "paths": "path{}",
        "webhooks": "path{}",
        "components": "components",
        "security": _ANY,
        "tags": "tag[]",
        "externalDocs": "docs",
    },
    "info": dict.fromkeys(
        ("title", "summary", "description", "termsOfService", "contact", "license", "version"), _ANY
    ),
    "docs": {"description": _ANY, "url": _ANY},
    "tag": {"name": _ANY, "description": _ANY, "externalDocs": "docs"},
    "server": dict.fromkeys(("url", "description", "variables"), _ANY),
    "components": {
        "schemas": "schema{}",
        "responses": "response{}",
        "parameters": "parameter{}",
        "examples": _ANY,
        "requestBodies": "body{}",
        "headers": "header{}",
        "securitySchemes": "scheme{}",
        "links": _ANY,
        "callbacks": _ANY,
        "pathItems": "path{}",
    },
    "path": {
        "summary": _ANY,
        "description": _ANY,
        "servers": "server[]",
        "parameters": "parameter[]",
        **dict.fromkeys(_METHODS, "operation"),
    },
    "operation": _OPERATION,
    "parameter": {"name": _ANY, "in": _ANY, **_VALUE},
    "header": _VALUE,
    "body": {"description": _ANY, "required": _ANY, "content": "media{}"},
    "response": {"description": _ANY, "headers": "header{}", "content": "media{}", "links": _ANY},
    "media": {"schema": "schema", "itemSchema": "schema", "encoding": "encoding{}", **_EXAMPLES},
    "encoding": {
        "contentType": _ANY,
        "headers": "header{}",
        **dict.fromkeys(("style", "explode", "allowReserved"), _ANY),
    },
    "scheme": dict.fromkeys(
        ("type", "description", "name", "in", "scheme", "bearerFormat", "flows", "openIdConnectUrl"), _ANY
    ),
    "schema": dict.fromkeys(SCHEMA_KEYS, _ANY)
    | dict.fromkeys(("properties", "patternProperties", "$defs", "dependentSchemas"), "schema{}")
    | dict.fromkeys(("allOf", "oneOf", "anyOf", "prefixItems"), "schema[]")
    | dict.fromkeys(("items", "additionalProperties", "not", "if", "then", "else"), "schema"),
}
_SURE = 0.85  # schemas may have words of their own; only what is very like a known one is a mistake


class Keys:
    """Walks over a document, and reports keys that OpenAPI does not know."""

    def __init__(self, bundle: Bundle, diagnostics: Diagnostics) -> None:
        self._bundle = bundle
        self._diagnostics = diagnostics
        self._seen: set[tuple[str, str]] = set()

    def check(self) -> None:
        """Check the whole document."""
        pending = [(self._bundle.root, "document")]
        while pending:
            node, kind = pending.pop()
            if isinstance(node.value, dict) and "$ref" not in node.value and node.key not in self._seen:
                self._seen.add(node.key)
                pending += reversed(self._object(node, kind))

    def _object(self, node: Node, kind: str) -> list[tuple[Node, str]]:
        known = _OBJECTS[kind]
        found: list[tuple[Node, str]] = []
        for key, child in node.entries():
            if key in known:
                found += _children(child, known[key])
            elif not key.startswith("x-"):
                self._report(child, key, kind)
        return found

    def _report(self, node: Node, key: str, kind: str) -> None:
        known = _OBJECTS[kind]
        hint = meant(key, known, _SURE) if kind == "schema" else meant(key, known)
        if hint or kind != "schema":
            self._diagnostics.report("SPEC015", node, f"unknown key {key!r}{hint}")


def _children(node: Node, kind: str) -> list[tuple[Node, str]]:
    if kind.endswith(_MAP):
        inner = kind.removesuffix(_MAP)
        return [(child, inner) for name, child in node.entries() if inner == "schema" or name[:2] != "x-"]
    if kind.endswith(_LIST):
        return [(child, kind.removesuffix(_LIST)) for child in node.elements()]
    return [(node, kind)] if kind else []
