"""What is known of a request before it is routed: the path's template, and how large a body may be."""

from typing import NamedTuple

from gatehouse.contract.document import Document, Json, Operation
from gatehouse.contract.routes import Routes

BODY_STEP = 65_536
BYTES_PER_CHARACTER = 12  # as `\ud83d\ude00` in JSON, or as `%F0%9F%98%80` in a form
_LONGEST_WORD, _LONGEST_PATH = 24, 200
_BYTES_PER_VALUE = 32  # a number, a word or null, with what stands around it


class Body(NamedTuple):
    """How large the body of a request may be, and whether anybody reads it."""

    limit: int
    is_read: bool


_UNREAD, _UNKNOWN = Body(BODY_STEP, is_read=False), Body(BODY_STEP, is_read=True)


class _Path(NamedTuple):
    template: str
    any_host: bool
    bodies: dict[str, Body]


class Paths:
    """All paths of the document."""

    def __init__(self, document: Document) -> None:
        self.media_types = document.media_types
        items = document.raw["paths"].items()
        paths = {path: _Path(path, item.get("x-any-host", False), {}) for path, item in items}
        for operation in document.operations:
            body = Body(body_limit(document, operation), bool(operation.body))
            paths[operation.path].bodies[operation.method] = body
        self._routes = Routes(paths.items())

    def printable(self, path: str) -> str:
        """The path for a log: as the document writes it, or cut and without what may be a token."""
        if found := self._routes.find(path):
            return found.target.template
        if found := self._routes.find(path.rstrip("/")):
            return f"{found.target.template}/"
        segments = ("*" if len(segment) > _LONGEST_WORD else segment for segment in path.split("/"))
        return "".join(map(_escaped, "/".join(segments)[:_LONGEST_PATH]))

    def any_host(self, path: str) -> bool:
        """Whether the path answers whatever `Host` says."""
        found = self._routes.find(path)
        return found is not None and found.target.any_host

    def body(self, method: str, path: str) -> Body:
        """What is no operation might read one as well, such as a page with a form."""
        found = self._routes.find(path)
        return found.target.bodies.get(method, _UNREAD) if found else _UNKNOWN


def _escaped(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode()


def body_limit(document: Document, operation: Operation) -> int:
    """The bytes that the largest body the schemas allow can take, in whole steps."""
    largest = max((_most_bytes(document, schema) for schema in operation.body.values()), default=0)
    return max(1, -(-largest // BODY_STEP)) * BODY_STEP


def _most_bytes(document: Document, node: Json, within: frozenset[str] = frozenset()) -> int:
    """What a value can take at most; what has no bounds of its own says it with `x-max-body`."""
    if node.get("$ref") in within:
        return 0
    inner = within | {node["$ref"]} if "$ref" in node else within
    schema = document.resolve(node)
    if "x-max-body" in schema:
        return int(schema["x-max-body"])
    text: int = schema.get("maxLength", 0) * BYTES_PER_CHARACTER
    items = schema["maxItems"] * _most_bytes(document, schema["items"], inner) if "maxItems" in schema else 0
    fields = sum(
        len(name) * BYTES_PER_CHARACTER + _most_bytes(document, field, inner)
        for name, field in schema.get("properties", {}).items()
    )
    parts = [part for kind in ("allOf", "anyOf", "oneOf") for part in schema.get(kind, ())]
    return (
        _BYTES_PER_VALUE + text + items + fields + sum(_most_bytes(document, part, inner) for part in parts)
    )
