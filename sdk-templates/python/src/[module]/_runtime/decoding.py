"""JSON to values. A reader is made of a type once, when the type is first met; what nobody described is kept."""

from __future__ import annotations

import base64
import binascii
import re
import sys
import types
import typing
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, Union
from uuid import UUID

from .matching import json_type, matches, matches_status
from .models import Model
from .values import Alias, OneOf, OpenEnum, Unrecognized, Unset, Upload, is_list, is_object

Reader = Callable[[Any], Any]

_FRACTION = re.compile(r"(?<=:\d\d)\.(\d+)")


class Mismatch(ValueError):
    """What is wrong with a value, and where. The place is put together on the way out: most values are right."""

    def __init__(self, what: str, place: str = "") -> None:
        super().__init__(f"{place or 'the value'} {what}")
        self.what = what
        self.place = place

    def within(self, step: str | int) -> Mismatch:
        """Return the same, seen from further out."""
        return Mismatch(self.what, f"/{step}{self.place}")


_readers: dict[Any, Reader] = {}


def decode(type_: Any, value: Any) -> Any:
    """Make a value of a type, or raise a `Mismatch`."""
    return reader(type_)(value)


def decode_status(type_: Any, value: Any, status: int) -> Any:
    """Do the same with an answer whose type may depend on its status."""
    choice = next((each for each in getattr(type_, "__metadata__", ()) if isinstance(each, OneOf)), None)
    if choice is None or not any(arm.statuses for arm in choice.arms):
        return decode(type_, value)
    arm = next((each for each in choice.arms if matches_status(each.statuses, status)), None)
    return decode(_written(arm.type, choice.module), value) if arm else Unrecognized(value)


def reader(type_: Any, module: str = "") -> Reader:
    """Return what makes a value of a type."""
    if isinstance(type_, typing.ForwardRef):
        type_ = type_.__forward_arg__
    if isinstance(type_, str):
        return _later(type_, module)
    found = _readers.get(type_)
    if found is None:
        found = _readers[type_] = _make(type_, module)
    return found


def _written(text: str, module: str) -> Any:
    """Return the type that is written in a module."""
    return eval(text, vars(sys.modules[module]))  # noqa: S307 - text of our own package


def _later(text: str, module: str) -> Reader:
    """Look a type up when it is first needed: it may be part of itself."""
    known: list[Reader] = []

    def read(value: Any) -> Any:
        if not known:
            known.append(reader(_written(text, module), module))
        return known[0](value)

    return read


def _make(type_: Any, module: str) -> Reader:
    if type_ in _SCALARS:
        return _SCALARS[type_]
    origin, arguments = typing.get_origin(type_), typing.get_args(type_)
    if origin is typing.Annotated:
        return _annotated(type_)
    if origin is list:
        return _list_of(reader(arguments[0], module))
    if origin is dict:
        return _map_of(reader(arguments[1], module))
    if origin is Literal:
        return _constant(arguments[0])
    if origin is typing.Union or origin is types.UnionType:
        return _optional([each for each in arguments if each is not Unset], module)
    if isinstance(type_, type) and issubclass(type_, Model):
        return _model(type_)
    if isinstance(type_, type) and issubclass(type_, OpenEnum):
        return _enum(type_)
    return _same


def _annotated(type_: Any) -> Reader:
    for mark in type_.__metadata__:
        if isinstance(mark, OneOf):
            return _union(mark)
        if isinstance(mark, Alias):
            return reader(type_.__origin__, mark.module)
    return reader(type_.__origin__)


def _optional(arms: list[Any], module: str) -> Reader:
    inner = [each for each in arms if each is not types.NoneType]
    made: Any = Union[tuple(inner)]
    if len(inner) != 1 and made not in _SCALARS:
        return _same
    read = reader(made, module)
    if len(arms) == 1:
        return read
    return lambda value: None if value is None else read(value)


def _list_of(read: Reader) -> Reader:
    def read_list(value: Any) -> Any:
        if not is_list(value):
            raise _mismatch("a list", value)
        made: list[Any] = []
        try:
            for each in value:
                made.append(read(each))
        except Mismatch as error:
            raise error.within(len(made)) from None
        return made

    return read_list


def _map_of(read: Reader) -> Reader:
    def read_map(value: Any) -> Any:
        name = ""
        made: dict[str, Any] = {}
        try:
            for name, each in _members(value).items():
                made[name] = read(each)
        except Mismatch as error:
            raise error.within(name) from None
        return made

    return read_map


def _model(model: type[Model]) -> Reader:
    spec = model.model_spec
    annotations: dict[str, Any] = dict(model.__annotations__)
    extra = annotations.pop("additional_properties", None)
    where = model.__module__
    known = {each.wire: (name, reader(annotations[name], where)) for name, each in spec.fields.items()}
    required = {spec.fields[name].wire for name in spec.required}
    values = next(iter(typing.get_args(_written(extra, where))[1:]), Any) if extra else Any
    read_extra = reader(values, where)

    def read_model(value: Any) -> Any:
        members = _members(value)
        if not required <= members.keys():
            raise Mismatch("is missing", f"/{min(required - members.keys())}")
        made = model.__new__(model)
        attributes = made.__dict__
        wire = ""
        try:
            for wire, each in members.items():
                found = known.get(wire)
                if found is None:
                    made.additional_properties[wire] = read_extra(each)
                else:
                    attributes[found[0]] = found[1](each)
        except Mismatch as error:
            raise error.within(wire) from None
        return made

    return read_model


def _enum(kind: type[OpenEnum]) -> Reader:
    known = {each.value: each for each in kind}
    base = next(each for each in (str, int, float) if issubclass(kind, each))
    check = _SCALARS[base]

    def read_enum(value: Any) -> Any:
        return known.get(made := check(value)) or kind(made)

    return read_enum


def _constant(value: Any) -> Reader:
    """Take any value of the same kind: a list of one allowed value may grow."""
    return _SCALARS.get(type(value), _same)


def _union(choice: OneOf) -> Reader:
    arms = [(arm, reader(arm.type, choice.module)) for arm in choice.arms]

    def read_union(value: Any) -> Any:
        kind = json_type(value)
        for arm, read in arms:
            if matches(arm, choice.property, value, kind):
                try:
                    return read(value)
                except Mismatch:
                    continue
        return Unrecognized(value)

    return read_union


def _members(value: Any) -> dict[str, Any]:
    if not is_object(value):
        raise _mismatch("an object", value)
    return value


def _same(value: Any) -> Any:
    return value


def _exactly(kind: type, name: str) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is kind:
            return value
        raise _mismatch(name, value)

    return read


def _integer(value: Any) -> Any:
    if type(value) is int:
        return value
    if type(value) is float and value.is_integer():
        return int(value)
    raise _mismatch("integer", value)


def _number(value: Any) -> Any:
    if type(value) is float:
        return value
    if type(value) is int:
        return _from_text("number", float, value)
    raise _mismatch("number", value)


def _from_text(name: str, make: Callable[[Any], Any], value: Any) -> Any:
    try:
        return make(value)
    except (ValueError, InvalidOperation, OverflowError, binascii.Error):
        raise Mismatch(f"is not a valid {name}") from None


def _text_as(name: str, make: Callable[[str], Any]) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not str:
            raise _mismatch("string", value)
        return _from_text(name, make, value)

    return read


def _instant(text: str) -> datetime:
    """Read a time of RFC 3339; microseconds are as exact as Python is."""
    plain = f"{text[:-1]}+00:00" if text[-1:] in {"Z", "z"} else text
    try:
        return datetime.fromisoformat(plain)
    except ValueError:  # before Python 3.11, fractions have three or six digits
        return datetime.fromisoformat(_FRACTION.sub(lambda found: f".{found[1][:6]:0<6}", plain))


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _mismatch(wanted: str, value: Any) -> Mismatch:
    return Mismatch(f"should be {wanted}, but is {json_type(value)}")


_SCALARS: dict[Any, Reader] = {
    str: _exactly(str, "string"),
    int: _integer,
    float: _number,
    bool: _exactly(bool, "boolean"),
    types.NoneType: _exactly(types.NoneType, "null"),
    datetime: _text_as("time", _instant),
    date: _text_as("date", date.fromisoformat),
    UUID: _text_as("UUID", UUID),
    Decimal: _text_as("decimal", Decimal),
    bytes: _text_as("base64 text", _bytes),
    Upload: _text_as("base64 text", _bytes),
    Any: _same,
    object: _same,
}
