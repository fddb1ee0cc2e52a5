"""Operations: the facts that methods, and what the runtime has to know of them, are printed from."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sdkgen.ir import (
    Api,
    Body,
    Content,
    ContentKind,
    Group,
    Operation,
    Parameter,
    Placeholder,
    Stream,
)
from sdkgen.languages.python.naming import GROUP, STREAM
from sdkgen.languages.python.types import Import, Imported, PythonTypes, imports
from sdkgen.name_table import NameTable
from sdkgen.names import pascal

_TEXTS = {ContentKind.TEXT, ContentKind.XML}
_OBJECTS = {ContentKind.FORM, ContentKind.MULTIPART}
_TYPED = {ContentKind.JSON, ContentKind.EVENTS, ContentKind.JSON_LINES}
_STREAMS = {ContentKind.EVENTS, ContentKind.JSON_LINES}
_ACCEPTED = {Stream.EVENTS: "text/event-stream", Stream.JSON_LINES: "application/x-ndjson"}


@dataclass(frozen=True, slots=True)
class ArgumentView:
    """An argument of a method: of a parameter, or the body if there is none."""

    name: str
    type: str
    parameter: Parameter | None
    is_required: bool

    @property
    def is_positional(self) -> bool:
        """Whether it need not be named: what the address is made of, and a body that must be there."""
        is_path = self.parameter is not None and self.parameter.place == "path"
        return is_path or (self.parameter is None and self.is_required)


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What a successful answer looks like; `type` is empty where it is no JSON."""

    kind: str
    type: str = ""
    media_type: str = ""
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class MethodView:
    """A method: `kind` is `call`, `pages`, `stream` or `download`; `item` is what pages consist of."""

    operation: Operation
    name: str
    path: str
    kind: str
    returns: str
    item: str
    arguments: tuple[ArgumentView, ...]
    contents: tuple[Content, ...]
    answer: AnswerView
    errors: tuple[tuple[str, str], ...]
    security: tuple[tuple[str, ...], ...]
    is_main: bool

    @property
    def constant(self) -> str:
        """The name of what the runtime has to know."""
        return self.name.rstrip("_").upper() + "_CALL"


@dataclass(frozen=True, slots=True)
class GroupView:
    """A module with a class of methods, once for each kind of client."""

    group: Group
    name: str
    class_name: str
    methods: tuple[MethodView, ...]
    imports: tuple[Import, ...]


@dataclass(slots=True)
class PythonOperations:
    """Decides how all operations are called."""

    api: Api
    names: NameTable
    circular: frozenset[str]
    needs: set[Imported] = field(default_factory=set)

    def groups(self) -> list[GroupView]:
        """Return the facts of all groups."""
        return [self._group(group) for group in self.api.groups]

    def _group(self, group: Group) -> GroupView:
        self.needs = set()
        names = {self.names.operations[each.id] for each in group.operations}
        shadowed = frozenset(names | {name + STREAM for name in names})
        methods = tuple(method for each in group.operations for method in self._methods(each, shadowed))
        return GroupView(
            group=group,
            name=self.names.groups[group.id],
            class_name=pascal(group.name) + GROUP,
            methods=methods,
            imports=tuple(imports(self.needs, "..")),
        )

    def _types(self, shadowed: frozenset[str] = frozenset()) -> PythonTypes:
        return PythonTypes(self.api, self.names, self.circular, shadowed, self.needs)

    def _methods(self, operation: Operation, shadowed: frozenset[str]) -> Iterator[MethodView]:
        types, success = self._types(shadowed), operation.success
        kind = "pages" if operation.facts.pagination else self._kind(success.kind)
        yield self._method(operation, types, kind, self._returned(operation, types), self._answer(operation))
        if operation.facts.stream and success.kind is ContentKind.JSON:
            event, stream = operation.facts.event_type, operation.facts.stream
            runtime = self._types().optional(event)
            answer = AnswerView(str(stream), runtime, _ACCEPTED.get(stream, "*/*"))
            yield self._method(operation, types, "stream", types.optional(event), answer, STREAM)

    def _kind(self, kind: ContentKind | None) -> str:
        return "download" if kind is ContentKind.BINARY else "stream" if kind in _STREAMS else "call"

    def _method(
        self,
        operation: Operation,
        types: PythonTypes,
        kind: str,
        returns: str,
        answer: AnswerView,
        suffix: str = "",
    ) -> MethodView:
        page = operation.facts.pagination
        return MethodView(
            operation=operation,
            name=self.names.operations[operation.id] + suffix,
            path=_path(operation),
            kind=kind,
            returns=returns,
            item=types.write(page.item_type) if page else "",
            arguments=tuple(self._arguments(operation, types)),
            contents=_contents(operation),
            answer=answer,
            errors=tuple(
                (each.status, self._types().write(each.type)) for each in self.api.typed_errors(operation)
            ),
            security=self.api.credentials(operation),
            is_main=not suffix,
        )

    def _arguments(self, operation: Operation, types: PythonTypes) -> list[ArgumentView]:
        found = [
            ArgumentView(
                self.names.arguments[operation.id, each.key], types.write(each.type), each, each.required
            )
            for each in operation.parameters
        ]
        if operation.body:
            text = self._body(operation.body, types)
            name = self.names.arguments[operation.id, "body"]
            found.append(ArgumentView(name, text, None, operation.body.required))
        return sorted(
            found, key=lambda each: (not each.is_positional, not each.is_required, not each.parameter)
        )

    def _body(self, body: Body, types: PythonTypes) -> str:
        if not body.required:
            types.need(".values", "UNSET")
            types.need(".values", "Unset")
        return " | ".join(dict.fromkeys(self._content(each, types) for each in body.contents))

    def _content(self, content: Content, types: PythonTypes) -> str:
        if content.kind in _TEXTS:
            return types.builtin("str")
        if content.kind is ContentKind.BINARY:
            return types.need(".values", "BinaryBody")
        if content.type is None and content.kind in _OBJECTS:
            return f"{types.builtin('dict')}[{types.builtin('str')}, {types.optional(None)}]"
        return types.optional(content.type)

    def _returned(self, operation: Operation, types: PythonTypes) -> str:
        success = operation.success
        if success.type is None and success.kind is None:
            return "None"
        if success.kind in _TEXTS:
            return types.builtin("str")
        if success.kind is ContentKind.BINARY:
            return types.builtin("bytes")
        text = types.optional(success.type)
        is_any = success.type is None or types.is_any(success.type)
        return f"{text} | None" if success.may_be_empty and not is_any else text

    def _answer(self, operation: Operation) -> AnswerView:
        success = operation.success
        if success.type is None and success.kind is None:
            return AnswerView("")
        kind = success.kind or ContentKind.JSON
        text = self._types().optional(success.type) if kind in _TYPED else ""
        name = "text" if kind in _TEXTS else str(kind)
        return AnswerView(name, text, success.media_type, success.may_be_empty)


def _contents(operation: Operation) -> tuple[Content, ...]:
    """Return the media types of a body, that which is sent unless the caller says otherwise first."""
    contents: tuple[Content, ...] = operation.body.contents if operation.body else ()
    return tuple(sorted(contents, key=lambda each: each is not operation.primary))


def _path(operation: Operation) -> str:
    """Return the path with its blanks, without a slash too many."""
    steps = [
        "".join(f"{{{each.wire}}}" if isinstance(each, Placeholder) else each.text for each in segment)
        for segment in operation.segments
    ]
    return "/" + "/".join(steps)
