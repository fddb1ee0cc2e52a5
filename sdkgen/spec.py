"""Loading: a document, the files it refers to, and the position of everything in them."""

from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sdkgen import pointer
from sdkgen.diagnostics import Diagnostics, Location, StoppedError
from sdkgen.documents import Document, Library, Unreadable
from sdkgen.sources import files_for
from sdkgen.spelling import meant

Key = tuple[str, str]


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
    def key(self) -> Key:
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
        return Node(self.document, self.pointer + pointer.join(steps), None)

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
        self.referrers: dict[Key, set[Key]] = {}  # who leads to a place, by `$ref` or in other ways
        self.left_out: frozenset[Key] = frozenset()
        self._insides: dict[Key, Node | None] = {}
        try:
            self._library = Library(files_for(entry))
        except OSError as error:
            self._stop(
                Unreadable("SPEC001", Location(str(entry)), f"{entry} cannot be read: {error.strerror}")
            )
        document = self._document(self._library.files.entry)
        if isinstance(document, Unreadable):
            self._stop(document)
        self.entry = document
        self.root = Node(document, "", document.data)

    def _stop(self, found: Unreadable) -> NoReturn:
        self.diagnostics.report(found.code, found.place, found.message)
        raise StoppedError

    def again(self, diagnostics: Diagnostics, left_out: frozenset[Key]) -> "Bundle":
        """Return the same files for another reading, without these paths, methods, webhooks and schemas."""
        other = copy(self)
        other.diagnostics, other.left_out = diagnostics, left_out
        for document in self.documents:
            other._report_remarks(document)
        return other

    def kept(self, owner: Node | None) -> list[tuple[str, Node]]:
        """Return the entries of a mapping, but for those that are left out."""
        entries = owner.entries() if owner else []
        return [(name, node) for name, node in entries if node.key not in self.left_out]

    @property
    def documents(self) -> list[Document]:
        """Every document that was read, the entry first."""
        return self._library.documents

    def _document(self, path: Path) -> Document | Unreadable:
        is_new = path not in self._library
        found = self._library[path]
        if is_new and isinstance(found, Document):
            self._report_remarks(found)
        return found

    def _report_remarks(self, document: Document) -> None:
        for code, place, message in document.remarks():
            self.diagnostics.report(code, place, message)

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
        node = self._inside(document, fragment) if document else None
        if document and node is None:
            message = f"{reference} does not exist{_hint(document, pointer.from_fragment(fragment))}"
            self.diagnostics.report("SPEC006", referrer, message)
        if node:
            self.lead(referrer, node)
        return node

    def _inside(self, document: Document, fragment: str) -> Node | None:
        key = document.key, fragment  # most references are to what others refer to, too
        if key not in self._insides:
            self._insides[key] = _inside(document, pointer.from_fragment(fragment))
        return self._insides[key]

    def lead(self, referrer: Node, target: Node) -> None:
        """Remember that one place leads to another, and has no use without it."""
        self.referrers.setdefault(target.key, set()).add(referrer.key)

    def _referred(self, referrer: Node, file: str) -> Document | None:
        if not file:
            return referrer.document
        path = self._library.files.find(referrer.document.path.parent / pointer.from_fragment(file))
        if path is None:
            self.diagnostics.report("SPEC001", referrer, f"{file!r} is not a file")
            return None
        found = self._document(path)
        if isinstance(found, Document):
            return found
        if found.code != "SPEC001":
            self.diagnostics.report(found.code, found.place, found.message)
        self.diagnostics.report("SPEC001", referrer, found.message)
        return None

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
        node = self.written_out(owner.get(key)) if owner else None
        kind = list if key == "parameters" else dict
        if node is None or node.value is None or isinstance(node.value, kind):
            return node
        self.wrong_kind(node, "a list" if kind is list else "a mapping")
        return None

    def object_of(self, node: Node | None) -> Node | None:
        """Follow references to a mapping."""
        found = self.follow(node)
        if found is None or isinstance(found.value, dict):
            return found
        self.wrong_kind(found, "a mapping")
        return None

    def wrong_kind(self, node: Node, wanted: str) -> None:
        """Report a value of a type that the specification does not have there."""
        self.diagnostics.report("SPEC011", node, f"{node.name} must be {wanted}")

    def written_out(self, node: Node | None) -> Node | None:
        """Follow a reference where the specification has none, as other tools do."""
        if node is None or not isinstance(node.value, dict) or not isinstance(node.value.get("$ref"), str):
            return node
        self.diagnostics.report(
            "SPEC014", node, f"{node.name or 'this'} is a $ref, which OpenAPI does not have here"
        )
        return self.follow(node)


def _hint(document: Document, path: str) -> str:
    """Ask for the name that was probably meant, of those beside the one that is not there."""
    *steps, name = pointer.split(path) or [""]
    beside = _inside(document, pointer.join(steps))
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
