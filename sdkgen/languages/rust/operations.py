"""Operations as the template prints them."""

from dataclasses import dataclass

from sdkgen.ir import (
    Api,
    ContentKind,
    Group,
    Operation,
    Pagination,
    Ref,
    Strategy,
    Stream,
    Type,
    Union,
)
from sdkgen.languages._parts import Part, docs_lines, parts
from sdkgen.languages.rust.conventions import type_name
from sdkgen.languages.rust.inputs import BodyView, Inputs, ParameterView, ParamsView, is_chained
from sdkgen.languages.rust.typing import VALUE, RustTypes
from sdkgen.names import pascal, screaming, words

_JSON = "application/json"
_STREAMS = {
    Stream.EVENTS: ("Events", "events", "text/event-stream"),
    Stream.JSON_LINES: ("Lines", "lines", "application/jsonl"),
}


@dataclass(frozen=True, slots=True)
class Returned:
    """What a call returns: its type, how it is decoded, and how the driver shows it."""

    type: str
    decoder: str
    shown: str


@dataclass(frozen=True, slots=True)
class PagingView:
    """The method that goes through all pages."""

    ir: Pagination
    method: str
    item: str
    first: int


@dataclass(frozen=True, slots=True)
class StreamView:
    """The method that has the answer piece by piece."""

    method: str
    type: str
    decoder: str
    media_type: str


@dataclass(frozen=True, slots=True)
class ErrorView:
    """An error with a type of its own: `arm` is what it is called among those of its operation."""

    status: str
    arm: str
    type: str


@dataclass(frozen=True, slots=True)
class OperationView:
    """An operation: its method, and the constant that describes it."""

    ir: Operation
    name: str
    constant: str
    accept: str
    arguments: tuple[ParameterView, ...]
    params: ParamsView | None
    body: BodyView | None
    returned: Returned
    paging: PagingView | None
    stream: StreamView | None
    errors: tuple[ErrorView, ...]
    chained: tuple[str, ...]

    @property
    def error(self) -> str:
        """The name of the choice of its errors, if there is one."""
        return f"{pascal(words(self.name))}Error" if self.errors else ""

    @property
    def types(self) -> tuple[str, ...]:
        """The names of the types that it has for itself."""
        return (self.error, self.params.name if self.params else "")


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group of operations."""

    ir: Group
    module: str
    type: str
    operations: tuple[OperationView, ...]
    parts: tuple[Part[OperationView], ...]


class Operations:
    """Makes views of operations."""

    def __init__(self, api: Api, types: RustTypes) -> None:
        self._api = api
        self._types = types
        self._names = types.name_table
        self._inputs = Inputs(types)

    def group(self, group: Group) -> GroupView:
        """Decide how a group is written."""
        taken = {self._names.operations[operation.id] for operation in group.operations}
        module = self._names.groups[group.id]
        operations = tuple(self._operation(operation, taken) for operation in group.operations)
        others = {name for operation in operations for name in operation.types}
        name = type_name(words(module))
        name = f"{name}Group" if name in others else name
        return GroupView(group, module, name, operations, parts(operations, _lines))

    def _operation(self, operation: Operation, taken: set[str]) -> OperationView:
        name = self._names.operations[operation.id]
        return OperationView(
            ir=operation,
            name=name,
            constant=screaming(words(name)),
            accept=_accept(operation),
            arguments=self._inputs.path(operation),
            params=self._inputs.params(operation, name),
            body=self._inputs.body(operation),
            returned=self._returned(operation),
            paging=self._paging(operation, name, taken),
            stream=self._stream(operation, name, taken),
            errors=self._errors(operation),
            chained=tuple(each.wire for each in operation.parameters if is_chained(operation, each)),
        )

    def _returned(self, operation: Operation) -> Returned:
        success = operation.success
        if success.kind is None or (success.type is None and success.kind is not ContentKind.BINARY):
            return Returned("()", "nothing", "nothing")
        if success.kind is ContentKind.JSON and success.type is not None:
            decoder, written = self._decoder(success.type), self._types.write(success.type)
            if success.may_be_empty:
                return Returned(f"Option<{written}>", f"maybe_{decoder}", "json")
            return Returned(written, decoder, "json")
        if success.kind in {ContentKind.EVENTS, ContentKind.JSON_LINES}:
            kind, decoder, _ = _STREAMS[Stream(str(success.kind))]
            return Returned(f"runtime::{kind}<{self._written(success.type)}>", decoder, decoder)
        if success.kind in {ContentKind.TEXT, ContentKind.XML}:
            return Returned("String", "text", "json")
        return Returned("runtime::Download", "download", "download")

    def _decoder(self, type_: Type) -> str:
        resolved = self._api.resolve(type_)
        named = self._api.types[resolved.id] if isinstance(resolved, Ref) else None
        by_status = isinstance(named, Union) and named.plan.strategy is Strategy.STATUS
        return "by_status" if by_status else "json"

    def _errors(self, operation: Operation) -> tuple[ErrorView, ...]:
        """Return the errors by status, the most exact ones first."""
        found = sorted(self._api.typed_errors(operation), key=lambda error: not error.status.isdigit())
        found.sort(key=lambda error: error.status == "default")
        return tuple(
            ErrorView(each.status, _arm(each.status), self._types.write(each.type)) for each in found
        )

    def _written(self, type_: Type | None) -> str:
        return self._types.write(type_) if type_ else VALUE

    def _paging(self, operation: Operation, name: str, taken: set[str]) -> PagingView | None:
        pages = operation.facts.pagination
        if pages is None:
            return None
        parameter = next((each for each in operation.parameters if each.wire == pages.parameter), None)
        default = parameter.default.json if parameter and parameter.default else None
        method = _free(name, ("all", "all_items", "every_item"), taken)
        first = default if isinstance(default, int) else 1
        return PagingView(pages, method, self._types.write(pages.item_type), first)

    def _stream(self, operation: Operation, name: str, taken: set[str]) -> StreamView | None:
        facts = operation.facts
        if facts.stream not in _STREAMS or str(operation.success.kind) == str(facts.stream):
            return None
        kind, decoder, media_type = _STREAMS[facts.stream]
        method = _free(name, ("stream", "event_stream", "as_stream"), taken)
        return StreamView(method, f"runtime::{kind}<{self._written(facts.event_type)}>", decoder, media_type)


def lowered(api: Api) -> tuple[tuple[str, str, int], ...]:
    """Count what calls cannot express."""
    extra = sum(len(each.body.contents) - 1 for each in api.operations if each.body)
    xml = sum(each.success.kind is ContentKind.XML for each in api.operations)
    return ("RUST002", "another media type for the same body", extra), ("RUST003", "an answer in XML", xml)


def _free(name: str, endings: tuple[str, ...], taken: set[str]) -> str:
    """Return the first name made of another that no operation has."""
    wanted = (f"{name}_{ending}" for ending in endings)
    return next((each for each in wanted if each not in taken), f"{name}_{endings[-1]}_")


def _lines(operation: OperationView) -> int:
    """Estimate how many lines an operation takes."""
    methods = 1 + (operation.paging is not None) + (operation.stream is not None)
    fields = operation.params.fields if operation.params else ()
    given = len(operation.arguments) + len((operation.body.parts if operation.body else ()) or ())
    own = sum(7 + docs_lines(field.ir.docs) for field in fields) + 3 * len(operation.errors)
    return 35 + docs_lines(operation.ir.docs) + own + methods * (15 + given)


def _arm(status: str) -> str:
    return "Default" if status == "default" else f"Status{status}"


def _accept(operation: Operation) -> str:
    media_type = operation.success.media_type or _JSON
    return media_type if media_type.isascii() and media_type.isprintable() else "*/*"
