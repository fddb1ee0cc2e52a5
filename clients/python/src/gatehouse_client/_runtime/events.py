"""Bytes to the texts of single values: server-sent events, or lines of JSON."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_BREAK = re.compile(r"\r\n|\n|\r(?!$)")
_DONE = "[DONE]"


class Splitter:
    """Takes bytes as they arrive, and yields the text of each value that is complete."""

    def __init__(self, *, is_events: bool) -> None:
        self.event = ""
        self.id = ""
        self._is_events = is_events
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._rest = ""
        self._name = ""
        self._data: list[str] = []
        self._is_over = False

    def feed(self, chunk: bytes) -> Iterator[str]:
        """Take some bytes."""
        *lines, self._rest = _BREAK.split(self._rest + self._decoder.decode(chunk))
        for line in lines:
            yield from self._line(line)

    def end(self) -> Iterator[str]:
        """Take the end: a line of JSON is complete without a break, an event that was cut off is dropped."""
        rest = (self._rest + self._decoder.decode(b"", final=True)).removesuffix("\r")
        self._rest = ""
        if rest and not self._is_events:
            yield from self._line(rest)

    def _line(self, line: str) -> Iterator[str]:
        if not self._is_events:
            yield from [line] if line.strip() else []
        elif line == "":
            yield from self._dispatch()
        else:
            self._field(*line.partition(":")[::2])

    def _field(self, name: str, value: str) -> None:
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._name = value
        elif name == "id" and "\0" not in value:
            self.id = value

    def _dispatch(self) -> Iterator[str]:
        name, data = self._name or "message", self._data
        self._name, self._data = "", []
        self._is_over = self._is_over or data == [_DONE]
        if data and not self._is_over:
            self.event = name
            yield "\n".join(data)
