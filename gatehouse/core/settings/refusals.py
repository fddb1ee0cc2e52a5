"""What is wrong with settings, in our words: which one, and what would be right."""

from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt, MinLen
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from gatehouse.core.settings.model import Settings


def complaints(error: ValidationError) -> list[str]:
    """A line for each setting that is wrong."""
    return [line for item in error.errors() for line in _explain(item)]


def failed(error: ValidationError) -> set[str]:
    """The names of the settings that are wrong by themselves."""
    return {str(item["loc"][0]) for item in error.errors() if item["loc"]}


def choices(field: FieldInfo) -> tuple[str, ...]:
    """The values that a setting can have, if they are few."""
    return get_args(field.annotation) if get_origin(field.annotation) is Literal else ()


def _explain(item: Mapping[str, Any]) -> list[str]:
    message = item["msg"].removeprefix("Value error, ")
    if not item["loc"]:
        return list(message.splitlines())
    name = str(item["loc"][0])
    if item["type"] == "value_error":
        return [f"{name.upper()}: {message}"]
    return [f"{name.upper()}: must be {_wanted(Settings.model_fields[name])}"]


def _wanted(field: FieldInfo) -> str:
    if few := choices(field):
        return f"one of: {', '.join(few)}"
    if field.annotation is bool:
        return "true or false"
    if field.annotation in (int, float):
        return f"a {'whole ' if field.annotation is int else ''}number{_bounds(field)}"
    return "a text that is not empty" if _limit(field, MinLen) else "a text"


def _bounds(field: FieldInfo) -> str:
    lowest, above = _limit(field, Ge), _limit(field, Gt)
    highest = _limit(field, Le) or _limit(field, Lt)
    low = f"from {lowest.ge}" if lowest else f"above {above.gt}" if above else ""
    high = (f" to {highest.le}" if lowest else f" and at most {highest.le}") if highest else ""
    if lowest and not highest:
        return f", at least {lowest.ge}"
    return f" {low}{high}".rstrip()


def _limit(field: FieldInfo, kind: type[Any]) -> Any:
    return next((each for each in field.metadata if isinstance(each, kind)), None)
