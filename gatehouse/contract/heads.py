"""What the head of a request must not be, whatever it asks for."""

from typing import NamedTuple

from gatehouse.contract.problems import Problem

MOST_BYTES = 32_768
MOST_HEADERS = 100


def is_ordinary(target: bytes, headers: list[tuple[bytes, bytes]]) -> bool:
    """Whether there is nothing to look at more closely, but for its size and upgrades."""
    return target.startswith(b"/") and len(dict(headers)) == len(headers) <= MOST_HEADERS


class Head(NamedTuple):
    """The target and the headers of a request, and whether it asks for another protocol."""

    target: bytes
    headers: list[tuple[bytes, bytes]]
    upgrades: bool

    def problem(self, singular: frozenset[bytes], *, may_be_long: bool) -> Problem | None:
        """Why it is refused, if it is; headers that are `singular` must not be repeated."""
        if len(self.headers) > MOST_HEADERS or (may_be_long and self._size() > MOST_BYTES):
            return head_too_large()
        if self.upgrades and self._has_body():  # the parser would read it as a request
            return Problem("bad_request", "A request for another protocol must have no body.")
        if not self.target.startswith(b"/") and _authority(self.target) not in (None, self._host()):
            return Problem("bad_request", "The header Host must name the host that the request line names.")
        return self._repetition(singular) if len(dict(self.headers)) < len(self.headers) else None

    def _size(self) -> int:
        """Without what came before it in the same piece, such as the end of a body."""
        return len(self.target) + sum(len(name) + len(value) + 4 for name, value in self.headers)

    def _has_body(self) -> bool:
        return any(
            name == b"transfer-encoding" or (name == b"content-length" and value.strip(b"0"))
            for name, value in self.headers
        )

    def _host(self) -> bytes | None:
        return dict(self.headers).get(b"host")

    def _repetition(self, singular: frozenset[bytes]) -> Problem | None:
        names = [name for name, _ in self.headers]
        for name in singular:
            if names.count(name) > 1:
                return Problem("bad_request", f"The header {name.decode().title()} must not be repeated.")
        return None


def _authority(target: bytes) -> bytes | None:
    """The host and port of a target in absolute form."""
    scheme, separator, rest = target.partition(b"://")
    return rest.split(b"/", 1)[0].split(b"?", 1)[0] if separator and scheme.isalpha() else None


def head_too_large() -> Problem:
    detail = f"The head of the request is too large: at most {MOST_BYTES} bytes and {MOST_HEADERS} headers."
    return Problem("head_too_large", detail)
