"""Finds the target of a path: the first template that matches wins."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """The target of a path, and the values of its parameters."""

    target: T
    values: dict[str, str]


class _Template(Generic[T]):
    """A path with parameters, for paths with the same number of segments."""

    def __init__(self, path: str, target: T) -> None:
        segments = path.split("/")
        self.fixed = [(at, text) for at, text in enumerate(segments) if not text.startswith("{")]
        self.names = [(at, text[1:-1]) for at, text in enumerate(segments) if text.startswith("{")]
        self.target = target

    def match(self, segments: list[str]) -> Found[T] | None:
        for at, text in self.fixed:
            if segments[at] != text:
                return None
        values = {name: segments[at] for at, name in self.names}
        return Found(self.target, values) if all(values.values()) else None


class Routes(Generic[T]):
    """Templates by number of segments, so that few have to be tried."""

    def __init__(self, targets: Iterable[tuple[str, T]]) -> None:
        self._fixed: dict[str, Found[T]] = {}
        self._templates: dict[int, list[_Template[T]]] = {}
        for path, target in targets:
            if "{" not in path:
                # A template that comes before it in the document has the first say.
                self._fixed[path] = self.find(path) or Found(target, {})
            else:
                self._templates.setdefault(len(path.split("/")), []).append(_Template(path, target))

    def find(self, path: str) -> Found[T] | None:
        """The target of a path, or None."""
        if found := self._fixed.get(path):
            return found
        segments = path.split("/")
        for template in self._templates.get(len(segments), ()):
            if found := template.match(segments):
                return found
        return None
