"""What a stream of bytes means to another parser of HTTP, h11: which requests it holds, and how it ends."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

import h11

_MOST = 1 << 20
_KEPT = re.compile(rb"[!-~]{1,128}")
# Allowed in values by one parser and refused by the other; of the same length, so that nothing else changes.
_CONTROLS = bytes.maketrans(bytes([*range(1, 9), 11, 12, *range(14, 32), 127]), b"x" * 29)


class Ending(StrEnum):
    """How a stream ends."""

    CLOSED = "closed"
    WAITING = "waiting for more"
    REFUSED = "not HTTP"


@dataclass
class Asked:
    """One request."""

    method: str
    target: str
    ids: list[str]
    complete: bool = False


@dataclass
class Reading:
    """The requests of a stream in their order."""

    requests: list[Asked] = field(default_factory=list)
    ending: Ending = Ending.WAITING


def read(stream: bytes) -> Reading:
    """All requests until one that closes the connection, is incomplete, or is none."""
    reading, rest = Reading(), stream.translate(_CONTROLS)
    while rest is not None:
        rest = _read_on(reading, rest)
    return reading


def _read_on(reading: Reading, stream: bytes) -> bytes | None:
    """Read until the parser ends; what it would not read because HTTP/1.0 is too old for it."""
    connection = h11.Connection(h11.SERVER, max_incomplete_event_size=_MOST)
    connection.receive_data(stream)
    connection.receive_data(b"")
    old = False
    while True:
        try:
            event = connection.next_event()
        except h11.RemoteProtocolError as error:
            at_end = "peer" in str(error) or "closed connection" in str(error)
            reading.ending = Ending.WAITING if at_end else Ending.REFUSED
            return None
        if isinstance(event, h11.Request):
            reading.requests.append(_asked(event))
            old = event.http_version == b"1.0" and _keeps(event)
        elif isinstance(event, h11.EndOfMessage):
            reading.requests[-1].complete = True
            connection.send(h11.Response(status_code=200, headers=[("Content-Length", "0")]))
            connection.send(h11.EndOfMessage())
            if connection.our_state is h11.MUST_CLOSE:
                reading.ending = Ending.CLOSED
                return connection.trailing_data[0] if old else None
            connection.start_next_cycle()
        elif isinstance(event, h11.ConnectionClosed) or event in (h11.NEED_DATA, h11.PAUSED):
            reading.ending = Ending.WAITING
            return None


def _keeps(event: h11.Request) -> bool:
    return any(name == b"connection" and b"keep-alive" in value.lower() for name, value in event.headers)


def _asked(event: h11.Request) -> Asked:
    ids = [value for name, value in event.headers if name == b"x-request-id"]
    kept = [value.decode("ascii") for value in ids if _KEPT.fullmatch(value)]
    return Asked(event.method.decode("latin-1"), event.target.decode("latin-1"), kept)
