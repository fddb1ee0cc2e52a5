"""Operations: methods, what they send, and what they return."""

from collections.abc import Mapping
from dataclasses import dataclass

from sdkgen.ir import (
    Api,
    Body,
    Content,
    ContentKind,
    In,
    Object,
    Operation,
    Parameter,
    Presence,
    Stream,
    Type,
)
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
    accept: str = ""


@dataclass(frozen=True, slots=True)
class OperationView:
    """An operation: its parameters, and its methods. `pages` and `stream` are there where they can be.

    `errors` are statuses with the types of their bodies. `imports` are for the code of the operation, and
    `calls` for that of the program that calls it.
    """

    of: Operation
    imports: set[str]
    calls: set[str]
    accept: str
    credentials: tuple[tuple[str, ...], ...]
    secrets: tuple[str, ...]
    path: tuple[LineView, ...]
    params: tuple[LineView, ...]
    body: BodyView | None
    main: MethodView
    pages: MethodView | None
    stream: MethodView | None
    errors: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """What its method is called."""
        return self.main.name

    @property
    def lines(self) -> tuple[LineView, ...]:
        """All of its parameters."""
        return (*self.path, *self.params)

    @property
    def needs_params(self) -> bool:
        """Whether there have to be parameters; where none is required there need not be any."""
        return any(each.of.required for each in self.params if isinstance(each.of, Parameter))


@dataclass(frozen=True, slots=True)
class GoOperation:
    """Makes the view of an operation. `outside` are the types as other packages call them."""

    of: Operation
    types: GoTypes
    outside: GoTypes
    names: Mapping[str, str]

    def view(self) -> OperationView:
        """Decide how it is called."""
        self.types.imports |= {"context", "core"}
        path, table = self.of.parameters_in(In.PATH), self.types.table
        return OperationView(
            self.of,
            self.types.imports,
            self.outside.imports,
            _accept(self.of),
            self.types.api.credentials(self.of),
            _secrets(self.types.api, self.of),
            tuple(self._line(each, table.arguments[self.of.id, each.key]) for each in path),
            tuple(self._line(each, self.names[f"param:{self.of.id}:{each.key}"]) for each in inside(self.of)),
            self._body(self.of.body) if self.of.body else None,
            self._main(table.operations[self.of.id]),
            self._pages(),
            self._stream(),
            self._errors(),
        )

    def _line(self, each: Parameter, name: str) -> LineView:
        presence = Presence.REQUIRED if each.required else Presence.OPTIONAL
        written, outside = (types.field(each.type, presence) for types in (self.types, self.outside))
        return LineView(each, name, written, outside)

    def _body(self, body: Body) -> BodyView:
        content = body.contents[body.primary]
        name = self.types.table.arguments[self.of.id, "body"]
        if content.type is None or content.kind in _STREAMED:
            self.types.imports.add("io")
            return BodyView(content, name, "io.Reader", "", "Stream", body.required)
        if content.kind is ContentKind.TEXT:
            return BodyView(content, name, "string", "", "Text", body.required)
        written, outside = (_body_type(each, body, content.type) for each in (self.types, self.outside))
        writer, is_list = _WRITERS.get(content.kind, "JSON"), self.types.is_list(content.type)
        return BodyView(content, name, written, outside, writer, body.required, is_list)

    def _main(self, name: str) -> MethodView:
        success, stream = self.of.success, self.of.facts.stream
        if success.kind is not ContentKind.JSON and stream:
            return self._pieces(name, stream)
        if success.type is None:
            return MethodView(name, "none")
        if success.kind is not ContentKind.JSON:
            return MethodView(name, "text" if success.kind is ContentKind.TEXT else "bytes")
        kind = "value" if self.types.is_small(success.type) else "object"
        return MethodView(name, kind, self.types.unboxed(success.type))

    def _pieces(self, name: str, stream: Stream) -> MethodView:
        if stream is Stream.BINARY:
            return MethodView(name, "download")
        event = self.of.facts.event_type
        written = self.types.unboxed(event) if event else "any"
        return MethodView(name, _PIECES[stream], written, _stream_accept(self.of, stream))

    def _stream(self) -> MethodView | None:
        stream = self.of.facts.stream
        if self.of.success.kind is not ContentKind.JSON or stream not in _PIECES:
            return None
        return self._pieces(self.names[f"stream:{self.of.id}"], stream)

    def _pages(self) -> MethodView | None:
        page = self.of.facts.pagination
        if page is None:
            return None
        self.types.imports.add("iter")
        return MethodView(self.names[f"all:{self.of.id}"], "pages", self.types.unboxed(page.item_type))

    def _errors(self) -> tuple[tuple[str, str], ...]:
        """Return the types of errors by status; one without a type does not have that of its range."""
        typed = self.types.api.typed_errors(self.of)
        types = {each.status: self.types.unboxed(each.type) for each in typed}
        others = [each.status for each in self.of.answers if each.status not in types]
        return (*types.items(), *((status, "") for status in others if status[0] != "2")) if types else ()


def _accept(operation: Operation) -> str:
    success, stream = operation.success, operation.facts.stream
    if success.kind is not ContentKind.JSON and stream in _ACCEPTED:
        return _stream_accept(operation, stream)
    return success.media_type or ("application/json" if success.kind in {None, ContentKind.JSON} else "*/*")


def _stream_accept(operation: Operation, stream: Stream) -> str:
    contents = (content for answer in operation.answers for content in answer.contents)
    declared = (each.media_type for each in contents if each.kind.value == stream.value)
    return next(declared, _ACCEPTED[stream])


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
