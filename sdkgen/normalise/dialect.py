"""Schemas of OpenAPI 3.0 and 3.1, read into one form."""

from typing import Any

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Constraints, Docs, Value
from sdkgen.normalise.patterns import pattern_fault
from sdkgen.normalise.schema import Schema, Source
from sdkgen.spec import Bundle, Node

JSON_TYPES = ("string", "integer", "number", "boolean", "object", "array")

_IGNORED_RULES = (
    "not",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependentRequired",
    "contains",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
)
_OBJECT_KEYS = (
    "properties",
    "additionalProperties",
    "required",
    "patternProperties",
    "minProperties",
    "maxProperties",
)
_STRING_KEYS = ("pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType")
_NUMBER_KEYS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_COUNTS = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
_RULES = frozenset((*_COUNTS, *_NUMBER_KEYS, "pattern", "uniqueItems"))
_STRING_FORMATS = {
    "date",
    "date-time",
    "uuid",
    "uri",
    "url",
    "email",
    "byte",
    "binary",
    "password",
    "hostname",
}
_ANNOTATIONS = {
    "title",
    "description",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "nullable",
    "externalDocs",
    "xml",
    "$comment",
}
SCHEMA_KEYS = frozenset(
    {
        *_ANNOTATIONS,
        *_IGNORED_RULES,
        *_OBJECT_KEYS,
        *_STRING_KEYS,
        *_NUMBER_KEYS,
        *("$anchor", "$defs", "$dynamicAnchor", "$dynamicRef", "$id", "$ref", "$schema", "$vocabulary"),
        *(
            "allOf",
            "anyOf",
            "const",
            "contentSchema",
            "discriminator",
            "enum",
            "format",
            "items",
            "maxContains",
        ),
        *("maxItems", "minContains", "minItems", "oneOf", "prefixItems", "type", "uniqueItems"),
    }
)


class Reader:
    """Reads schemas of one version of OpenAPI."""

    def __init__(self, bundle: Bundle, diagnostics: Diagnostics, *, is_30: bool) -> None:
        self._bundle = bundle
        self._diagnostics = diagnostics
        self._is_30 = is_30

    def read(self, node: Node) -> Schema:
        """Read one schema, without looking into the schemas inside it."""
        raw = node.value
        if isinstance(raw, bool):
            return Schema(node, never=not raw)
        if not isinstance(raw, dict):
            self._diagnostics.report("SPEC011", node, "a schema must be a mapping")
            return Schema(node)
        schema = Schema(node)
        self._read_annotations(schema, node)
        if "$ref" in raw or "$dynamicRef" in raw:
            self._read_reference(schema, node)
            if self._is_30 or schema.ref is None or not (set(raw) - _ANNOTATIONS - {"$ref", "$dynamicRef"}):
                return schema
        self._read_types(schema, node)
        self._read_values(schema, node)
        self._read_object(schema, node)
        self._read_items(schema, node)
        self._read_combinations(schema, node)
        _read_text(schema, raw)
        if not _RULES.isdisjoint(raw):  # of most schemas it is not asked more
            self._check_rules(node)
            schema.constraints = _constraints(raw)
        schema.ignored_rules = [rule for rule in _IGNORED_RULES if rule in raw]
        if not schema.types:
            schema.types = _implied_types(raw)
        return schema

    def _read_annotations(self, schema: Schema, node: Node) -> None:
        raw = node.value
        schema.docs = read_docs(raw)
        schema.deprecated = raw.get("deprecated") is True
        schema.read_only = raw.get("readOnly") is True
        schema.write_only = raw.get("writeOnly") is True
        if "nullable" in raw and not self._is_30:
            self._diagnostics.report("NORM012", node.get("nullable"), "OpenAPI 3.1 has no nullable")
        schema.nullable = raw.get("nullable") is True or raw.get("x-nullable") is True
        schema.default = Value(raw["default"]) if "default" in raw else None
        schema.example = read_example(raw)

    def _check_rules(self, node: Node) -> None:
        for name in _COUNTS:
            count = node.value.get(name, 0)
            if not isinstance(count, int) or isinstance(count, bool) or count < 0:
                self._diagnostics.report("NORM010", node.get(name), f"{name} cannot be {count!r}")
        fault = pattern_fault(node.value.get("pattern", ""))
        if fault:
            self._diagnostics.report("NORM010", node.get("pattern"), f"the pattern is invalid: {fault}")

    def _read_reference(self, schema: Schema, node: Node) -> None:
        siblings = sorted(set(node.value) - _ANNOTATIONS - {"$ref", "$dynamicRef"})
        siblings = [key for key in siblings if not key.startswith("x-")]
        if self._is_30 and siblings:
            keys = ", ".join(siblings)
            self._diagnostics.report("NORM003", node, f"OpenAPI 3.0 ignores {keys} next to a $ref")
        if "$ref" not in node.value:
            self._diagnostics.report("LOW007", node, "$dynamicRef is treated as a plain reference")
        schema.ref = node

    def _read_types(self, schema: Schema, node: Node) -> None:
        given = node.value.get("type")
        names = given if isinstance(given, list) else [given] if given is not None else []
        unknown = [name for name in names if name not in JSON_TYPES and name != "null"]
        for name in unknown:
            self._diagnostics.report("NORM006", node.get("type"), f"{name!r} is not a JSON Schema type")
        schema.types = tuple(dict.fromkeys(name for name in names if name in JSON_TYPES))
        schema.nullable |= "null" in names
        if names == ["null"]:
            schema.values = []

    def _read_values(self, schema: Schema, node: Node) -> None:
        raw = node.value
        values = raw.get("enum")
        if "const" in raw:
            values, schema.is_const = [raw["const"]], True
        if not isinstance(values, list):
            return
        schema.nullable |= None in values
        schema.values = [value for value in values if value is not None]
        schema.value_names = _texts(raw.get("x-enum-varnames") or raw.get("x-enumNames"))
        docs = raw.get("x-enum-descriptions")
        named = [docs.get(str(value), "") for value in schema.values] if isinstance(docs, dict) else docs
        schema.value_docs = _texts(named)

    def _read_object(self, schema: Schema, node: Node) -> None:
        properties = self._bundle.entry_of(node, "properties")
        if properties:
            schema.properties = {name: Source.of(child) for name, child in properties.entries()}
        required = node.value.get("required")
        if isinstance(required, list):
            schema.required = dict.fromkeys(name for name in required if isinstance(name, str))
        additional = node.get("additionalProperties")
        if additional is not None:
            schema.closed = additional.value is False
            schema.extra = Source.of(additional) if additional.value is not False else None
        patterns = node.get("patternProperties")
        if patterns and patterns.entries():
            self._diagnostics.report("LOW003", patterns, "patternProperties are merged into one type")
            schema.closed = False
            schema.extra = schema.extra or Source.of(patterns.entries()[0][1])

    def _read_items(self, schema: Schema, node: Node) -> None:
        items, prefix = node.get("items"), node.get("prefixItems")
        if items is not None and isinstance(items.value, list):
            items, prefix = None, items
        if items is not None:
            schema.items = Source.of(items)
        if prefix is not None:
            schema.tuple_items = [Source.of(child) for child in prefix.elements()]

    def _read_combinations(self, schema: Schema, node: Node) -> None:
        all_of = node.get("allOf")
        if all_of:
            self._expect_list(all_of)
            schema.all_of = all_of.elements()
        for keyword in ("oneOf", "anyOf"):
            choice = node.get(keyword)
            if choice:
                self._expect_list(choice)
                schema.choices.append([Source.of(child) for child in choice.elements()])
        discriminator = node.get("discriminator")
        if discriminator and isinstance(discriminator.value, dict):
            schema.discriminator = discriminator

    def _expect_list(self, node: Node) -> None:
        if not isinstance(node.value, list):
            self._bundle.wrong_kind(node, "a list")


def read_docs(raw: dict[str, Any]) -> Docs:
    """Read what is written for people: title or summary, description, link."""
    external = raw.get("externalDocs")
    url = external.get("url") if isinstance(external, dict) else None
    summary = raw.get("summary") if "summary" in raw else raw.get("title")
    return Docs(_text(summary), _text(raw.get("description")), _text(url))


def read_example(raw: dict[str, Any]) -> Value | None:
    """Read the example of a schema, parameter or content: the one, or the first of several."""
    if "example" in raw:
        return Value(raw["example"])
    examples = raw.get("examples")
    if isinstance(examples, list) and examples:
        return Value(examples[0])
    named = list(examples.values()) if isinstance(examples, dict) else []
    return Value(named[0]["value"]) if named and isinstance(named[0], dict) and "value" in named[0] else None


def _read_text(schema: Schema, raw: dict[str, Any]) -> None:
    schema.format = _text(raw.get("format"))
    schema.encoding = _text(raw.get("contentEncoding"))
    schema.media_type = _text(raw.get("contentMediaType"))


def _constraints(raw: dict[str, Any]) -> Constraints:
    low, high = _number(raw.get("minimum")), _number(raw.get("maximum"))
    above, below = _number(raw.get("exclusiveMinimum")), _number(raw.get("exclusiveMaximum"))
    if raw.get("exclusiveMinimum") is True:
        low, above = None, low
    if raw.get("exclusiveMaximum") is True:
        high, below = None, high
    return Constraints(
        minimum=low,
        maximum=high,
        exclusive_minimum=above,
        exclusive_maximum=below,
        multiple_of=_number(raw.get("multipleOf")),
        min_length=_count(raw.get("minLength")),
        max_length=_count(raw.get("maxLength")),
        pattern=pattern if (pattern := _text(raw.get("pattern"))) and not pattern_fault(pattern) else None,
        min_items=_count(raw.get("minItems")),
        max_items=_count(raw.get("maxItems")),
        unique_items=raw.get("uniqueItems") is True,
        min_properties=_count(raw.get("minProperties")),
        max_properties=_count(raw.get("maxProperties")),
    )


def _implied_types(raw: dict[str, Any]) -> tuple[str, ...]:
    if any(key in raw for key in _OBJECT_KEYS):
        return ("object",)
    if "items" in raw or "prefixItems" in raw:
        return ("array",)
    if any(key in raw for key in _STRING_KEYS) or _text(raw.get("format")) in _STRING_FORMATS:
        return ("string",)
    return ("number",) if any(key in raw for key in _NUMBER_KEYS) else ()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(values: Any) -> list[str]:
    return [_text(value) for value in values] if isinstance(values, list) else []


def _number(value: Any) -> int | float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
