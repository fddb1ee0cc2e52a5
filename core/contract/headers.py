"""Headers as the transport gives them: bytes, in lower case, in a list that is gone through once."""

from collections.abc import Iterable, Mapping

RawHeaders = list[tuple[bytes, bytes]]


class RequestHeaders:
    """Headers of a request by name; of those that are there twice, the first."""

    __slots__ = ("_first", "_raw")

    def __init__(self, raw: Iterable[tuple[bytes, bytes]]) -> None:
        self._raw = list(raw)
        self._first = dict(reversed(self._raw))

    def __contains__(self, name: bytes) -> bool:
        return name in self._first

    def get(self, name: bytes, default: str = "") -> str:
        """The value, or something else if there is none."""
        value = self._first.get(name)
        return default if value is None else value.decode("latin-1")

    def all(self, name: bytes) -> list[str]:
        """The values of all headers of that name."""
        return [value.decode("latin-1") for given, value in self._raw if given == name]


def encoded(headers: Mapping[str, str]) -> RawHeaders:
    """Headers as they are sent."""
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


def with_defaults(headers: RawHeaders, defaults: RawHeaders) -> RawHeaders:
    """Headers, and those of others whose names are not among them."""
    present = {name for name, _ in headers}
    return [*headers, *(pair for pair in defaults if pair[0] not in present)]
