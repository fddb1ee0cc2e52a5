"""What a stream of bytes means to another parser of HTTP, h11: which requests it holds, and how it ends."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

import h11

_MOST = 1 << 20
_SPACED = re.compile(
    rb"[ \t]\r?\n"
)  # llhttp takes space at the end of a value for a part of it, h11 does not
_TARGET = re.compile(rb"/|\*\Z|https?://[A-Za-z0-9.:-]+([/?]|\Z)")
_MADE_HERE = re.compile("[0-9a-f]{32}")
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
    """One request; `kept` is the id that its answer must have, if it brings one."""

    method: str
    target: str
    kept: str = ""
    others: int = 0
    complete: bool = False

    def may_be_answered_as(self, given: str) -> bool:
        """With its own id; with a new one where it has none, several, or one that is none."""
        return given == self.kept or (self.others > 0 and bool(_MADE_HERE.fullmatch(given)))


@dataclass
class Reading:
    """The requests of a stream in their order."""

    requests: list[Asked] = field(default_factory=list)
    ending: Ending = Ending.WAITING
    spaced: bool = False


def read(stream: bytes) -> Reading:
    """All requests until one that closes the connection, is incomplete, or is none."""
    reading, rest = Reading(spaced=bool(_SPACED.search(stream))), stream.translate(_CONTROLS)
    while rest := rest.lstrip(b"\r\n"):
        rest = _one(reading, rest)
    return reading


def _one(reading: Reading, stream: bytes) -> bytes:
    """Read one request; what follows it, if it may be another one."""
    connection = h11.Connection(h11.SERVER, max_incomplete_event_size=_MOST)
    connection.receive_data(stream)
    reading.ending = Ending.WAITING
    goes_on = False
    while True:
        try:
            event = connection.next_event()
        except h11.RemoteProtocolError:
            reading.ending = Ending.REFUSED
            return b""
        if event is h11.NEED_DATA:
            return b""
        if isinstance(event, h11.Request):
            is_odd = event.method != b"CONNECT" and not _TARGET.match(event.target)
            if is_odd or event.http_version not in (b"1.0", b"1.1"):
                reading.ending = Ending.REFUSED  # h11 leaves that to others
                return b""
            reading.requests.append(_asked(event, unsure=reading.spaced))
            goes_on = _keeps(event)
        elif isinstance(event, h11.EndOfMessage):
            reading.requests[-1].complete = True
            reading.ending = Ending.WAITING if goes_on else Ending.CLOSED
            return bytes(connection.trailing_data[0]) if goes_on else b""


def _keeps(event: h11.Request) -> bool:
    values = b",".join(value.lower() for name, value in event.headers if name == b"connection")
    options = {option.strip() for option in values.split(b",")}
    return b"close" not in options and (event.http_version >= b"1.1" or b"keep-alive" in options)


def _asked(event: h11.Request, *, unsure: bool) -> Asked:
    ids = [value for name, value in event.headers if name == b"x-request-id"]
    kept = [value.decode("ascii") for value in ids if _KEPT.fullmatch(value)]
    return Asked(
        event.method.decode("latin-1"),
        event.target.decode("latin-1"),
        kept[0] if kept else "",
        len(ids) - 1 + unsure if kept else 1,
    )
