"""Examples and defaults: those that are not of their type are left out, as scripts are written with them."""

import base64
import binascii
import json
import textwrap
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sdkgen.diagnostics import Diagnostics, Located
from sdkgen.ir import (
    Alias,
    Array,
    Const,
    Content,
    ContentKind,
    Enum,
    Field,
    Map,
    NamedType,
    Nullable,
    Object,
    Operation,
    Parameter,
    Primitive,
    PrimitiveKind,
    Ref,
    Type,
    Union,
    Value,
)

_MAX_DEPTH = 100
_SHOWN = 60
_READABLE = {ContentKind.JSON, ContentKind.FORM, ContentKind.MULTIPART, ContentKind.TEXT}


def _whole(value: Any) -> bool:
    return _number(value) and value == int(value)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf")


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _read_by(reader: Callable[[str], object]) -> Callable[[Any], bool]:
    def is_readable(value: Any) -> bool:
        try:
            return isinstance(value, str) and reader(value) is not None
        except (ValueError, binascii.Error):
            return False

    return is_readable


_FITTING: dict[PrimitiveKind, Callable[[Any], bool]] = {
    PrimitiveKind.INTEGER: _whole,
    PrimitiveKind.INT32: _whole,
    PrimitiveKind.INT64: _whole,
    PrimitiveKind.FLOAT: _number,
    PrimitiveKind.DOUBLE: _number,
    PrimitiveKind.BOOLEAN: lambda value: isinstance(value, bool),
    PrimitiveKind.DATE: _read_by(date.fromisoformat),
    PrimitiveKind.DATETIME: _read_by(lambda text: datetime.fromisoformat(text.upper())),
    PrimitiveKind.UUID: _read_by(UUID),
    PrimitiveKind.BYTES: _read_by(lambda text: base64.b64decode(text, validate=True)),
    PrimitiveKind.DECIMAL: lambda value: _text(value) or _number(value),
    PrimitiveKind.NULL: lambda value: value is None,
    PrimitiveKind.ANY: lambda _: True,
}


class Examples:
    """Holds examples and defaults against the types that they are for."""

    def __init__(self, types: dict[str, NamedType], diagnostics: Diagnostics) -> None:
        self._types = types
        self._diagnostics = diagnostics

    def checked_types(self) -> dict[str, NamedType]:
        """Return the types without the examples that are none."""
        return {id_: self._named(named) for id_, named in self._types.items()}

    def checked(self, operation: Operation) -> Operation:
        """Return an operation without the examples that are none."""
        body = operation.body
        contents = tuple(self._content(operation, each) for each in body.contents) if body else ()
        return replace(
            operation,
            parameters=tuple(self._parameter(operation, each) for each in operation.parameters),
            body=replace(body, contents=contents) if body else None,
        )

    def _parameter(self, operation: Operation, parameter: Parameter) -> Parameter:
        what, type_, at = f"the parameter {parameter.wire!r}", Nullable(parameter.type), operation.origin
        return replace(
            parameter,
            example=self._kept(parameter.example, type_, f"the example of {what}", at),
            default=self._kept(parameter.default, type_, f"the default of {what}", at, "NORM009"),
        )

    def _content(self, operation: Operation, content: Content) -> Content:
        if content.type is None or content.kind not in _READABLE:
            return content
        what = f"the example of the body as {content.media_type}"
        return replace(content, example=self._kept(content.example, content.type, what, operation.origin))

    def _named(self, named: NamedType) -> NamedType:
        example = self._kept(named.example, Ref(named.id), "the example of the schema", named.origin)
        named = replace(named, example=example)
        if not isinstance(named, Object):
            return named
        return replace(named, fields=tuple(self._field(named, field) for field in named.fields))

    def _field(self, owner: Object, field: Field) -> Field:
        if field.example is None and field.default is None:
            return field
        what, at = f"the property {field.wire!r}", owner.origin
        type_ = Nullable(field.type) if field.nullable else field.type
        example = self._kept(field.example, type_, f"the example of {what}", at)
        default = self._kept(field.default, type_, f"the default of {what}", at, "NORM009")
        return replace(field, example=example, default=default)

    def _kept(
        self, value: Value | None, type_: Type, what: str, at: Located | None, code: str = "NORM008"
    ) -> Value | None:
        if value is None or self._fits(value.json, type_, 0):
            return value
        shown = textwrap.shorten(json.dumps(value.json, ensure_ascii=False), _SHOWN)
        self._diagnostics.report(code, at, f"{what} is not of its type: {shown}")
        return None

    def _fits(self, value: Any, type_: Type, depth: int) -> bool:
        match type_:
            case Primitive(kind):
                return _FITTING.get(kind, _text)(value)
            case Const(expected):
                return bool(value == expected)
            case Nullable(inner):
                return value is None or self._fits(value, inner, depth + 1)
            case Array(items):
                return isinstance(value, list) and all(self._fits(each, items, depth + 1) for each in value)
            case Map(values):
                return isinstance(value, dict) and all(
                    self._fits(each, values, depth + 1) for each in value.values()
                )
            case Ref(id_):
                return depth > _MAX_DEPTH or self._fits_named(value, self._types[id_], depth + 1)

    def _fits_named(self, value: Any, named: NamedType, depth: int) -> bool:
        match named:
            case Alias():
                return self._fits(value, named.target, depth)
            case Enum():
                return self._fits(value, named.base, depth)
            case Union():
                return any(self._fits(value, arm.type, depth) for arm in named.arms)
            case Object():
                return isinstance(value, dict) and all(
                    (value[field.wire] is None and field.nullable)
                    or self._fits(value[field.wire], field.type, depth)
                    for field in named.fields
                    if field.wire in value
                )
