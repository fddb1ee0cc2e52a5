"""Values that a service sends and takes: what is absent, what is one of several, and what nobody described."""

from __future__ import annotations

import enum
from collections.abc import AsyncIterable, Callable, Iterable
from dataclasses import dataclass
from typing import IO, Any, Final, Literal, TypeGuard, Union


class Unset(enum.Enum):
    """The type of `UNSET`."""

    UNSET = enum.auto()

    def __bool__(self) -> Literal[False]:
        """Be false, so that `if user.bio:` leaves only what is there."""
        return False

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Final = Unset.UNSET
"""What a field has that is absent; `None` is null."""


class OpenEnum(enum.Enum):
    """Known values. One that is not known is kept as a member without a name of its own."""

    @classmethod
    def _missing_(cls, value: object) -> Any:
        base: Any = next(each for each in (str, int, float) if issubclass(cls, each))
        if not isinstance(value, base) or isinstance(value, bool):
            return None
        member: Any = base.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member

    @property
    def is_known(self) -> bool:
        """Whether this version of the client knows the value."""
        return self.name in type(self).__members__

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class Unrecognized:
    """A value that is none of the possibilities that were described, as it came."""

    value: Any


def is_list(value: Any) -> TypeGuard[list[Any]]:
    """Whether a value is a list, of whatever."""
    return isinstance(value, list)


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    """Whether a value is an object of JSON."""
    return isinstance(value, dict)


Scalar = Union[str, int, float, bool]


@dataclass(frozen=True)
class Constant:
    """A member that can have only these values. One that is not required may also be absent."""

    name: str
    values: tuple[Scalar, ...]
    required: bool = True


@dataclass(frozen=True)
class Arm:
    """One possibility of a union, and how it is recognised: each rule that is given has to hold."""

    type: str
    json: tuple[str, ...] = ()
    tags: tuple[Scalar, ...] = ()
    constants: tuple[Constant, ...] = ()
    field: str = ""
    literals: tuple[Scalar, ...] = ()
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class OneOf:
    """How to find out which of several types a value has; the arms are in the order they are tried in."""

    module: str
    arms: tuple[Arm, ...]
    property: str = ""


@dataclass(frozen=True)
class Alias:
    """Marks another name for a type; `module` is where the type is written."""

    module: str


@dataclass(frozen=True)
class File:
    """A part of a form with a name for the file and a media type of its own."""

    content: bytes | IO[bytes]
    name: str = "file"
    content_type: str = ""


Upload = Union[bytes, IO[bytes], File]
"""A file to send: bytes, an open file, or one with a name."""

BinaryBody = Union[bytes, str, IO[bytes], Iterable[bytes], AsyncIterable[bytes]]
"""A body to send as it is; one that can be read only once is never sent twice."""

Secret = Union[str, Callable[[], Any]]
"""A secret, or a function that returns the current one (an async one with an async client)."""
