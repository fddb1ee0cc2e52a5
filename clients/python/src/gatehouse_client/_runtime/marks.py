"""Decorators for type checkers, which do nothing when the program runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import Self, dataclass_transform, deprecated
else:
    Self = Any

    def dataclass_transform(**_: Any) -> Callable[[Any], Any]:
        """Mark classes whose fields are their arguments."""
        return lambda decorated: decorated

    def deprecated(_: str) -> Callable[[Any], Any]:
        """Mark what should not be used any more."""
        return lambda decorated: decorated


__all__ = ["Self", "dataclass_transform", "deprecated"]
