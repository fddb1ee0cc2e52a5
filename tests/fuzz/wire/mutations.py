"""What can be changed about a stream of requests: lines of a head, lengths, bytes."""

import re
from collections.abc import Callable
from random import Random

_HEADER = re.compile(rb"\r\n[!-9;-~]+: [^\r\n]*")
_LENGTH = re.compile(rb"Content-Length: \d+")
_SIZE = re.compile(rb"\r\n[0-9a-fA-F]+(?=\r\n)")
_END = b"\r\n\r\n"
_FRAMING = (
    *(
        b"Content-Length: 0",
        b"Content-Length: 5",
        b"Content-Length: 99999",
        b"Content-Length: 1, 1",
        b"Content-Length:5",
    ),
    *(
        b"Content-Length: +5",
        b"Content-Length: 0x5",
        b"Content-Length: 5 ",
        b"Content-Length : 5",
        b"Content-Length:\t5",
    ),
    *(
        b"Content-Length: 005",
        b"Content-Length: -1",
        b"Content-Length: 18446744073709551621",
        b"content-length: 4",
    ),
    *(
        b"Transfer-Encoding: chunked",
        b"Transfer-Encoding: Chunked",
        b"Transfer-Encoding: gzip, chunked",
        b"TE: chunked",
    ),
    *(
        b"Transfer-Encoding: chunked, chunked",
        b"Transfer-Encoding: identity",
        b"Transfer-Encoding:\x0bchunked",
    ),
    *(
        b"Transfer-Encoding : chunked",
        b"Transfer-Encoding: chunked\x00",
        b"Transfer-Encoding:\r\n chunked",
        b"Transfer_Encoding: chunked",
    ),
    *(
        b"Transfer-Encoding: chunked;q=1",
        b"X: y\r\n Transfer-Encoding: chunked",
        b"X: y\nTransfer-Encoding: chunked",
    ),
    *(b"X: y\rTransfer-Encoding: chunked", b"Connection: Transfer-Encoding", b"Connection: Content-Length"),
)
_HEADERS = (
    *(
        b"Connection: close",
        b"Connection: keep-alive",
        b"Connection: keep-alive, close",
        b"Connection: upgrade\r\nUpgrade: h2c",
    ),
    *(
        b"Upgrade: websocket\r\nConnection: Upgrade",
        b"Expect: 100-continue",
        b"Expect: 200-ok",
        b"Keep-Alive: timeout=0",
    ),
    *(
        b"Host: evil.example",
        b"Host:",
        b"Host: a b",
        b"X-Request-ID: other",
        b"X-Request-ID: a b",
        b"X-Request-ID:",
    ),
    *(
        b"Authorization: Bearer x",
        b"Authorization: Basic eDp5",
        b"X-API-Key: gh_x",
        b"Content-Type: application/json",
    ),
    *(
        b"Content-Type: multipart/form-data; boundary=x",
        b"Content-Encoding: gzip",
        b"Accept-Encoding: *",
        b"Accept: x/y",
    ),
    *(
        b"Origin: https://evil.example",
        b"X-Forwarded-For: 1.2.3.4, x",
        b"X-Forwarded-For: ::1",
        b"X-Forwarded-Proto: https",
    ),
    *(
        b"If-Match: *",
        b'If-None-Match: W/"x", *',
        b"Idempotency-Key: x",
        b"Range: bytes=0-0",
        b"Cookie: a=\xff",
        b"X: \xe9",
    ),
    *(
        b"traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        b"traceparent: 00-0-0-0",
        b"X" * 300 + b": y",
    ),
    *(
        b": empty",
        b"no colon",
        b" folded",
        b"X:",
        b"X: " + b"y" * 5000,
        b"X: \x01",
        b"\x00: y",
        b"X\xff: y",
        b"Trailer: Host",
    ),
)
_TARGETS = (
    *(
        b"*",
        b"/",
        b"//",
        b"http://{host}/health/live",
        b"http://evil.example/users/me",
        b"health/live",
        b"/health/live#x",
    ),
    *(
        b"/%00",
        b"/%ff",
        b"/%",
        b"/%2e%2e/users",
        b"/users/../users/me",
        b"/health/live?" + b"a" * 9000,
        b"/" + b"a/" * 900,
    ),
    *(
        b"/?" + b"a=b&" * 300,
        b"/users/me;x=y",
        b"/\xe2\x82\xac",
        b"/\x7f",
        b"/a\tb",
        b"?x",
        b"{host}:80",
        b"/users?limit=%0d%0aX:%20y",
    ),
)
_LINES = (
    b"GET / HTTP/1.0",
    b"GET / HTTP/2.0",
    b"GET /",
    b"get / HTTP/1.1",
    b"HEAD /users/me HTTP/1.1",
    b"OPTIONS * HTTP/1.1",
    b"",
    b"\r\n",
)
_METHODS = (
    b"HEAD",
    b"POST",
    b"PUT",
    b"DELETE",
    b"PATCH",
    b"OPTIONS",
    b"TRACE",
    b"CONNECT",
    b"GET",
    b"QUERY",
    b"PRI",
    b"X",
)
_SPECIAL = (
    *(
        b"\r\n",
        b"\n",
        b"\r",
        b"\x00",
        b" ",
        b"\t",
        b":",
        b"\r\n ",
        b"\r\n\r\n",
        b"\n\n",
        b"\xff",
        b"\x0b",
        b"0\r\n\r\n",
        b",",
        b";",
    ),
    *(
        b"%",
        b"GET / HTTP/1.1\r\n",
        b"\x16\x03\x01",
        b"5\r\n",
        b"ffffffffffffffff\r\n",
        b"-1\r\n",
        b"\xef\xbb\xbf",
        b"\x85",
    ),
)

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
    return b"%b %b %b" % (method, chance.choice(_TARGETS), rest.rpartition(b" ")[2])


def _method(line: bytes, chance: Random) -> bytes:
    return chance.choice(_METHODS) + b" " + line.partition(b" ")[2]


def _line(_line: bytes, chance: Random) -> bytes:
    return chance.choice(_LINES)


def _bytes(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.choice([0, 1, 1, 2, 20]))
    return data[:at] + chance.choice([b"", chance.choice(_SPECIAL), data[at:end] * 2]) + data[end:]


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
    _into_a_head(_FRAMING),
    _into_a_head(_FRAMING),
    _into_a_head(_HEADERS),
    _into_a_head(_HEADERS),
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
