"""JSON to plain data, with positions found when they are asked for.

The standard decoder is fast and knows no positions. A second look at the text is taken only for those
places that a diagnostic names.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NoReturn

MAX_DEPTH = 256

Mark = tuple[int, int]
Entry = tuple[str | int, int, int]

_SURROGATE = re.compile(
    r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
_LONE = len(r"\ud800")
_BRACKETS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]')
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_BLANK = re.compile(r"[ \t\r\n]*")
_SCALAR = re.compile(r"[^\s,\]}]+")


class JsonError(Exception):
    """The text cannot be read as JSON."""

    def __init__(self, code: str, message: str, mark: Mark) -> None:
        super().__init__(message)
        self.code, self.message, self.mark = code, message, mark


class JsonText:
    """The data of a text and, on demand, where its entries are."""

    def __init__(self, text: str) -> None:
        self._text = _SURROGATE.sub(_mend, text) if "\\ud" in text.lower() else text
        self._repeats = False
        self._closing: dict[int, int] | None = None
        self._entries: dict[int, list[Entry]] = {}
        self._lines: list[int] = []
        self.data = self._decode()

    def _decode(self) -> Any:
        try:
            data = json.loads(self._text, object_pairs_hook=self._object, parse_constant=self._constant)
        except json.JSONDecodeError as error:
            raise JsonError("SPEC003", error.msg.lower(), (error.lineno, error.colno)) from None
        except RecursionError:
            raise JsonError("SPEC008", f"nested more than {MAX_DEPTH} levels deep", (1, 1)) from None
        except ValueError as error:
            raise JsonError("SPEC003", str(error), (1, 1)) from None
        if _deeper_than(data, MAX_DEPTH):
            raise JsonError("SPEC008", f"nested more than {MAX_DEPTH} levels deep", (1, 1))
        return data

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        self._repeats |= len(members) != len(pairs)
        return members

    def _constant(self, name: str) -> NoReturn:
        raise JsonError("SPEC003", f"{name} is not a JSON number", self._mark(_find_bare(self._text, name)))

    def repeats(self) -> Iterator[tuple[list[str], Mark, Mark]]:
        """Yield each key that an object has twice: its path, and where both are."""
        if self._repeats:
            yield from self._repeats_in(self._skip(0), [])

    def _repeats_in(self, start: int, path: list[str]) -> Iterator[tuple[list[str], Mark, Mark]]:
        seen: dict[str | int, int] = {}
        for key, key_at, value_at in self._children(start):
            here = [*path, str(key)]
            if key in seen:
                yield here, self._mark(seen[key]), self._mark(key_at)
            seen[key] = key_at
            yield from self._repeats_in(value_at, here)

    def locate(self, steps: list[str]) -> Mark:
        """Return the line and column of the entry that the steps of a pointer lead to."""
        found = value_at = self._skip(0)
        for step in steps:
            match = [entry for entry in self._children(value_at) if str(entry[0]) == step]
            if not match:
                break
            _, found, value_at = match[-1]
        return self._mark(found)

    def _mark(self, offset: int) -> Mark:
        if not self._lines:
            self._lines = [0, *(match.end() for match in re.finditer("\n", self._text))]
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def _skip(self, offset: int) -> int:
        blank = _BLANK.match(self._text, offset)
        return blank.end() if blank else offset

    def _children(self, start: int) -> list[Entry]:
        if start not in self._entries:
            opening = self._text[start : start + 1]
            self._entries[start] = list(self._scan(start, opening == "{")) if opening in {"{", "["} else []
        return self._entries[start]

    def _scan(self, start: int, keyed: bool) -> Iterator[Entry]:
        position, index = self._skip(start + 1), 0
        while self._text[position] not in "}]":
            key: str | int = index
            value_at = key_at = position
            if keyed:
                end = self._end(position)
                key = json.loads(self._text[position:end])
                value_at = self._skip(self._skip(end) + 1)
            yield key, key_at, value_at
            index += 1
            position = self._skip(self._end(value_at))
            if self._text[position] == ",":
                position = self._skip(position + 1)

    def _end(self, start: int) -> int:
        opening = self._text[start]
        if opening in "{[":
            return self._brackets()[start] + 1
        match = (_STRING if opening == '"' else _SCALAR).match(self._text, start)
        return match.end() if match else start + 1

    def _brackets(self) -> dict[int, int]:
        if self._closing is None:
            self._closing, open_at = {}, []
            for match in _BRACKETS.finditer(self._text):
                token = match.group()
                if token in {"{", "["}:
                    open_at.append(match.start())
                elif token in {"}", "]"}:
                    self._closing[open_at.pop()] = match.start()
        return self._closing


def _find_bare(text: str, word: str) -> int:
    """Return where a word stands outside of strings."""
    tokens = re.finditer(rf"{_STRING.pattern}|{re.escape(word)}", text)
    return next((token.start() for token in tokens if token[0] == word), 0)


def _mend(escape: re.Match[str]) -> str:
    """Replace half a character, which no output could be written with."""
    return r"\ufffd" if len(escape[0]) == _LONE else escape[0]


def _deeper_than(data: Any, limit: int) -> bool:
    level = [data]
    for _ in range(limit):
        level = [
            child
            for parent in level
            for child in (parent.values() if isinstance(parent, dict) else parent)
            if isinstance(child, dict | list)
        ]
        if not level:
            return False
    return True
