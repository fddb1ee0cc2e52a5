"""What to use in place of a name that the document does not have."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from gatehouse.contract.problems import FieldError
from gatehouse.contract.schemas import field_error, pointer

_LONGEST_NAME = 64
_MOST_NAMES = 3  # beyond these, nobody mistyped one: names are not compared


class Hints:
    """The parameters or fields of one place: their names, and what `x-instead` says of other ones."""

    def __init__(self, kind: str, place: str, known: Iterable[str], instead: Mapping[str, str]) -> None:
        self._kind = kind
        self._place = place
        self._known = sorted(known)
        self._instead = {pointer(place, name): hint for name, hint in instead.items()}
        self._unknown = field_error("", "additionalProperties").code

    def added(self, errors: Sequence[FieldError]) -> list[FieldError]:
        """The errors, and with unknown names what is right."""
        few = sum(error.code == self._unknown for error in errors) <= _MOST_NAMES
        return [self._with_hint(error, compare=few) for error in errors]

    def _with_hint(self, error: FieldError, *, compare: bool) -> FieldError:
        if error.code != self._unknown:
            return error
        hint = self._instead.get(error.pointer)
        if hint is None and compare:
            hint = self._nearest(error.pointer.removeprefix(f"{self._place}/"))
        return replace(error, detail=f"Unknown {self._kind}; {hint}") if hint else error

    def _nearest(self, name: str) -> str | None:
        if "/" in name or len(name) > _LONGEST_NAME:
            return None
        near = get_close_matches(name, self._known, n=1)
        return f"did you mean {near[0]}?" if near else None
