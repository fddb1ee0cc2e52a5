"""Models, enums, unions: what is kept, what is refused, what is shown."""

from __future__ import annotations

import sys
from datetime import datetime, timezone
from typing import Annotated, TypeAlias

import pytest

from gatehouse_client import UNSET, InputError, Model, Unrecognized, Unset
from gatehouse_client._runtime.decoding import Mismatch, decode
from gatehouse_client._runtime.encoding import dumps, plain
from gatehouse_client._runtime.models import field
from gatehouse_client._runtime.values import Arm, OneOf, OpenEnum

assert __name__ in sys.modules


class Color(str, OpenEnum):
    RED = "red"


class Cat(Model):
    name: str
    lives: int | None
    class_: str | Unset = field(wire="class", default=UNSET)
    secret: str | None | Unset = field(default=UNSET, secret=True)
    color: Color | Unset = UNSET
    kittens: list[Cat] | Unset = UNSET


class Dog(Model, tags={"kind": "dog"}):
    born: datetime | Unset = UNSET


Pet: TypeAlias = Annotated[
    "Cat | Dog | str | Unrecognized",
    OneOf(
        __name__,
        (Arm("Cat", ("object",), tags=("cat",)), Arm("Dog", ("object",), tags=("dog",)), Arm("str", ("string",))),
        "kind",
    ),
]


def test_absent_and_null_differ() -> None:
    cat = Cat.from_dict({"name": "Tom", "lives": None, "class": "feline"})
    assert (cat.lives, cat.class_, cat.secret) == (None, "feline", UNSET)
    assert not cat.secret
    assert cat.to_dict() == {"name": "Tom", "lives": None, "class": "feline"}
    assert cat.copy_with(secret=None, class_=UNSET).to_dict() == {"name": "Tom", "lives": None, "secret": None}


def test_what_is_not_known_is_kept() -> None:
    given = {"name": "Tom", "lives": 9, "color": "mauve", "later": [1]}
    cat = Cat.from_dict(given)
    assert cat.color == "mauve"
    assert isinstance(cat.color, Color)
    assert not cat.color.is_known
    assert cat.additional_properties == {"later": [1]}
    assert cat.to_dict() == given
    assert decode(Pet, {"kind": "cow"}) == Unrecognized({"kind": "cow"})
    assert plain(decode(Pet, {"kind": "cow"})) == {"kind": "cow"}
    assert decode(Pet, "Tom") == "Tom"
    assert isinstance(decode(Pet, {"kind": "dog"}), Dog)


def test_a_constant_that_no_field_is_for_is_sent() -> None:
    assert plain(Dog()) == {"kind": "dog"}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], "the value should be an object, but is array"),
        ({"lives": 9}, "/name is missing"),
        ({"name": "Tom", "lives": True}, "/lives should be integer, but is boolean"),
        ({"name": "Tom", "lives": 1, "kittens": [{"name": 3, "lives": 1}]}, "/kittens/0/name should be string"),
    ],
)
def test_what_does_not_fit_is_said_with_its_place(value: object, message: str) -> None:
    with pytest.raises(Mismatch, match=message):
        decode(Cat, value)


def test_a_model_takes_its_fields_and_no_others() -> None:
    with pytest.raises(TypeError, match="Cat: missing lives, name; unknown nmae"):
        Cat(nmae="Tom")  # type: ignore[call-arg]


def test_secrets_are_not_shown() -> None:
    assert repr(Cat(name="Tom", lives=1, secret="s")) == "Cat(name='Tom', lives=1, secret='***')"


def test_times_have_a_zone() -> None:
    dog = decode(Dog, {"born": "2026-03-02T09:00:00.5Z"})
    assert dog.born == datetime(2026, 3, 2, 9, 0, 0, 500000, tzinfo=timezone.utc)
    assert dumps(dog) == '{"kind":"dog","born":"2026-03-02T09:00:00.500000Z"}'
    with pytest.raises(InputError, match="no time zone"):
        dumps(datetime(2026, 3, 2))  # noqa: DTZ001 - that is the point


def test_numbers_that_json_has_not_are_refused() -> None:
    with pytest.raises(InputError, match="cannot be written"):
        dumps({"n": float("nan")})
