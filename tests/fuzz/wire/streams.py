"""Streams of requests: most start as what the document allows, then something about them is changed."""

from dataclasses import dataclass
from random import Random

from gatehouse.contract.document import Document
from tests.attack.blackbox.families import raw_requests
from tests.contract.differential.requests import GOOD_TOKEN, Request, Requests
from tests.fuzz.wire.mutations import mutated

_LONGEST_CASE = 20_000
_CLOSING = b"Connection: close\r\n"
_CASES = [
    case.replace(_CLOSING, b"")
    for cases in (raw_requests.OF_BAD_FORM, raw_requests.OF_BAD_CONTENT, raw_requests.HARMLESS)
    for case in cases.values()
    if len(case) < _LONGEST_CASE
]


@dataclass(frozen=True, slots=True)
class Stream:
    """All bytes of a connection, where they are cut into pieces, and whether anybody waits for answers.

    `{host}` and `{bearer}` stand for what they say; they are as long as that, so that lengths stay right.
    """

    data: bytes
    cuts: tuple[int, ...] = ()
    leaves: bool = False


class Streams:
    """An endless source; the same seed makes the same streams."""

    def __init__(self, document: Document, seed: int, words: dict[str, bytes]) -> None:
        self._document, self._seed = document, seed
        self._words = words

    def make(self, number: int) -> Stream:
        chance = Random(f"{self._seed}:{number}")
        requests = Requests(self._document, chance.randrange(2**32))
        parts = [
            self._part(chance, requests, f"fuzz-{number}-{at}")
            for at in range(chance.choice([1, 1, 2, 3, 5]))
        ]
        data = mutated(b"".join(parts), chance) + self._marker(f"marker-{number}")
        if chance.random() < 0.1:
            data += self._hidden(f"late-{number}")  # after the last answer: never to be given one
        return Stream(data, _cuts(len(data), chance), chance.random() < 0.05)

    def _part(self, chance: Random, requests: Requests, name: str) -> bytes:
        if chance.random() < 0.25:
            case = chance.choice(_CASES).replace(b"{host}", self._words["host"])
            case = case.replace(b"{bearer}", self._words["bearer"])
            return case.replace(b"\r\nHost:", b"\r\nX-Request-ID: %b\r\nHost:" % name.encode(), 1)
        return self._whole(chance, requests.make(), name)

    def _whole(self, chance: Random, request: Request, name: str) -> bytes:
        """A request as it is written, with one of the ways to say how long its body is."""
        body = request.body
        if chance.random() < 0.15:
            body = self._hidden(f"hidden-{name}") * chance.randint(1, 3)
        target = request.target.encode("utf-8") or b"/"
        lines = [b"%b %b HTTP/1.1" % (request.method.encode(), target), b"Host: " + self._words["host"]]
        lines += [b"X-Request-ID: " + name.encode()]
        lines += [
            b"%b: %b"
            % (key.encode(), value.replace(GOOD_TOKEN, self._words["bearer"].decode()).encode("utf-8"))
            for key, value in request.headers
        ]
        if body and chance.random() < 0.4:
            lines.append(b"Transfer-Encoding: chunked")
            body = _chunked(body, chance)
        elif body or chance.random() < 0.1:
            lines.append(b"Content-Length: %d" % len(body))
        tail = lines[1:]
        chance.shuffle(tail)
        return b"\r\n".join([lines[0], *tail, b"", b""]) + body

    def _marker(self, name: str) -> bytes:
        return self._hidden(name).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")

    def _hidden(self, name: str) -> bytes:
        text = b"GET /health/live HTTP/1.1\r\nHost: %b\r\nX-Request-ID: %b\r\n\r\n"
        return text % (self._words["host"], name.encode())


def _chunked(body: bytes, chance: Random) -> bytes:
    chunks, at = [], 0
    while at < len(body):
        piece = body[at : at + chance.choice([1, 2, 10, 1000])]
        size = chance.choice([b"%x", b"%X", b"%04x", b"%x;a=b", b'%x;a="b;\\"c"'])
        chunks.append(size % len(piece) + b"\r\n" + piece + b"\r\n")
        at += len(piece)
    trailer = chance.choice(
        [b"", b"", b"", b"X-Request-ID: trailer\r\n", b"Content-Length: 5\r\nHost: evil.example\r\n"]
    )
    return b"".join([*chunks, b"0\r\n", trailer, b"\r\n"])


def _cuts(length: int, chance: Random) -> tuple[int, ...]:
    amount = chance.choice([0, 0, 0, 1, 2, 8, 40])
    return tuple(sorted(chance.randrange(length) for _ in range(amount)))
