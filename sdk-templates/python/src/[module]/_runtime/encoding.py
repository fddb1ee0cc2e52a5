"""Values to JSON. What a value is decides how it is written."""

from __future__ import annotations

import base64
import enum
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from .errors import InputError
from .models import Model
from .values import UNSET, Unrecognized

Writer = Callable[[Any], Any]


def dumps(value: Any) -> str:
    """Write JSON; what JSON cannot hold is an `InputError` that does not repeat it."""
    try:
        return json.dumps(plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except InputError:
        raise
    except (ValueError, RecursionError):
        raise InputError("a value cannot be written as JSON: it is not a finite number, or contains itself") from None


def plain(value: Any) -> Any:
    """Return a value as `json.dumps` takes it."""
    write = _writers.get(type(value)) or _learned(value)
    return write(value)


def _learned(value: Any) -> Writer:
    """Find out how values of a kind that was not met before are written."""
    for known, write in _WRITERS.items():
        if isinstance(value, known):
            _writers[type(value)] = write
            return write
    return _refused


def _model(model: Model) -> dict[str, Any]:
    spec = type(model).model_spec
    given = model.__dict__
    made: dict[str, Any] = {**spec.tags}
    for name, each in spec.fields.items():
        value = given.get(name, UNSET)
        if value is not UNSET:
            made[each.wire] = plain(value)
    for name, value in given.get("additional_properties", {}).items():
        made[name] = plain(value)
    return made


def _mapping(members: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): plain(each) for name, each in members.items() if each is not UNSET}


def _collection(items: Iterable[Any]) -> list[Any]:
    return [plain(each) for each in items]


def _same(value: Any) -> Any:
    return value


def _inner(value: Any) -> Any:
    return value.value


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        raise InputError("a time has no time zone: give it one, such as datetime.now(timezone.utc)")
    return value.isoformat().replace("+00:00", "Z")


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _refused(value: Any) -> Any:
    raise InputError(f"a value of the type {type(value).__name__} cannot be sent as JSON")


# In this order: an enum is a text as well, and a time is a date.
_WRITERS: dict[type, Writer] = {
    enum.Enum: _inner,
    str: _same,
    int: _same,
    float: _same,
    type(None): _same,
    Model: _model,
    Mapping: _mapping,
    list: _collection,
    tuple: _collection,
    set: _collection,
    frozenset: _collection,
    Unrecognized: _inner,
    datetime: _instant,
    date: date.isoformat,
    UUID: str,
    Decimal: str,
    bytes: _base64,
    bytearray: _base64,
}
_writers: dict[Any, Writer] = {}
