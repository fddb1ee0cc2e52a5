"""What answers of deprecated operations say: since when, and until when (RFC 9745, RFC 8594)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import format_datetime
from typing import Any

HEADERS = ("Deprecation", "Sunset")
_SINCE, _SUNSET = "x-deprecated-since", "x-sunset"


class UndatedDeprecation(ValueError):
    """An operation is deprecated, but does not say since when, or until when it works."""


def deprecation_headers(operation: Mapping[str, Any]) -> dict[str, str]:
    """The headers of every successful answer of the operation that the document describes so."""
    if not operation.get("deprecated", False):
        return {}
    since, sunset = _midnight(operation, _SINCE), _midnight(operation, _SUNSET)
    if sunset <= since:
        raise UndatedDeprecation(f"{_SUNSET} must be later than {_SINCE}")
    said = f"@{since.timestamp():.0f}", format_datetime(sunset, usegmt=True)
    return dict(zip(HEADERS, said, strict=True))


def _midnight(operation: Mapping[str, Any], key: str) -> datetime:
    try:
        day = date.fromisoformat(operation.get(key, ""))
    except (TypeError, ValueError):
        raise UndatedDeprecation(f'deprecated needs {key}, a date in quotes such as "2027-06-30"') from None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
