"""What a document declares, counted without any help of what is tested: only references are resolved."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sdkgen.spec import Bundle, Node

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_HEADERS_OF_HTTP = {"header:accept", "header:content-type", "header:authorization"}
_DEPTH = 20

Fields = frozenset[str]
Contents = dict[str, Fields]


@dataclass(frozen=True, slots=True)
class Call:
    """An operation: parameters as `place:name`, and the members of its bodies and answers by media type."""

    parameters: frozenset[str] = frozenset()
    body: Contents = field(default_factory=dict)
    answers: dict[str, Contents] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Declared:
    """What a document has: operations as `METHOD /path`, and the members of its named schemas."""

    calls: dict[str, Call]
    models: dict[str, Fields]


def declared(bundle: Bundle) -> Declared:
    """Read a document."""
    return _Reader(bundle).read()


class _Reader:
    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle

    def read(self) -> Declared:
        return Declared(dict(self._calls()), dict(self._models()))

    def _at(self, node: Node | None, *keys: str) -> Node | None:
        """Follow keys, and references wherever they stand."""
        for key in keys:
            node = self._whole(node.get(key)) if node else None
        return node

    def _whole(self, node: Node | None) -> Node | None:
        is_reference = node and isinstance(node.value, dict) and isinstance(node.value.get("$ref"), str)
        return self._bundle.follow(node) if is_reference else node

    def _entries(self, node: Node | None, *keys: str) -> Iterator[tuple[str, Node]]:
        found = self._at(node, *keys)
        for name, entry in found.entries() if found else ():
            whole = self._whole(entry)
            if whole:
                yield name, whole

    def _calls(self) -> Iterator[tuple[str, Call]]:
        paths = self._at(self._bundle.root, "paths")
        for path, entry in paths.entries() if paths else ():
            items = [item for item in (self._whole(entry), entry) if item and path.startswith("/")]
            for item in items:
                for method in METHODS:
                    node = self._at(item, method)
                    if node and isinstance(node.value, dict):
                        yield f"{method.upper()} {path}", self._call(path, [*items, node], node)

    def _call(self, path: str, owners: list[Node], node: Node) -> Call:
        found = {name for owner in owners for name in self._parameters(owner)}
        answers = {
            status if status == "default" else status.upper(): self._contents(answer, "writeOnly")
            for status, answer in self._entries(node, "responses")
            if not status.startswith("x-")
        }
        lost = {name for name in found if name.startswith("path:") and f"{{{name[5:]}}}" not in path}
        return Call(
            frozenset(found - lost), self._contents(self._at(node, "requestBody"), "readOnly"), answers
        )

    def _parameters(self, owner: Node) -> Iterator[str]:
        listed = self._at(owner, "parameters")
        for entry in listed.elements() if listed else ():
            node = self._whole(entry)
            raw = node.value if node and isinstance(node.value, dict) else {}
            name = f"{raw.get('in')}:{raw.get('name')}"
            if name.lower() not in _HEADERS_OF_HTTP:
                yield name

    def _contents(self, owner: Node | None, hidden: str) -> Contents:
        return {
            name: self._fields(self._at(media, "schema"), {hidden})
            for name, media in self._entries(owner, "content")
        }

    def _is_shown(self, entry: Node, hidden: set[str]) -> bool:
        raw = entry.value
        return raw is not False and not (
            isinstance(raw, dict) and any(raw.get(key) is True for key in hidden)
        )

    def _models(self) -> Iterator[tuple[str, Fields]]:
        for name, node in self._entries(self._bundle.root, "components", "schemas"):
            yield name, self._fields(node, {"readOnly", "writeOnly"})

    def _fields(self, node: Node | None, hidden: set[str], depth: int = 0) -> Fields:
        """Return the members that a schema surely has: its own and those of `allOf`, but not the hidden."""
        node = self._whole(node)
        if node is None or not isinstance(node.value, dict) or depth > _DEPTH:
            return frozenset()
        if node.value.get("type", "object") != "object" or node.value.get("enum"):
            return frozenset()
        found = {name for name, entry in self._entries(node, "properties") if self._is_shown(entry, hidden)}
        parts = self._at(node, "allOf")
        for part in parts.elements() if parts else ():
            found |= self._fields(part, hidden, depth + 1)
        return frozenset(found)
