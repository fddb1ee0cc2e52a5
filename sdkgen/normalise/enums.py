"""Values: enums and constants, also those that are written as a choice of constants."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Const, Enum, Member, PrimitiveKind
from sdkgen.names import words
from sdkgen.normalise.primitives import primitive
from sdkgen.normalise.schema import Schema

_STRUCTURES = {"array", "object"}

Scalar = str | int | float | bool

_CONSTANTS = {
    "string": PrimitiveKind.STRING,
    "integer": PrimitiveKind.INTEGER,
    "number": PrimitiveKind.DOUBLE,
    "boolean": PrimitiveKind.BOOLEAN,
}


def tidy(schema: Schema, diagnostics: Diagnostics) -> Schema:
    """Return the schema with a type that its values have, and values that its type allows."""
    if schema.values is None or (not schema.values and schema.nullable):
        return schema
    if not schema.values:
        diagnostics.report("NORM007", schema.place, "an enum without values")
        return replace(schema, values=None)
    types = tuple(dict.fromkeys(map(type_name, schema.values)))
    types = ("number",) if set(types) == {"integer", "number"} else types
    if set(types) & _STRUCTURES:
        diagnostics.report("LOW004", schema.place, "types cannot express an enum of objects or arrays")
        return replace(schema, values=None, types=schema.types or types)
    return _agreed(schema, types, diagnostics) if schema.types else replace(schema, types=types)


def _agreed(schema: Schema, types: tuple[str, ...], diagnostics: Diagnostics) -> Schema:
    """Return an enum whose type and values agree: texts are easily made, and otherwise the values decide."""
    values = schema.values or []
    if schema.types == ("string",) and types != ("string",):
        diagnostics.report("NORM007", schema.place, "a string enum has other values; they become strings")
        return replace(schema, values=[v if isinstance(v, str) else json.dumps(v) for v in values])
    if not all(_fits(value, schema.types) for value in values):
        given, found = " or ".join(schema.types), " or ".join(types)
        message = f"the type is {given}, but the enum has values of the type {found}"
        diagnostics.report("NORM007", schema.place, message, effect="The values decide.")
        return replace(schema, types=types)
    return schema


def _fits(value: Any, types: tuple[str, ...]) -> bool:
    name = type_name(value)
    return name in types or (name == "integer" and "number" in types)


def type_name(value: Any) -> str:
    """Return what JSON calls the type of a value."""
    if isinstance(value, bool):
        return "boolean"
    names = {str: "string", int: "integer", float: "number", list: "array", dict: "object"}
    return names.get(type(value), "null")


def as_const(schema: Schema) -> Const | None:
    """Return the constant that a schema stands for, if it does."""
    if schema.values is None or len(schema.values) != 1:
        return None
    value = schema.values[0]
    kind = _CONSTANTS.get(type_name(value))
    return Const(value, kind) if kind else None


def members(schema: Schema) -> tuple[Member, ...]:
    """Return the members of an enum, each value once."""
    found: dict[Scalar, Member] = {}
    for index, value in enumerate(schema.values or []):
        label = schema.value_names[index] if index < len(schema.value_names) else ""
        docs = schema.value_docs[index] if index < len(schema.value_docs) else ""
        found.setdefault(value, Member(value, words(label or str(value)), docs))
    return tuple(found.values())


def joined(arms: Sequence[Schema]) -> Schema | None:
    """Return one enum for a choice of enums and constants of one type, if the arms are just that."""
    kinds = {type_name(value) for arm in arms for value in arm.values or []}
    return _join(arms) if all(arm.values for arm in arms) and kinds in ({"string"}, {"integer"}) else None


def opened(arms: Sequence[Schema]) -> Schema | None:
    """Return one enum for a choice between known strings and any string, if the arms are just that."""
    if any(arm.types != ("string",) for arm in arms):
        return None
    known = [arm for arm in arms if arm.values]
    free = [
        arm
        for arm in arms
        if arm.values is None and not arm.format and not arm.encoding and not arm.media_type
    ]
    return _join(known) if known and free and len(known) + len(free) == len(arms) else None


def _join(arms: Sequence[Schema]) -> Schema:
    values: list[Any] = []
    labels: list[str] = []
    docs: list[str] = []
    for arm in arms:
        is_documented = len(arm.values or []) == 1
        for index, value in enumerate(arm.values or []):
            values.append(value)
            given = arm.value_names[index] if index < len(arm.value_names) else ""
            labels.append(given or (arm.docs.summary if is_documented else ""))
            docs.append(arm.docs.description if is_documented else "")
    return replace(arms[0], values=values, value_names=labels, value_docs=docs, is_const=False)


def declaration(schema: Schema, heading: dict[str, Any]) -> Enum:
    """Make the declaration of an enum."""
    return Enum(**heading, base=primitive(replace(schema, values=None)), members=members(schema))
