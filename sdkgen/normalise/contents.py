"""Contents: the bodies of requests and answers in each of their media types."""

from typing import Any

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Array, Content, ContentKind, Docs, Header, Part, Primitive, PrimitiveKind, Type, Value
from sdkgen.names import words
from sdkgen.normalise.dialect import read_docs
from sdkgen.normalise.lowering import Lowering
from sdkgen.normalise.merging import Merger
from sdkgen.normalise.parameters import serialisation
from sdkgen.normalise.primitives import ANY, BINARY, STRING
from sdkgen.normalise.schema import Schema, Source
from sdkgen.spec import Bundle, Node

_EXACT = {
    "application/x-www-form-urlencoded": ContentKind.FORM,
    "text/event-stream": ContentKind.EVENTS,
    "application/jsonl": ContentKind.JSON_LINES,
    "application/x-ndjson": ContentKind.JSON_LINES,
    "application/ndjson": ContentKind.JSON_LINES,
    "application/json-seq": ContentKind.JSON_LINES,
    "application/json": ContentKind.JSON,
    "text/json": ContentKind.JSON,
    "application/xml": ContentKind.XML,
    "text/xml": ContentKind.XML,
}
_UNKNOWN = {
    ContentKind.JSON: ANY,
    ContentKind.JSON_LINES: ANY,
    ContentKind.EVENTS: STRING,
    ContentKind.TEXT: STRING,
    ContentKind.XML: STRING,
    ContentKind.BINARY: BINARY,
}
_JSON = "application/json"
_ANYTHING = {"*/*", "application/*"}
_STYLE_KEYS = {"style", "explode", "allowReserved"}
_PREFERRED = (ContentKind.JSON, ContentKind.FORM, ContentKind.MULTIPART, ContentKind.TEXT)


def kind_of(media_type: str) -> ContentKind:
    """Return what a media type means for a client."""
    essence = media_type.partition(";")[0].strip().lower()
    if essence in _EXACT:
        return _EXACT[essence]
    if essence.startswith("multipart/"):
        return ContentKind.MULTIPART
    if essence.endswith("+json"):
        return ContentKind.JSON
    if essence.endswith("+xml") and not essence.startswith("image/"):
        return ContentKind.XML
    return ContentKind.TEXT if essence.startswith("text/") else ContentKind.BINARY


def primary(contents: tuple[Content, ...]) -> int:
    """Return which content a client sends or asks for unless told otherwise: JSON, or else the first."""
    ranks = [
        _PREFERRED.index(content.kind) if content.kind is ContentKind.JSON else 1 for content in contents
    ]
    return ranks.index(min(ranks)) if ranks else 0


class Contents:
    """Reads contents and headers."""

    def __init__(self, bundle: Bundle, merger: Merger, lowering: Lowering, diagnostics: Diagnostics) -> None:
        self._bundle = bundle
        self._merger = merger
        self._lowering = lowering
        self._diagnostics = diagnostics

    def read(self, owner: Node) -> tuple[Content, ...]:
        """Read all contents of a body or an answer."""
        content = self._bundle.entry_of(owner, "content")
        named = content.entries() if content else []
        found = [(name, self._bundle.written_out(node)) for name, node in named]
        taken = {name for name, _ in found}
        contents = []
        for name, node in found:
            if node:
                contents.append(self._content(name, node, taken))
                taken.add(contents[-1].media_type)
        return tuple(contents)

    def _content(self, media_type: str, node: Node, taken: set[str]) -> Content:
        schema = node.get("itemSchema") or node.get("schema")
        if not media_type.isprintable():
            message = f"media type {media_type!r} has a character that does not show"
            self._diagnostics.report("OPER013", node, message)
        is_any = media_type in _ANYTHING and _JSON not in taken
        if is_any and schema and self._is_for_json(schema):
            media_type = _JSON
        kind = kind_of(media_type)
        type_ = self._type(kind, schema)
        is_form = kind in {ContentKind.FORM, ContentKind.MULTIPART}
        parts = self._parts(schema, node, kind) if schema and is_form else ()
        return Content(media_type, kind, type_, parts, self._example(node))

    def _is_for_json(self, schema: Node) -> bool:
        """Whether a schema describes more than text or bytes, where any media type will do."""
        types = self._merger.flat_target(self._merger.flat(Source.of(schema))).types
        return bool(types) and not set(types) <= {"string", "null"}

    def _example(self, node: Node) -> Value | None:
        """Return the example of a content: the one, or the first of several, which may be kept elsewhere."""
        single, several = node.get("example"), node.get("examples")
        if single:
            return Value(single.value)
        first = self._bundle.follow(several.entries()[0][1]) if several and several.entries() else None
        value = first.get("value") if first else None
        return Value(value.value) if value else None

    def _type(self, kind: ContentKind, schema: Node | None) -> Type | None:
        if schema is None:
            return _UNKNOWN.get(kind)
        if kind is ContentKind.BINARY:
            return BINARY
        if kind is ContentKind.XML:
            self._diagnostics.report("LOW013", schema, "XML becomes a string")
            return STRING
        type_ = self._lowering.type_at(schema)
        return STRING if kind is ContentKind.TEXT and type_ == ANY else type_

    def _parts(self, schema: Node, node: Node, kind: ContentKind) -> tuple[Part, ...]:
        shape = self._merger.flat_target(self._merger.flat(Source.of(schema)))
        encoding = self._bundle.entry_of(node, "encoding")
        return tuple(
            self._part(name, source, kind, encoding.get(name) if encoding else None)
            for name, source in shape.properties.items()
        )

    def _part(self, name: str, source: Source, kind: ContentKind, encoding: Node | None) -> Part:
        stated = encoding.value if encoding and isinstance(encoding.value, dict) else {}
        type_ = self._lowering.type_of(source)
        inner = type_.items if isinstance(type_, Array) else type_
        is_file = isinstance(inner, Primitive) and inner.kind is PrimitiveKind.BINARY
        style, explode = serialisation(stated, "form")
        given = stated.get("contentType")
        default = self._default_type(source, is_file=is_file)
        content_type = given if isinstance(given, str) else default
        if kind is ContentKind.FORM and _is_styled(stated, is_list=isinstance(type_, Array)):
            content_type = "text/plain"
        return Part(
            wire=name,
            content_type=content_type,
            style=style,
            explode=explode,
            is_file=is_file,
            is_list=isinstance(type_, Array),
        )

    def _default_type(self, source: Source, *, is_file: bool) -> str:
        schema = self._merger.flat_target(self._merger.flat(source))
        if schema.items:
            schema = self._merger.flat_target(self._merger.flat(schema.items))
        if is_file:
            return "application/octet-stream"
        return "application/json" if _is_structured(schema) else "text/plain"

    def headers(self, answer: Node) -> tuple[Header, ...]:
        """Read the headers that an answer documents."""
        headers = self._bundle.entry_of(answer, "headers")
        named = headers.entries() if headers else []
        return tuple(self._header(name, node) for name, node in named if name.lower() != "content-type")

    def _header(self, name: str, reference: Node) -> Header:
        node = self._bundle.follow(reference)
        raw = node.value if node and isinstance(node.value, dict) else {}
        schema = node.get("schema") if node else None
        return Header(
            wire=name,
            name=words(name),
            type=self._lowering.type_at(schema) if schema else STRING,
            required=raw.get("required") is True,
            docs=read_docs(raw) if raw else Docs(),
            deprecated=raw.get("deprecated") is True,
        )


def _is_styled(encoding: dict[str, Any], *, is_list: bool) -> bool:
    """Whether a member of a form is written by style, as each item of a list is, and not as one JSON text."""
    return bool(_STYLE_KEYS & set(encoding)) or (is_list and "contentType" not in encoding)


def _is_structured(schema: Schema) -> bool:
    return "object" in schema.types or bool(schema.choices) or not schema.types
