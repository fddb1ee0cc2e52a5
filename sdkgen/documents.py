"""Files to documents: data, and where everything in it stands."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sdkgen import pointer
from sdkgen.diagnostics import Location
from sdkgen.json_text import JsonError, JsonText
from sdkgen.sources import Files
from sdkgen.yaml_text import Mark, YamlError, YamlText
from sdkgen.yaml_text import read as read_yaml

Parsed = YamlText | JsonText


class Document:
    """One file: its data, and its text for finding positions.

    `name` is what people know it by; `key` is its path from the entry document, wherever that was read from.
    """

    def __init__(self, path: Path, name: str, key: str, content: bytes) -> None:
        self.path, self.name, self.key, self.content = path, name, key, content
        self._text = _parsed(path, content.decode("utf-8-sig"))
        self.data = self._text.data

    def place(self, at: str) -> Location:
        """Say where the entry at a pointer stands."""
        steps = pointer.split(at)
        line, column = self._text.locate(steps) if isinstance(self._text, JsonText) else self._in_yaml(steps)
        return Location(self.name, line, column, at)

    def _in_yaml(self, steps: list[str]) -> Mark:
        found: Mark = (1, 1)
        value = self.data
        for step in steps:
            key = int(step) if isinstance(value, list) and step.isdecimal() else step
            marks = self._text.marks.get(id(value), {}) if isinstance(self._text, YamlText) else {}
            if key not in marks:
                break
            found, value = marks[key], value[key]
        return found

    def remarks(self) -> Iterator[tuple[str, Location, str]]:
        """Return what is to be said about the text: code, place and message."""
        if isinstance(self._text, YamlText):
            for remark in self._text.remarks:
                yield (
                    remark.code,
                    Location(self.name, *remark.mark, pointer.join(remark.keys)),
                    remark.message,
                )
            return
        for steps, first, second in self._text.repeats():
            message = f"duplicate key {steps[-1]!r}, on lines {first[0]} and {second[0]}"
            yield "SPEC004", Location(self.name, *second, pointer.join(steps)), message


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A path that cannot be read, or holds no document, and why."""

    code: str
    place: Location
    message: str


class Library:
    """Reads every file once."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self._read: dict[Path, Document | Unreadable] = {}

    def __contains__(self, path: Path) -> bool:
        return path in self._read

    def __getitem__(self, path: Path) -> Document | Unreadable:
        if path not in self._read:
            self._read[path] = self._document(path, self.files.name(path))
        return self._read[path]

    @property
    def documents(self) -> list[Document]:
        """Every document that was read, the entry first."""
        return [found for found in self._read.values() if isinstance(found, Document)]

    def _document(self, path: Path, name: str) -> Document | Unreadable:
        key = Path(os.path.relpath(path, self.files.entry.parent)).as_posix()
        try:
            return Document(path, name, key, self.files.read(path))
        except OSError as error:
            reason = error.strerror or str(error)
            message = f"{name} cannot be read: {reason[:1].lower()}{reason[1:]}"
            return Unreadable("SPEC001", Location(name), message)
        except UnicodeDecodeError as error:
            return Unreadable("SPEC002", Location(name), f"{name} is not UTF-8 at byte {error.start}")
        except (YamlError, JsonError) as error:
            return Unreadable(error.code, Location(name, *error.mark), error.message)


def _parsed(path: Path, text: str) -> Parsed:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return JsonText(text) if _is_json(path, text) else read_yaml(text)


def _is_json(path: Path, text: str) -> bool:
    if path.suffix.lower() in {".yaml", ".yml"}:
        return False
    return path.suffix.lower() == ".json" or text.lstrip()[:1] == "{"
