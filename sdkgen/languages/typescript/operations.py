"""Functions and methods: what callers see of operations, and what the runtime has to know of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sdkgen.ir import Api, Content, ContentKind, Group, In, Operation, Parameter, Stream
from sdkgen.languages._parts import docs_lines, parts
from sdkgen.languages.typescript.naming import ERROR_OF_CALL, STREAM, OwnNames, capital
from sdkgen.languages.typescript.shapes import ShapeWriter
from sdkgen.languages.typescript.text import quote
from sdkgen.languages.typescript.types import TypeScriptTypes, union
from sdkgen.name_table import NameTable

_FORMS = {ContentKind.FORM, ContentKind.MULTIPART}
_STREAMS = {ContentKind.EVENTS: "readEvents", ContentKind.JSON_LINES: "readJsonLines"}
_STREAM_TYPES = {ContentKind.EVENTS: "EventStream", ContentKind.JSON_LINES: "ValueStream"}
_READERS = {**_STREAMS, ContentKind.JSON: "readJson", ContentKind.BINARY: "readBinary"}
_CHECKED = {ContentKind.JSON, *_STREAMS}
_WRITERS = {
    ContentKind.JSON: "writeJson",
    ContentKind.FORM: "writeForm",
    ContentKind.MULTIPART: "writeMultipart",
    ContentKind.BINARY: "writeBinary",
}
SHARED_OPTIONS = "RequestOptions"


def writer_of(content: Content) -> str:
    """Return the function of the runtime that writes a body."""
    return _WRITERS.get(content.kind, "writeText")


@dataclass(frozen=True, slots=True)
class Argument:
    """A parameter as callers see it."""

    parameter: Parameter
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class BodyArgument:
    """The body as callers see it."""

    name: str
    type: str
    can_be_left_out: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """How the runtime reads an answer, as what type; `live` ones are handed over before they are complete."""

    reader: str
    returns: str
    media_type: str = ""
    shape: str = ""
    empty: bool = False
    live: bool = False


@dataclass(frozen=True, slots=True)
class ErrorType:
    """The type of an error's body, by what the document has it under."""

    status: str
    type: str
    shape: str


@dataclass(frozen=True, slots=True)
class Method:
    """An operation, with all its names. Some have another method, whose answer arrives piece by piece."""

    operation: Operation
    security: tuple[tuple[str, ...], ...]
    name: str
    function: str
    constant: str
    options: str
    arguments: tuple[Argument, ...]
    body: BodyArgument | None
    reading: Reading
    errors: tuple[ErrorType, ...]
    item: str = ""
    is_streaming: bool = False

    @property
    def path(self) -> list[Argument]:
        """The arguments that go by position."""
        return [each for each in self.arguments if each.parameter.place is In.PATH]

    @property
    def named(self) -> list[Argument]:
        """The arguments that go by name."""
        return [each for each in self.arguments if each.parameter.place is not In.PATH]

    @property
    def has_own_options(self) -> bool:
        """Whether its options have a type to themselves."""
        return self.options != SHARED_OPTIONS and not self.is_streaming

    @property
    def error(self) -> str:
        """The name of its errors' type."""
        return capital(self.function) + ERROR_OF_CALL

    @property
    def has_guard(self) -> bool:
        """Whether callers can ask for errors that have a type."""
        return bool(self.errors) and not self.is_streaming

    @property
    def files(self) -> list[str]:
        """The members of its body that are files."""
        content = self.operation.primary
        return [part.wire for part in content.parts if part.is_file] if content else []

    @property
    def needs_options(self) -> bool:
        """Whether a call has to name arguments."""
        return any(each.parameter.required for each in self.named)

    @property
    def returns(self) -> str:
        """What a call promises."""
        return (
            f"PagePromise<{self.reading.returns}, {self.item}>"
            if self.item
            else f"ApiPromise<{self.reading.returns}>"
        )


@dataclass(frozen=True, slots=True)
class GroupModule:
    """A group of operations, and what its module imports; its class may go on from that of another module."""

    name: str
    class_name: str
    group: Group
    methods: tuple[Method, ...]
    types: TypeScriptTypes
    shapes: ShapeWriter
    before: "GroupModule | None" = None

    @property
    def readers(self) -> set[str]:
        """The functions of the runtime that read its answers."""
        return {method.reading.reader for method in self.methods}

    @property
    def writers(self) -> list[str]:
        """The functions of the runtime that write its bodies."""
        bodies = [each.body for each in self.group.operations if each.body]
        return sorted({writer_of(content) for body in bodies for content in body.contents})


@dataclass(slots=True)
class Operations:
    """Decides how the operations of a group are called."""

    api: Api
    names: NameTable
    own: OwnNames
    types: TypeScriptTypes = field(init=False)
    shapes: ShapeWriter = field(init=False)

    def module(self, group: Group) -> GroupModule:
        """Return all about a group."""
        self.types = TypeScriptTypes(self.names.types)
        self.shapes = ShapeWriter(self.api, self.names, "shapes.")
        methods = [method for each in group.operations for method in self._methods(each)]
        name, class_name = self.names.groups[group.id], self.own.classes[group.id]
        return GroupModule(name, class_name, group, tuple(methods), self.types, self.shapes)

    def pieces(self, module: GroupModule) -> Iterator[GroupModule]:
        """Divide a long group: classes that extend each other, the last of which is that of the group."""
        divided, before = parts(module.group.operations, _lines), None
        for number, part in enumerate(divided, start=1):
            piece = self.module(replace(module.group, operations=part.items))
            if number < len(divided):
                name, class_name = f"{module.name}.{number}", f"{module.class_name}Part{number}"
                piece = replace(piece, name=name, class_name=class_name)
            before = replace(piece, before=before)
            yield before
        if not divided:
            yield module

    def _methods(self, operation: Operation) -> list[Method]:
        main = self._method(operation, self._reading(operation), self._body(operation))
        if not operation.facts.stream_field:
            return [main]
        body = self._body(operation, without=operation.facts.stream_field)
        return [main, self._method(operation, self._stream(operation), body, STREAM, "_STREAM")]

    def _method(
        self,
        operation: Operation,
        reading: Reading,
        body: BodyArgument | None,
        suffix: str = "",
        ending: str = "",
    ) -> Method:
        pages = operation.facts.pagination
        return Method(
            operation,
            self.api.credentials(operation),
            self.names.operations[operation.id] + suffix,
            self.own.functions[operation.id] + suffix,
            self.own.constants[operation.id] + ending,
            self._options(operation),
            tuple(self._argument(operation, each) for each in operation.parameters),
            body,
            reading,
            tuple(self._errors(operation)),
            self.types.write(pages.item_type) if pages and not suffix else "",
            bool(suffix),
        )

    def _errors(self, operation: Operation) -> Iterator[ErrorType]:
        for each in self.api.typed_errors(operation):
            yield ErrorType(each.status, self.types.write(each.type), self.shapes.top(each.type))

    def _argument(self, operation: Operation, parameter: Parameter) -> Argument:
        name = self.names.arguments[operation.id, parameter.key]
        text = self.types.write(parameter.type)
        is_optional = not parameter.required and parameter.place is not In.PATH
        return Argument(parameter, name, union([text, "undefined"]) if is_optional else text)

    def _options(self, operation: Operation) -> str:
        """Return the name of the options: those of all calls unless there is more to choose."""
        has_named = len(operation.parameters_in(In.PATH)) < len(operation.parameters)
        has_own = has_named or (operation.body is not None and len(operation.body.contents) > 1)
        return self.own.options[operation.id] if has_own else SHARED_OPTIONS

    def _body(self, operation: Operation, without: str = "") -> BodyArgument | None:
        if operation.body is None:
            return None
        is_last = not any(each.required for each in operation.parameters if each.place is not In.PATH)
        can_be_left_out = not operation.body.required and is_last
        text = union(self._content(each) for each in operation.body.contents)
        text = f"Omit<{text}, {quote(without)}>" if without else text
        has_undefined = not operation.body.required and not is_last
        name = self.names.arguments[operation.id, "body"]
        return BodyArgument(name, f"{text} | undefined" if has_undefined else text, can_be_left_out)

    def _content(self, content: Content) -> str:
        if content.kind is ContentKind.BINARY:
            return self.types.scalar("Upload")
        if content.kind in _FORMS and content.type is None:
            return "{ [key: string]: unknown }"
        return self.types.optional(content.type) if content.kind in {ContentKind.JSON, *_FORMS} else "string"

    def _reading(self, operation: Operation) -> Reading:
        success = operation.success
        if success.type is None and success.kind is None:
            return Reading("readNothing", "void")
        kind = success.kind or ContentKind.JSON
        return Reading(
            _READERS.get(kind, "readText"),
            self._returns(operation, kind),
            success.media_type,
            self.shapes.top(success.type) if kind in _CHECKED else "",
            success.may_be_empty,
            kind is ContentKind.BINARY or kind in _STREAMS,
        )

    def _returns(self, operation: Operation, kind: ContentKind) -> str:
        success = operation.success
        if kind in _STREAMS:
            return f"{_STREAM_TYPES[kind]}<{self.types.optional(success.type)}>"
        if kind is ContentKind.BINARY:
            return "BinaryAnswer"
        text = self.types.optional(success.type) if kind is ContentKind.JSON else "string"
        return union([text, "undefined"]) if success.may_be_empty else text

    def _stream(self, operation: Operation) -> Reading:
        is_events = operation.facts.stream is Stream.EVENTS
        kind = ContentKind.EVENTS if is_events else ContentKind.JSON_LINES
        type_ = operation.facts.event_type
        media_type = "text/event-stream" if is_events else "application/x-ndjson"
        returns = f"{_STREAM_TYPES[kind]}<{self.types.optional(type_)}>"
        return Reading(_STREAMS[kind], returns, media_type, self.shapes.top(type_), live=True)


def _lines(operation: Operation) -> int:
    """Estimate how many lines an operation takes."""
    named = [each for each in operation.parameters if each.place is not In.PATH]
    options = sum(docs_lines(each.docs) + 3 for each in named)
    described = 4 * len(operation.parameters) + 6 * len(operation.answers)
    return 36 + 2 * docs_lines(operation.docs) + options + described
