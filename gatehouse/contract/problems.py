"""Errors that callers are told about, and the words a service has for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from gatehouse.contract.document import ContractError

RAISED_HERE: Final = frozenset(
    {
        "bad_request",
        "head_too_large",
        "internal_error",
        "invalid_host",
        "malformed_json",
        "method_not_allowed",
        "not_found",
        "overloaded",
        "payload_too_large",
        "request_timeout",
        "unauthenticated",
        "unavailable",
        "unsupported_media_type",
        "validation_failed",
    }
)
"""The codes that this package raises by itself; every registry has them."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """An invalid field or parameter: where it is and what would be valid, never its value."""

    pointer: str
    code: str
    detail: str


@dataclass(slots=True)
class Problem(Exception):
    """An error that the caller is told about; raising it rolls the transaction back."""

    code: str
    detail: str
    errors: Sequence[FieldError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    caller: object = None  # who was refused, where that is known before the request is read

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"


class ProblemKind(NamedTuple):
    """What all problems of one code have in common."""

    status: int
    title: str


@dataclass(frozen=True, slots=True)
class ProblemRegistry:
    """The closed list of a service's problems; the brand is the name they carry."""

    brand: str
    kinds: Mapping[str, ProblemKind]

    def refuse_gaps(self) -> None:
        """A `ContractError` if a code is missing without which nothing can be served."""
        if missing := sorted(RAISED_HERE - self.kinds.keys()):
            raise ContractError(f"the problem registry lacks {', '.join(missing)}")


def invalid(pointer: str, code: str, detail: str) -> Problem:
    """A well-formed request with one invalid field or parameter."""
    return Problem(
        "validation_failed", "The request is invalid; see errors.", [FieldError(pointer, code, detail)]
    )
