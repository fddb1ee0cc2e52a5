"""Turns one request into the typed arguments of its operation's handler, or says what is wrong with it."""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from gatehouse.contract import json_body
from gatehouse.contract.document import Document, Json, Operation, Parameter
from gatehouse.contract.forms import FormReader, urlencoded
from gatehouse.contract.hints import Hints
from gatehouse.contract.paths import body_limit
from gatehouse.contract.problems import FieldError, Problem
from gatehouse.contract.schemas import Validator, field_error, pointer

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,18})")
_BYTES_PER_MARK = 8  # on average, in the densest body that schemas with bounds allow


class RawRequest(NamedTuple):
    """A request as received."""

    path_params: Mapping[str, str]
    query: bytes
    headers: Iterable[tuple[bytes, bytes]]
    media_type: str | None
    body: bytes


class _Unreadable(Exception):
    """The text does not have the parameter's type."""


class ParameterReader:
    """Coerces the text of one parameter and checks it against its schema."""

    def __init__(self, document: Document, parameter: Parameter) -> None:
        self._schema = schema = document.resolve(parameter.schema)
        self.name = parameter.name
        self.argument = parameter.argument
        self.required = parameter.required
        self.default = schema.get("default")
        self.pointer = pointer(f"/{parameter.location}", parameter.name)
        self._coerce = _COERCE.get(schema["type"], str)
        self._convert = _CONVERT.get(schema.get("format", ""))
        self._validator = Validator(document, parameter.schema)

    def read(self, text: str) -> tuple[Any, list[FieldError]]:
        try:
            value = self._coerce(text)
        except _Unreadable:
            return None, [field_error(self.pointer, "type", {"types": [self._schema["type"]]})]
        if not self._validator.accepts(value):
            return None, self._validator.errors(value, self.pointer)
        if "\0" in text:
            return None, [FieldError(self.pointer, "pattern", "NUL characters are not allowed.")]
        try:
            return (self._convert(value) if self._convert else value), []
        except (ValueError, OverflowError):  # a time whose UTC is before the first year or after the last
            return None, [field_error(self.pointer, "format", self._schema)]


class RequestReader:
    """Everything that one operation accepts, compiled once."""

    def __init__(self, document: Document, operation: Operation) -> None:
        readers = {place: {} for place in ("path", "query", "header")}  # type: dict[str, dict[str, ParameterReader]]
        for parameter in operation.parameters:
            key = parameter.name.lower() if parameter.location == "header" else parameter.name
            readers[parameter.location][key] = ParameterReader(document, parameter)
        self._path, self._query, self._header = readers["path"], readers["query"], readers["header"]
        self._query_hints = Hints("parameter", "/query", self._query, operation.instead)
        self._body_hints = {name: _field_hints(document, schema) for name, schema in operation.body.items()}
        self._bodies = {name: Validator(document, schema) for name, schema in operation.body.items()}
        self._forms = {FORM: FormReader(document, operation.body[FORM])} if FORM in operation.body else {}
        self._form_types = _form_types(document, operation)
        self._most_marks = body_limit(document, operation) // _BYTES_PER_MARK
        self._body_required = operation.body_required

    def read(self, request: RawRequest) -> dict[str, Any]:
        """The handler's arguments; errors in parameters are reported first, then those in the body."""
        arguments: dict[str, Any] = {}
        errors: list[FieldError] = []
        if self._path:
            errors += _read_fields(self._path, request.path_params.items(), arguments)
        if self._query or request.query:
            wrong = _read_fields(self._query, _query_fields(request.query), arguments)
            errors += self._query_hints.added(wrong)
        if self._header:
            errors += _read_fields(self._header, self._header_fields(request.headers), arguments)
        if errors:
            raise Problem("validation_failed", "The request is invalid; see errors.", errors)
        if self._bodies:
            arguments["body"] = self._read_body(request)
        return arguments

    def _header_fields(self, headers: Iterable[tuple[bytes, bytes]]) -> Iterable[tuple[str, str]]:
        for raw_name, value in headers:
            name = raw_name.decode("latin-1")
            if name in self._header:
                yield name, value.decode("latin-1")

    def _read_body(self, request: RawRequest) -> Any:
        if not request.body:
            if self._body_required:
                error = field_error("", "required")
                raise Problem("validation_failed", "The request needs a body.", [error])
            return {}
        media_type = request.media_type or ""
        validator = self._bodies.get(media_type)
        if validator is None:
            detail = f"Send the body as {' or '.join(self._bodies)}."
            raise Problem("unsupported_media_type", detail)
        if media_type == FORM:
            value: Any = _typed(self._forms[FORM].read(request.body), self._form_types)
        else:
            value = json_body.parse(request.body, self._most_marks)
        if not validator.accepts(value):
            errors = self._body_hints[media_type].added(validator.errors(value))
            raise Problem("validation_failed", "The request is invalid; see errors.", errors)
        return value


def _field_hints(document: Document, schema: Json) -> Hints:
    resolved = document.resolve(schema)
    return Hints("field", "", resolved.get("properties", ()), resolved.get("x-instead", {}))


def compile_readers(document: Document) -> dict[str, RequestReader]:
    """The readers of all operations, by operationId."""
    return {operation.id: RequestReader(document, operation) for operation in document.operations}


def _read_fields(
    readers: Mapping[str, ParameterReader], fields: Iterable[tuple[str, str]], arguments: dict[str, Any]
) -> list[FieldError]:
    errors: list[FieldError] = []
    seen: set[str] = set()
    for name, text in fields:
        reader = readers.get(name)
        if reader is None:
            errors.append(FieldError(pointer("/query", name), "additional_properties", "Unknown parameter."))
        elif name in seen:
            errors.append(FieldError(reader.pointer, "repeated", "Must be given only once."))
        else:
            value, wrong = reader.read(text)
            errors += wrong
            arguments[reader.argument] = value
        seen.add(name)
    for name in readers.keys() - seen:
        reader = readers[name]
        if reader.required:
            errors.append(field_error(reader.pointer, "required"))
        elif reader.default is not None:
            arguments[reader.argument] = reader.default
    return errors


def _query_fields(query: bytes) -> list[tuple[str, str]]:
    return urlencoded(query, "query string") if query else []


def _form_types(document: Document, operation: Operation) -> dict[str, Callable[[str], Any]]:
    """How to read the fields of the operation's form that are not text."""
    schema = document.resolve(operation.body.get(FORM, {}))
    types = {name: document.resolve(field)["type"] for name, field in schema.get("properties", {}).items()}
    return {name: _COERCE[type_] for name, type_ in types.items() if type_ in _COERCE}


def _typed(form: Mapping[str, str], types: Mapping[str, Callable[[str], Any]]) -> dict[str, Any]:
    """The form with its numbers and booleans; what is neither stays text, for validation to refuse."""
    typed: dict[str, Any] = dict(form)
    for name in types.keys() & form.keys():
        with suppress(_Unreadable):
            typed[name] = types[name](form[name])
    return typed


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise _Unreadable
    return int(text)


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise _Unreadable
    return text == "true"


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


_COERCE: dict[str, Callable[[str], Any]] = {"integer": _integer, "boolean": _boolean}
_CONVERT: dict[str, Callable[[Any], Any]] = {"uuid": UUID, "date-time": _time}
