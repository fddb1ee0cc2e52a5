"""YAML 1.2 to plain data, with the position of every entry.

PyYAML speaks YAML 1.1, where `no` is a boolean and `12:30` a number. Only its event stream is used here;
scalars are resolved by the core schema of YAML 1.2, and keys are always text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml._yaml import CParser

MAX_DEPTH = 256
MAX_NODES = 5_000_000

Mark = tuple[int, int]
Keys = tuple[str, ...]

_CORE = "tag:yaml.org,2002:"
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_RADIX = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_LONGEST_INTEGER = 3500  # Python neither reads nor writes ones that are much longer
_NUMERIC_STARTS = frozenset("-+.0123456789")


class YamlError(Exception):
    """The text cannot be read as YAML."""

    def __init__(self, code: str, message: str, mark: Mark) -> None:
        super().__init__(message)
        self.code, self.message, self.mark = code, message, mark


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the text that does not stop the reader."""

    code: str
    message: str
    mark: Mark
    keys: Keys


@dataclass(slots=True)
class YamlText:
    """The data of a text and where its entries are, by the identity of their container."""

    data: Any = None
    marks: dict[int, dict[Any, Mark]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    """A collection that is being read."""

    value: Any
    mark: Mark
    anchor: str | None
    marks: dict[Any, Mark] = field(default_factory=dict)
    key: str | None = None
    key_mark: Mark = (0, 0)
    merges: list[Any] = field(default_factory=list)
    size: int = 1


class _Builder:
    """Turns events into data."""

    def __init__(self) -> None:
        self.text = YamlText()
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._handlers: dict[type[Any], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: lambda event: self._open(event, {}),
            yaml.SequenceStartEvent: lambda event: self._open(event, []),
            yaml.MappingEndEvent: lambda _: self._close(),
            yaml.SequenceEndEvent: lambda _: self._close(),
            yaml.AliasEvent: self._alias,
        }

    def feed(self, event: Any) -> None:
        handler = self._handlers.get(type(event))
        if handler:
            handler(event)

    def _keys(self) -> Keys:
        steps = (frame.key if frame.key is not None else str(len(frame.value)) for frame in self._stack)
        return tuple(steps)

    def _scalar(self, event: Any) -> None:
        mark = _mark(event)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.key is None and type(frame.value) is dict:
            self._key(frame, event.value, mark)
            if event.anchor:
                self._anchors[event.anchor] = (event.value, 1)
            return
        value = self._resolve(event, mark)
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        self._add(value, mark, 1)

    def _key(self, frame: _Frame, key: str, mark: Mark) -> None:
        if key in frame.marks and key != "<<":
            first = frame.marks[key]
            message = f"duplicate key {key!r}, on lines {first[0]} and {mark[0]}"
            frame.key = key
            self.text.remarks.append(Remark("SPEC004", message, mark, self._keys()))
        frame.key, frame.key_mark = key, mark

    def _resolve(self, event: Any, mark: Mark) -> Any:
        tag = event.tag
        if tag is None or tag == "!":
            return resolve_plain(event.value) if event.implicit[0] and tag is None else event.value
        name = tag.removeprefix(_CORE)
        if name in {"int", "float", "bool", "null"}:
            return resolve_plain(event.value)
        self._check_tag(tag, mark, {"str"})
        return event.value

    def _check_tag(self, tag: str, mark: Mark, known: set[str]) -> None:
        if tag.removeprefix(_CORE) not in known:
            message = f"tag {tag!r} has no meaning in an OpenAPI document"
            self.text.remarks.append(Remark("SPEC013", message, mark, self._keys()))

    def _open(self, event: Any, value: Any) -> None:
        mark = _mark(event)
        self._refuse_as_key(mark)
        if len(self._stack) >= MAX_DEPTH:
            raise YamlError("SPEC008", f"nested more than {MAX_DEPTH} levels deep", mark)
        if event.tag not in {None, "!"}:
            self._check_tag(event.tag, mark, {"map", "seq"})
        if event.anchor:
            self._anchors[event.anchor] = (None, 0)
        self._stack.append(_Frame(value, mark, event.anchor))

    def _close(self) -> None:
        frame = self._stack.pop()
        for merged in frame.merges:
            _merge(frame, merged)
        self.text.marks[id(frame.value)] = frame.marks
        if frame.anchor:
            self._anchors[frame.anchor] = (frame.value, frame.size)
        self._add(frame.value, frame.mark, frame.size)

    def _alias(self, event: Any) -> None:
        mark = _mark(event)
        value, size = self._anchors.get(event.anchor, (None, 0))
        if not size:
            what = "refers to the value it is in" if event.anchor in self._anchors else "has no anchor"
            raise YamlError("SPEC003", f"the alias *{event.anchor} {what}", mark)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.key is None and type(frame.value) is dict:
            self._refuse_as_key(mark) if isinstance(value, dict | list) else self._key(
                frame, str(value), mark
            )
            return
        self._add(value, mark, size)

    def _refuse_as_key(self, mark: Mark) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.key is None and type(frame.value) is dict:
            raise YamlError("SPEC003", "a key must be a string", mark)

    def _add(self, value: Any, mark: Mark, size: int) -> None:
        if not self._stack:
            self.text.data = value
            return
        frame = self._stack[-1]
        frame.size += size
        if frame.size > MAX_NODES:
            raise YamlError("SPEC008", f"aliases expand to more than {MAX_NODES:,} entries", mark)
        if type(frame.value) is list:
            frame.marks[len(frame.value)] = mark
            frame.value.append(value)
        elif frame.key == "<<":
            frame.merges.append(value)
            frame.key = None
        else:
            frame.value[frame.key] = value
            frame.marks[frame.key] = frame.key_mark
            frame.key = None


def _merge(frame: _Frame, merged: Any) -> None:
    """Apply `<<`, which YAML 1.2 has no word on and authors use all the same."""
    for source in merged if isinstance(merged, list) else [merged]:
        if not isinstance(source, dict):
            raise YamlError("SPEC003", "<< can only merge mappings", frame.mark)
        for key, value in source.items():
            if key not in frame.value:
                frame.value[key] = value
                frame.marks[key] = frame.mark


def _mark(event: Any) -> Mark:
    return _position(event.start_mark)


def _position(mark: Any) -> Mark:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def resolve_plain(text: str) -> Any:
    """Read an unquoted scalar by the core schema of YAML 1.2."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC_STARTS:
        return text
    if _INTEGER.match(text):
        return int(text) if len(text) < _LONGEST_INTEGER else text
    if _RADIX.match(text):
        return int(text, 0) if len(text) < _LONGEST_INTEGER else text
    return float(text) if _FLOAT.match(text) else text


def read(text: str) -> YamlText:
    """Read one YAML document, or raise `YamlError`."""
    builder = _Builder()
    parser = CParser(text)
    documents = 0
    try:
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise YamlError(
                    "SPEC003", "a second document starts here; a file must hold one", _mark(event)
                )
            builder.feed(event)
    except yaml.MarkedYAMLError as error:
        mark = _position(error.problem_mark or error.context_mark)
        raise YamlError("SPEC003", error.problem or "not valid YAML", mark) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlError(
            "SPEC003", f"the character U+{error.character:04X} is not allowed", (line, 1)
        ) from None
    finally:
        parser.dispose()
    return builder.text
