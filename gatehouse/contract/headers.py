"""Headers as ASGI gives them: bytes, names in lower case."""

from collections.abc import Mapping

RawHeaders = list[tuple[bytes, bytes]]


class RequestHeaders(dict[bytes, bytes]):
    """Headers of a request by name; the first of those that are repeated."""

    def __init__(self, raw: RawHeaders) -> None:
        super().__init__(reversed(raw))
        self._raw = raw

    def text(self, name: bytes) -> str:
        """The value, or nothing."""
        return self[name].decode("latin-1") if name in self else ""

    def all(self, name: bytes) -> list[str]:
        """The values of all headers of that name."""
        return [value.decode("latin-1") for given, value in self._raw if given == name]


def encoded(headers: Mapping[str, str]) -> RawHeaders:
    """Headers as they are sent."""
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


def with_defaults(headers: RawHeaders, defaults: RawHeaders) -> RawHeaders:
    """Headers, plus defaults whose names are not among them."""
    present = {name for name, _ in headers}
    return headers + [pair for pair in defaults if pair[0] not in present]
