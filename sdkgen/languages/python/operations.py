"""Operations: the facts that methods, and what the runtime has to know of them, are printed from."""

from dataclasses import dataclass, field
from typing import Any

from sdkgen.ir import (
    Api,
    Content,
    ContentKind,
    Group,
    In,
    Operation,
    Pagination,
    Parameter,
    Part,
    Placeholder,
    Stream,
    Type,
)
from sdkgen.languages.python.naming import GROUP, STREAM, OwnNames
from sdkgen.languages.python.text import collection, documentation, plain_line, quote
from sdkgen.languages.python.types import Import, PythonTypes, imports
from sdkgen.name_table import NameTable
from sdkgen.names import pascal
from sdkgen.showcase import title

_RUNTIME = {
    "Answer": ".operation",
    "Content": ".operation",
    "Operation": ".operation",
    "PageSpec": ".operation",
    "PagedOperation": ".operation",
    "Parameter": ".operation",
    "Part": ".operation",
    "RequestOptions": ".operation",
    "Transport": ".transport",
    "AsyncTransport": ".async_transport",
    "Pages": ".pages",
    "AsyncPages": ".pages",
    "BinaryAnswer": ".answers",
    "AsyncBinaryAnswer": ".answers",
    "Stream": ".answers",
    "AsyncStream": ".answers",
    "BinaryBody": ".values",
    "UNSET": ".values",
    "Unset": ".values",
    "deprecated": ".marks",
}
_TEXTS = {ContentKind.TEXT, ContentKind.XML}
_OBJECTS = {ContentKind.FORM, ContentKind.MULTIPART}
_KINDS = {kind: str(kind) for kind in ContentKind} | {ContentKind.XML: "text"}
_ACCEPTED = {Stream.EVENTS: "text/event-stream", Stream.JSON_LINES: "application/x-ndjson"}


@dataclass(frozen=True, slots=True)
class ArgumentView:
    """An argument of a method; `place` is that of a parameter, or `body`."""

    name: str
    type: str
    place: str
    wire: str
    is_required: bool
    default: str
    docs: str

    @property
    def is_positional(self) -> bool:
        """Whether it need not be named: what the address is made of, and a body that must be there."""
        return self.place == "path" or (self.place == "body" and self.is_required)


@dataclass(frozen=True, slots=True)
class MethodView:
    """A method: `kind` is `call`, `pages`, `stream` or `download`; `item` is what pages or a stream consist of.

    `spec` holds what the runtime is told, by the names it has there, each as it is written.
    """

    id: str
    name: str
    constant: str
    kind: str
    returns: str
    item: str
    arguments: tuple[ArgumentView, ...]
    has_content_type: bool
    docs: tuple[str, ...]
    title: str
    http: str
    is_deprecated: bool
    is_main: bool
    spec: dict[str, Any]


@dataclass(frozen=True, slots=True)
class GroupView:
    """A module with a class of methods, once for each kind of client."""

    name: str
    class_name: str
    docs: tuple[str, ...]
    methods: tuple[MethodView, ...]
    imports: tuple[Import, ...]


@dataclass(slots=True)
class PythonOperations:
    """Decides how all operations are called."""

    api: Api
    names: NameTable
    own: OwnNames
    circular: frozenset[str]
    needs: set[tuple[str, str]] = field(default_factory=set)

    def group(self, group: Group) -> GroupView:
        """Return the facts of a group."""
        self.needs = set()
        methods = [method for operation in group.operations for method in self._methods(operation)]
        shadowed = frozenset(method.name for method in methods) | {"builtins"}
        self.needs = set()
        methods = [method for each in group.operations for method in self._methods(each, shadowed)]
        for name in ("AsyncTransport", "Transport", "RequestOptions"):
            self._need(name)
        return GroupView(
            name=self.names.groups[group.id],
            class_name=pascal(group.name) + GROUP,
            docs=documentation(group.docs, f"Operations of {group.name}."),
            methods=tuple(methods),
            imports=tuple(imports(self.needs, "..")),
        )

    def _need(self, name: str) -> str:
        self.needs.add((_RUNTIME[name], name))
        return name

    def _types(self, shadowed: frozenset[str] = frozenset()) -> PythonTypes:
        return PythonTypes(self.api, self.names, self.circular, shadowed, self.needs)

    def _methods(self, operation: Operation, shadowed: frozenset[str] = frozenset()) -> list[MethodView]:
        types = self._types(shadowed)
        found = [self._method(operation, types)]
        if operation.facts.stream and operation.success.kind is ContentKind.JSON:
            found.append(self._stream(operation, types))
        return found

    def _method(self, operation: Operation, types: PythonTypes) -> MethodView:
        page, kind = operation.facts.pagination, self._kind(operation)
        returns = self._returned(operation, types)
        item = types.write(page.item_type) if page else ""
        answer = self._answer(operation)
        return self._view(operation, types, kind, returns, item, answer, suffix="")

    def _stream(self, operation: Operation, types: PythonTypes) -> MethodView:
        stream = operation.facts.stream or Stream.EVENTS
        item = self._type_of(operation.facts.event_type, types)
        runtime = self._type_of(operation.facts.event_type, self._types())
        answer = {"kind": quote(stream), "type": runtime, "accept": quote(_ACCEPTED.get(stream, "*/*"))}
        return self._view(operation, types, "stream", item, item, answer, suffix=STREAM)

    def _kind(self, operation: Operation) -> str:
        kind = operation.success.kind
        if operation.facts.pagination:
            return "pages"
        if kind is ContentKind.BINARY:
            return "download"
        return "stream" if kind in {ContentKind.EVENTS, ContentKind.JSON_LINES} else "call"

    def _view(
        self,
        operation: Operation,
        types: PythonTypes,
        kind: str,
        returns: str,
        item: str,
        answer: Any,
        *,
        suffix: str,
    ) -> MethodView:
        self._need("PagedOperation" if kind == "pages" else "Operation")
        for name in {"pages": ("Pages", "AsyncPages"), "stream": ("Stream", "AsyncStream")}.get(kind, ()):
            self._need(name)
        for name in ("BinaryAnswer", "AsyncBinaryAnswer") if kind == "download" else ():
            self._need(name)
        if operation.deprecated:
            self._need("deprecated")
        name = self.names.operations[operation.id] + suffix
        body = operation.body
        return MethodView(
            id=operation.id,
            name=name,
            constant=name.rstrip("_").upper() + "_CALL",
            kind=kind,
            returns=returns,
            item=item,
            arguments=tuple(self._arguments(operation, types)),
            has_content_type=body is not None and len(body.contents) > 1,
            docs=documentation(operation.docs, f"Call `{operation.method} {operation.path}`."),
            title=plain_line(title(operation)),
            http=f"{operation.method} {operation.path}".replace("|", "\\|"),
            is_deprecated=operation.deprecated,
            is_main=not suffix,
            spec=self._spec(operation, answer, suffix),
        )

    def _arguments(self, operation: Operation, types: PythonTypes) -> list[ArgumentView]:
        found = [self._argument(operation, each, types) for each in operation.parameters]
        if operation.body:
            found.append(self._body(operation, types))
        return sorted(
            found, key=lambda each: (not each.is_positional, not each.is_required, each.place == "body")
        )

    def _argument(self, operation: Operation, parameter: Parameter, types: PythonTypes) -> ArgumentView:
        text = types.write(parameter.type)
        return ArgumentView(
            name=self.names.arguments[operation.id, parameter.key],
            type=text if parameter.required else f"{text} | None",
            place=str(parameter.place),
            wire=quote(parameter.wire),
            is_required=parameter.required,
            default="" if parameter.required else "None",
            docs=" ".join(documentation(parameter.docs)),
        )

    def _body(self, operation: Operation, types: PythonTypes) -> ArgumentView:
        assert operation.body
        parts = list(dict.fromkeys(self._body_type(each, types) for each in operation.body.contents))
        is_required = operation.body.required
        unset = [] if is_required else [self._need("Unset")]
        return ArgumentView(
            name=self.names.arguments[operation.id, "body"],
            type=" | ".join([*parts, *unset]),
            place="body",
            wire="",
            is_required=is_required,
            default="" if is_required else self._need("UNSET"),
            docs=" ".join(documentation(operation.body.docs)),
        )

    def _body_type(self, content: Content, types: PythonTypes) -> str:
        if content.kind is ContentKind.BINARY or (
            content.type is None and content.kind not in _TEXTS | _OBJECTS
        ):
            return types.any() if content.kind is ContentKind.JSON else self._need("BinaryBody")
        if content.type is not None and content.kind not in _TEXTS:
            return types.write(content.type)
        return (
            f"{types.builtin('dict')}[{types.builtin('str')}, {types.any()}]"
            if content.kind in _OBJECTS
            else types.builtin("str")
        )

    def _type_of(self, type_: Type | None, types: PythonTypes) -> str:
        return types.any() if type_ is None else types.write(type_)

    def _returned(self, operation: Operation, types: PythonTypes) -> str:
        success = operation.success
        if success.type is None and success.kind is None:
            return "None"
        if success.kind in _TEXTS:
            return types.builtin("str")
        if success.kind is ContentKind.BINARY:
            return types.builtin("bytes")
        text = self._type_of(success.type, types)
        is_optional = success.may_be_empty and not text.endswith("None") and text != "Any"
        return f"{text} | None" if is_optional else text

    def _answer(self, operation: Operation) -> dict[str, Any]:
        success = operation.success
        if success.type is None and success.kind is None:
            return {}
        kind = success.kind or ContentKind.JSON
        has_type = kind in {ContentKind.JSON, ContentKind.EVENTS, ContentKind.JSON_LINES}
        parts = {
            "kind": quote(_KINDS[kind]),
            "type": self._type_of(success.type, self._types()) if has_type else "",
            "accept": quote(success.media_type) if success.media_type else "",
            "may_be_empty": success.may_be_empty,
        }
        return {name: part for name, part in parts.items() if part}

    def _spec(self, operation: Operation, answer: dict[str, Any], suffix: str) -> dict[str, Any]:
        """Return what the runtime has to know, without what goes without saying."""
        facts, page = operation.facts, operation.facts.pagination
        security = self.api.credentials(operation)
        parts: dict[str, Any] = {
            "id": quote(operation.id),
            "method": quote(operation.method),
            "path": quote(path_of(operation)),
            "parameters": [self._parameter(operation, each) for each in operation.parameters],
            "contents": self._contents(operation),
            "answer": answer,
            "errors": {
                quote(each.status): self._types().write(each.type)
                for each in self.api.typed_errors(operation)
            },
            "security": [collection(each) for each in security] if security else [],
            "server": quote(operation.server) if operation.server else "",
            "retryable": facts.is_retryable,
            "idempotency": quote(facts.idempotency_header) if facts.idempotency_header else "",
            "page": self._page(operation, page) if page and not suffix else {},
        }
        for name, runtime in (
            ("parameters", "Parameter"),
            ("contents", "Content"),
            ("answer", "Answer"),
            ("page", "PageSpec"),
        ):
            if parts[name]:
                self._need(runtime)
        return {name: part for name, part in parts.items() if part}

    def _parameter(self, operation: Operation, parameter: Parameter) -> dict[str, str]:
        style, plain = parameter.style, "form" if parameter.place in {In.QUERY, In.COOKIE} else "simple"
        parts = {
            "name": quote(self.names.arguments[operation.id, parameter.key]),
            "wire": quote(parameter.wire),
            "place": quote(str(parameter.place)),
            "style": quote(style) if style != plain else "",
            "explode": "True" if parameter.explode else "",
            "reserved": "True" if parameter.allow_reserved else "",
            "json": "True" if parameter.media_type else "",
        }
        return {name: part for name, part in parts.items() if part}

    def _contents(self, operation: Operation) -> list[dict[str, Any]]:
        if operation.body is None:
            return []
        primary = operation.primary
        ordered = sorted(operation.body.contents, key=lambda each: each is not primary)
        return [self._content(each) for each in ordered]

    def _content(self, content: Content) -> dict[str, Any]:
        parts = {quote(each.wire): _part(each) for each in content.parts} if content.kind in _OBJECTS else {}
        if any(parts.values()):
            self._need("Part")
        return {
            "media_type": quote(content.media_type),
            "kind": quote(_KINDS[content.kind]),
            "parts": {wire: part for wire, part in parts.items() if part},
        }

    def _page(self, operation: Operation, page: Pagination) -> dict[str, str]:
        keys = [each.key for each in operation.parameters if each.wire == page.parameter]
        parts = {
            "style": quote(page.style),
            "items": collection(page.items),
            "next": collection(page.next) if page.next else "",
            "more": collection(page.more) if page.more else "",
            "parameter": quote(self.names.arguments[operation.id, keys[0]]) if keys else "",
        }
        return {name: part for name, part in parts.items() if part}


def _part(part: Part) -> dict[str, str]:
    parts = {
        "content_type": quote(part.content_type) if part.content_type else "",
        "style": quote(part.style) if part.style != "form" else "",
        "explode": "" if part.explode else "False",
        "is_file": "True" if part.is_file else "",
    }
    return {name: each for name, each in parts.items() if each}


def path_of(operation: Operation) -> str:
    """Return the path with its blanks, without a slash too many."""
    steps = [
        "".join(f"{{{each.wire}}}" if isinstance(each, Placeholder) else each.text for each in segment)
        for segment in operation.segments
    ]
    return "/" + "/".join(steps)
