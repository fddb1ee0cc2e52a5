"""Operations: methods, what they send, and what they return."""

from collections.abc import Mapping
from dataclasses import dataclass

from sdkgen.ir import Api, Body, Content, ContentKind, In, Object, Operation, Parameter, Stream, Type
from sdkgen.ir.walk import reachable
from sdkgen.languages.go.models import LineView
from sdkgen.languages.go.types import GoTypes

_PIECES = {Stream.EVENTS: "events", Stream.JSON_LINES: "lines"}
_ACCEPTED = {Stream.EVENTS: "text/event-stream", Stream.JSON_LINES: "application/jsonl"}
_STREAMED = {ContentKind.BINARY, ContentKind.XML, ContentKind.EVENTS, ContentKind.JSON_LINES}
_WRITERS = {ContentKind.FORM: "Form", ContentKind.MULTIPART: "Multipart"}


@dataclass(frozen=True, slots=True)
class BodyView:
    """The argument for a body. `writer` is the method of a request that takes it."""

    of: Content
    name: str
    type: str
    outside: str
    writer: str
    is_required: bool
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class MethodView:
    """A method: what it is called, what kind of answer it is for, and of which type.

    The kinds are `none`, `text`, `bytes`, `download`, `object`, `value`, `events`, `lines` and `pages`.
    """

    name: str
    kind: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class OperationView:
    """An operation: its parameters, and its methods. `pages` and `stream` are there where they can be."""

    of: Operation
    accept: str
    credentials: tuple[tuple[str, ...], ...]
    secrets: tuple[str, ...]
    path: tuple[LineView, ...]
    params: tuple[LineView, ...]
    body: BodyView | None
    main: MethodView
    pages: MethodView | None
    stream: MethodView | None
    stream_accept: str

    @property
    def methods(self) -> tuple[MethodView, ...]:
        """All of its methods."""
        return tuple(each for each in (self.main, self.pages, self.stream) if each)

    @property
    def needs_params(self) -> bool:
        """Whether there have to be parameters; where none is required there need not be any."""
        return any(each.of.required for each in self.params if isinstance(each.of, Parameter))


@dataclass(frozen=True, slots=True)
class GoOperations:
    """Makes views of the operations of one file. `outside` are the types as other packages call them."""

    types: GoTypes
    outside: GoTypes
    names: Mapping[str, str]

    def view(self, operation: Operation) -> OperationView:
        """Decide how an operation is called."""
        self.types.imports |= {"context", "core"}
        return OperationView(
            operation,
            _accept(operation),
            self.types.api.credentials(operation),
            _secrets(self.types.api, operation),
            tuple(self._argument(operation, each) for each in operation.parameters_in(In.PATH)),
            tuple(self._param(operation, each) for each in inside(operation)),
            self._body(operation, operation.body) if operation.body else None,
            self._main(operation),
            self._pages(operation),
            self._stream(operation),
            _stream_accept(operation),
        )

    def _argument(self, operation: Operation, each: Parameter) -> LineView:
        name = self.types.table.arguments[operation.id, each.key]
        return LineView(each, name, self.types.write(each.type), self.outside.write(each.type))

    def _param(self, operation: Operation, each: Parameter) -> LineView:
        name = self.names[f"param:{operation.id}:{each.key}"]
        written, outside = (
            writer.parameter(each.type, required=each.required) for writer in (self.types, self.outside)
        )
        return LineView(each, name, written, outside)

    def _body(self, operation: Operation, body: Body) -> BodyView:
        content = body.contents[body.primary]
        name = self.types.table.arguments[operation.id, "body"]
        if content.type is None or content.kind in _STREAMED:
            self.types.imports.add("io")
            return BodyView(content, name, "io.Reader", "", "Stream", body.required)
        if content.kind is ContentKind.TEXT:
            return BodyView(content, name, "string", "", "Text", body.required)
        written, outside = (_body_type(each, body, content.type) for each in (self.types, self.outside))
        writer, is_list = _WRITERS.get(content.kind, "JSON"), self.types.is_list(content.type)
        return BodyView(content, name, written, outside, writer, body.required, is_list)

    def _main(self, operation: Operation) -> MethodView:
        name = self.types.table.operations[operation.id]
        success, stream = operation.success, operation.facts.stream
        if success.kind is not ContentKind.JSON and stream:
            return self._pieces(operation, name, stream)
        if success.type is None:
            return MethodView(name, "none")
        if success.kind is not ContentKind.JSON:
            return MethodView(name, "text" if success.kind is ContentKind.TEXT else "bytes")
        kind = "value" if self.types.is_small(success.type) else "object"
        return MethodView(name, kind, self.types.unboxed(success.type))

    def _pieces(self, operation: Operation, name: str, stream: Stream) -> MethodView:
        if stream is Stream.BINARY:
            return MethodView(name, "download")
        event = operation.facts.event_type
        return MethodView(name, _PIECES[stream], self.types.unboxed(event) if event else "any")

    def _pages(self, operation: Operation) -> MethodView | None:
        page = operation.facts.pagination
        if page is None:
            return None
        self.types.imports.add("iter")
        return MethodView(self.names[f"all:{operation.id}"], "pages", self.types.unboxed(page.item_type))

    def _stream(self, operation: Operation) -> MethodView | None:
        stream = operation.facts.stream
        if operation.success.kind is not ContentKind.JSON or stream not in _PIECES:
            return None
        return self._pieces(operation, self.names[f"stream:{operation.id}"], stream)


def _accept(operation: Operation) -> str:
    if operation.success.kind is not ContentKind.JSON and operation.facts.stream in _ACCEPTED:
        return _stream_accept(operation)
    is_json = operation.success.kind in {None, ContentKind.JSON}
    return operation.success.media_type or ("application/json" if is_json else "*/*")


def _stream_accept(operation: Operation) -> str:
    stream = operation.facts.stream
    contents = (content for answer in operation.answers for content in answer.contents)
    declared = (each.media_type for each in contents if stream and each.kind.value == stream.value)
    return next(declared, _ACCEPTED.get(stream, "") if stream else "")


def _secrets(api: Api, operation: Operation) -> tuple[str, ...]:
    """Name the parameters and the members of the body, however deep, that are secrets."""
    contents = operation.body.contents if operation.body else ()
    sent = reachable(api.types, (each.type for each in contents)).values()
    fields = (field for named in sent if isinstance(named, Object) for field in named.fields)
    found = {each.wire for each in operation.parameters if each.secret}
    return tuple(sorted(found | {each.wire for each in fields if each.secret}))


def _body_type(types: GoTypes, body: Body, type_: Type) -> str:
    written = types.unboxed(type_)
    return written if body.required or types.can_be_nil(type_) else f"*{written}"


def inside(operation: Operation) -> list[Parameter]:
    """Return the parameters that are in the struct of an operation; some have options of their own."""
    own = {operation.facts.idempotency_header.lower(), "if-match" if operation.facts.if_match_header else ""}
    return [
        each
        for each in operation.parameters
        if each.place is not In.PATH and not (each.place is In.HEADER and each.wire.lower() in own)
    ]
