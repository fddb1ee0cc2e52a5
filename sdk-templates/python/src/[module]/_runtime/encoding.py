"""Values to JSON. What a value is decides how it is written."""

from __future__ import annotations

import base64
import enum
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from .errors import InputError
from .models import Model
from .values import UNSET, Unrecognized, is_collection, is_mapping

_AS_IT_IS = (str, int, float, bool, type(None))


def dumps(value: Any) -> str:
    """Write JSON; what JSON cannot hold is an `InputError` that does not repeat it."""
    try:
        return json.dumps(plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (ValueError, RecursionError):
        raise InputError("a value cannot be written as JSON: it is not a finite number, or contains itself") from None


def plain(value: Any) -> Any:
    """Return a value as `json.dumps` takes it."""
    if type(value) in _AS_IT_IS:
        return value
    if isinstance(value, Model):
        return _members(value)
    if is_mapping(value):
        return {str(name): plain(each) for name, each in value.items() if each is not UNSET}
    if is_collection(value):
        return [plain(each) for each in value]
    return _scalar(value)


def _members(model: Model) -> dict[str, Any]:
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


def _scalar(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Unrecognized):
        return value.value
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(value).decode()
    if isinstance(value, _AS_IT_IS):
        return value
    raise InputError(f"a value of the type {type(value).__name__} cannot be sent as JSON")


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        raise InputError("a time has no time zone: give it one, such as datetime.now(timezone.utc)")
    return value.isoformat().replace("+00:00", "Z")
