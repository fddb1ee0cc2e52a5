"""Values cut down before they are complained about: a validator makes all of its errors at once."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from gatehouse.contract.document import Json


class Excerpts:
    """Of everything endless, as much as shows that a schema does not allow it."""

    def __init__(self, schema: Json, errors: int) -> None:
        limits = (
            node[key] for node in _objects(schema) for key in ("maxItems", "maxProperties") if key in node
        )
        self._most = max([errors, *(limit for limit in limits if isinstance(limit, int))]) + 1
        self._names = frozenset(
            name for node in _objects(schema) for name in node.get("properties", ()) if isinstance(name, str)
        )

    def of(self, value: Any) -> Any:
        """The value with shorter lists, and with fewer of the names that the schema does not have."""
        if isinstance(value, list):
            return [self.of(item) for item in value[: self._most]]
        if isinstance(value, dict):
            return dict(self._fields(value))
        return value

    def _fields(self, value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for name in islice((name for name in value if name not in self._names), self._most):
            yield name, self.of(value[name])
        for name in value:
            if name in self._names:
                yield name, self.of(value[name])


def _objects(node: Any) -> Iterator[Json]:
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from _objects(item)
