"""Loading: a document, the files it refers to, and the position of everything in them."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sdkgen import pointer
from sdkgen.diagnostics import Diagnostics, Location, StoppedError
from sdkgen.json_text import JsonError, JsonText
from sdkgen.spelling import meant
from sdkgen.yaml_text import Mark, YamlError, YamlText
from sdkgen.yaml_text import read as read_yaml


class Document:
    """One file: its data, and its text for finding positions.

    `name` is what people know it by; `key` is its path from the entry document, wherever that was read from.
    """

    def __init__(self, path: Path, name: str, key: str, text: YamlText | JsonText) -> None:
        self.path, self.name, self.key = path, name, key
        self.data = text.data
        self._text = text

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


@dataclass(frozen=True, slots=True)
class Node:
    """A value inside a document, knowing where it is."""

    document: Document
    pointer: str
    value: Any

    def place(self) -> Location:
        """Say where this is."""
        return self.document.place(self.pointer)

    @property
    def key(self) -> tuple[str, str]:
        """The address of this place, the same for everyone who comes by."""
        return self.document.key, self.pointer

    @property
    def name(self) -> str:
        """The last step of the pointer."""
        steps = pointer.split(self.pointer)
        return steps[-1] if steps else ""

    def get(self, key: str) -> "Node | None":
        """Return the entry of a mapping, if this is one and has it."""
        if not isinstance(self.value, dict) or key not in self.value:
            return None
        return Node(self.document, f"{self.pointer}/{pointer.escape(key)}", self.value[key])

    def at(self, *steps: str) -> "Node":
        """Return a place below this one that the document itself does not have."""
        return Node(self.document, self.pointer + "".join(f"/{pointer.escape(step)}" for step in steps), None)

    def entries(self) -> "list[tuple[str, Node]]":
        """Return the entries of a mapping in the order they are written."""
        if not isinstance(self.value, dict):
            return []
        at = self.pointer
        return [
            (key, Node(self.document, f"{at}/{pointer.escape(key)}", child))
            for key, child in self.value.items()
        ]

    def elements(self) -> "list[Node]":
        """Return the elements of a list."""
        if not isinstance(self.value, list):
            return []
        return [
            Node(self.document, f"{self.pointer}/{index}", child) for index, child in enumerate(self.value)
        ]


class Bundle:
    """The entry document and every file reached from it."""

    def __init__(self, entry: Path, diagnostics: Diagnostics) -> None:
        self.diagnostics = diagnostics
        self._directory = entry.resolve().parent
        self._shown = entry.parent
        self._documents: dict[Path, Document | None] = {}
        document = self._document(entry.resolve(), None)
        if document is None:
            raise StoppedError
        self.entry = document
        self.root = Node(document, "", document.data)

    @property
    def documents(self) -> list[Document]:
        """Every file that was read, the entry first."""
        return [document for document in self._documents.values() if document]

    def _document(self, path: Path, referrer: Node | None) -> Document | None:
        if path not in self._documents:
            self._documents[path] = self._read(path, referrer)
        return self._documents[path]

    def _read(self, path: Path, referrer: Node | None) -> Document | None:
        key = Path(os.path.relpath(path, self._directory)).as_posix()
        name = (self._shown / key).as_posix()
        text = self._text(path, name, referrer)
        if text is None:
            return None
        try:
            parsed: YamlText | JsonText = JsonText(text) if _is_json(path, text) else read_yaml(text)
        except (YamlError, JsonError) as error:
            self.diagnostics.report(error.code, Location(name, *error.mark), error.message)
            return None
        self._report_remarks(name, parsed)
        return Document(path, name, key, parsed)

    def _text(self, path: Path, name: str, referrer: Node | None) -> str | None:
        place = referrer.place() if referrer else Location(name)
        try:
            return path.read_text(encoding="utf-8-sig")
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            self.diagnostics.report("SPEC001", place, f"{name} cannot be read: {reason}")
        except UnicodeDecodeError as error:
            self.diagnostics.report("SPEC002", Location(name), f"{name} is not UTF-8 at byte {error.start}")
        return None

    def _report_remarks(self, name: str, parsed: YamlText | JsonText) -> None:
        if isinstance(parsed, YamlText):
            for remark in parsed.remarks:
                at = "".join(f"/{pointer.escape(key)}" for key in remark.keys)
                self.diagnostics.report(remark.code, Location(name, *remark.mark, at), remark.message)
            return
        for steps, first, second in parsed.repeats():
            at = "".join(f"/{pointer.escape(key)}" for key in steps)
            message = f"duplicate key {steps[-1]!r}, on lines {first[0]} and {second[0]}"
            self.diagnostics.report("SPEC004", Location(name, *second, at), message)

    def resolve(self, referrer: Node, reference: object) -> Node | None:
        """Return what a `$ref` at a node refers to, or report why nothing."""
        if not isinstance(reference, str):
            self.diagnostics.report("SPEC009", referrer, "a $ref must be a string")
            return None
        file, _, fragment = reference.partition("#")
        if "://" in file or file.startswith("//"):
            message = f"{reference} is a remote reference; those are not fetched"
            self.diagnostics.report("SPEC005", referrer, message)
            return None
        document = self._referred(referrer, file)
        node = _inside(document, pointer.from_fragment(fragment)) if document else None
        if document and node is None:
            message = f"{reference} does not exist{_hint(document, pointer.from_fragment(fragment))}"
            self.diagnostics.report("SPEC006", referrer, message)
        return node

    def _referred(self, referrer: Node, file: str) -> Document | None:
        if not file:
            return referrer.document
        path = _file_at(referrer.document.path.parent / pointer.from_fragment(file))
        if path is None:
            self.diagnostics.report("SPEC001", referrer, f"{file!r} is not a file")
        return self._document(path, referrer) if path else None

    def follow(self, node: Node | None) -> Node | None:
        """Follow references until something that is none, as parameters, answers and their like may need."""
        seen: set[tuple[str, str]] = set()
        while node is not None and isinstance(node.value, dict) and "$ref" in node.value:
            if node.key in seen:
                self.diagnostics.report("SPEC007", node, "the reference refers back to itself")
                return None
            seen.add(node.key)
            node = self.resolve(node, node.value["$ref"])
        return node

    def entry_of(self, owner: Node | None, key: str) -> Node | None:
        """Return an entry; a reference in its place is followed, although it should have been written out."""
        return self.written_out(owner.get(key)) if owner else None

    def written_out(self, node: Node | None) -> Node | None:
        """Follow a reference where the specification has none, as other tools do."""
        if node is None or not isinstance(node.value, dict) or not isinstance(node.value.get("$ref"), str):
            return node
        self.diagnostics.report(
            "SPEC014", node, f"{node.name or 'this'} is a $ref, which OpenAPI does not have here"
        )
        return self.follow(node)


def _file_at(path: Path) -> Path | None:
    """Return the path unless something else is there, such as a device that never ends."""
    try:
        found = path.resolve()
    except ValueError:  # it has a NUL in it
        return None
    return found if found.is_file() or not found.exists() else None


def _hint(document: Document, path: str) -> str:
    """Ask for the name that was probably meant, of those beside the one that is not there."""
    *steps, name = pointer.split(path) or [""]
    beside = _inside(document, "".join(f"/{pointer.escape(step)}" for step in steps))
    names = list(map(str, beside.value)) if beside and isinstance(beside.value, dict) else []
    return meant(name, names)


def _inside(document: Document, fragment: str) -> Node | None:
    node: Node | None = Node(document, "", document.data)
    if fragment and not fragment.startswith("/"):
        return _anchor(node, fragment)
    for step in pointer.split(fragment):
        node = _step(node, step)
    return node


def has(document: Document, reference: str) -> bool:
    """Whether something is there that a text may or may not refer to."""
    file, _, fragment = reference.partition("#")
    return bool(file) or _inside(document, pointer.from_fragment(fragment)) is not None


def _step(node: Node | None, step: str) -> Node | None:
    if node is None or isinstance(node.value, dict):
        return node.get(step) if node else None
    elements = node.elements()
    return elements[int(step)] if step.isdecimal() and int(step) < len(elements) else None


def _anchor(root: Node | None, name: str) -> Node | None:
    """Find the schema that calls itself `name` by `$anchor` or `$dynamicAnchor`."""
    pending = [root] if root else []
    while pending:
        node = pending.pop()
        raw = node.value if isinstance(node.value, dict) else {}
        if name in (raw.get("$anchor"), raw.get("$dynamicAnchor")):
            return node
        children = [child for _, child in node.entries()] or node.elements()
        pending += [child for child in children if isinstance(child.value, dict | list)]
    return None


def _is_json(path: Path, text: str) -> bool:
    if path.suffix.lower() in {".yaml", ".yml"}:
        return False
    return path.suffix.lower() == ".json" or text.lstrip()[:1] == "{"
