"""What can be changed about a stream of requests: lines of a head, lengths, bytes."""

import re
from collections.abc import Callable
from random import Random

from tests.fuzz.wire.oddities import FRAMING, HEADERS, LINES, METHODS, SPECIAL, TARGETS

_HEADER = re.compile(rb"\r\n[!-9;-~]+: [^\r\n]*")
_LENGTH = re.compile(rb"Content-Length: \d+")
_SIZE = re.compile(rb"\r\n[0-9a-fA-F]+(?=\r\n)")
_END = b"\r\n\r\n"
Mutation = Callable[[bytes, Random], bytes]


def mutated(data: bytes, chance: Random) -> bytes:
    """Changed in no, one or several ways."""
    for _ in range(chance.choice([0, 1, 1, 1, 2, 2, 3, 6])):
        data = chance.choice(_MUTATIONS)(data, chance)
    return data


def _into_a_head(lines: tuple[bytes, ...]) -> Mutation:
    def mutation(data: bytes, chance: Random) -> bytes:
        places = [found.start() for found in _HEADER.finditer(data)]
        if not places:
            return data
        at = chance.choice(places)
        return data[:at] + b"\r\n" + chance.choice(lines) + data[at:]

    return mutation


def _on_a_match(pattern: "re.Pattern[bytes]", change: Callable[[bytes, Random], bytes]) -> Mutation:
    def mutation(data: bytes, chance: Random) -> bytes:
        found = list(pattern.finditer(data))
        if not found:
            return data
        one = chance.choice(found)
        return data[: one.start()] + change(one[0], chance) + data[one.end() :]

    return mutation


def _twice(header: bytes, chance: Random) -> bytes:
    return header * chance.choice([0, 2, 2, 3, 120])


def _respelled(header: bytes, chance: Random) -> bytes:
    return chance.choice(
        [
            header.upper(),
            header.lower(),
            header.replace(b": ", b":"),
            header.replace(b": ", b" : "),
            header.replace(b"\r\n", b"\n"),
            header + b" ",
        ]
    )


def _another_length(line: bytes, chance: Random) -> bytes:
    length = int(line.split()[-1])
    return b"Content-Length: %d" % max(0, length + chance.choice([-100, -5, -2, -1, 1, 2, 5, 1000, 10**7]))


def _another_size(size: bytes, chance: Random) -> bytes:
    return b"\r\n" + chance.choice(
        [
            b"0",
            b"1",
            b"5",
            b"fffff",
            b"x",
            b"0" * 20 + size[2:],
            b"-" + size[2:],
            b"0x" + size[2:],
            size[2:] + b" ",
            size[2:] + b";" + b"x" * 600,
        ]
    )


def _target(line: bytes, chance: Random) -> bytes:
    method, _, rest = line.partition(b" ")
    return b"%b %b %b" % (method, chance.choice(TARGETS), rest.rpartition(b" ")[2])


def _method(line: bytes, chance: Random) -> bytes:
    return chance.choice(METHODS) + b" " + line.partition(b" ")[2]


def _line(_line: bytes, chance: Random) -> bytes:
    return chance.choice(LINES)


def _bytes(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.choice([0, 1, 1, 2, 20]))
    return data[:at] + chance.choice([b"", chance.choice(SPECIAL), data[at:end] * 2]) + data[end:]


def _one_bit(data: bytes, chance: Random) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _moved(data: bytes, chance: Random) -> bytes:
    """Heads and bodies in another order."""
    parts = data.split(_END)
    chance.shuffle(parts)
    return _END.join(parts)


_REQUEST_LINE = re.compile(rb"(?:(?<=\r\n\r\n)|\A|(?<=[}\]]))[A-Z]{3,7} \S+ HTTP/1\.1")
_MUTATIONS: tuple[Mutation, ...] = (
    _into_a_head(FRAMING),
    _into_a_head(FRAMING),
    _into_a_head(HEADERS),
    _into_a_head(HEADERS),
    _on_a_match(_HEADER, _twice),
    _on_a_match(_HEADER, _respelled),
    _on_a_match(_LENGTH, _another_length),
    _on_a_match(_SIZE, _another_size),
    _on_a_match(_REQUEST_LINE, _target),
    _on_a_match(_REQUEST_LINE, _method),
    _on_a_match(_REQUEST_LINE, _line),
    _bytes,
    _bytes,
    _one_bit,
    _cut,
    _moved,
)
