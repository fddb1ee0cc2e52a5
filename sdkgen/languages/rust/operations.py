"""Operations as the template prints them."""

from dataclasses import dataclass

from sdkgen.ir import (
    Api,
    ContentKind,
    Facts,
    Group,
    Lowered,
    Operation,
    Pagination,
    Ref,
    SecurityKind,
    SecurityScheme,
    Server,
    Strategy,
    Stream,
    Union,
)
from sdkgen.languages.rust.bodies import Bodies, BodyView
from sdkgen.languages.rust.conventions import type_name
from sdkgen.languages.rust.parameters import ParameterView, RustParameters, RustParamsView, is_chained
from sdkgen.languages.rust.text import documented, literal
from sdkgen.languages.rust.typing import VALUE, RustTypes
from sdkgen.name_table import NameTable
from sdkgen.names import screaming, words

_BEARER = "runtime::Scheme::Bearer"
TOKEN_KINDS = {SecurityKind.BEARER, SecurityKind.OAUTH2, SecurityKind.OPENID, SecurityKind.OTHER}
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

    method: str
    item: str
    style: str
    items: str
    next: str
    more: str
    parameter: str
    first: int


@dataclass(frozen=True, slots=True)
class StreamView:
    """The method that has the answer piece by piece."""

    method: str
    type: str
    decoder: str
    member: str
    media_type: str


@dataclass(frozen=True, slots=True)
class RustOperationView:
    """An operation: its method, and the constant that describes it."""

    id: str
    name: str
    constant: str
    docs: tuple[str, ...]
    deprecated: bool
    method: str
    path: str
    shown_as: str
    server: str
    accept: str
    auth: tuple[str, ...]
    retryable: bool
    idempotency_header: str
    errors: tuple[str, ...]
    arguments: tuple[ParameterView, ...]
    params: RustParamsView | None
    body: BodyView | None
    returned: Returned
    paging: PagingView | None
    stream: StreamView | None
    chained: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RustGroupView:
    """A group of operations."""

    module: str
    type: str
    docs: tuple[str, ...]
    operations: tuple[RustOperationView, ...]


class RustOperations:
    """Makes views of operations."""

    def __init__(self, api: Api, types: RustTypes) -> None:
        self._api = api
        self._types = types
        self._name_table: NameTable = types.name_table
        self._bodies = Bodies(types)
        self._parameters = RustParameters(types)
        self._schemes = {scheme.id: scheme for scheme in api.security_schemes}

    def group(self, group: Group) -> RustGroupView:
        """Decide how a group is written."""
        taken = {self._name_table.operations[operation.id] for operation in group.operations}
        module = self._name_table.groups[group.id]
        operations = tuple(self._operation(operation, taken) for operation in group.operations)
        params = {operation.params.name for operation in operations if operation.params}
        name = type_name(words(module))
        name = f"{name}Group" if name in params else name
        return RustGroupView(module, name, documented(group.docs), operations)

    def _operation(self, operation: Operation, taken: set[str]) -> RustOperationView:
        name, facts = self._name_table.operations[operation.id], operation.facts
        return RustOperationView(
            id=literal(operation.id),
            name=name,
            constant=screaming(words(name)),
            docs=documented(operation.docs, f"`{operation.method} {operation.path}`"),
            deprecated=operation.deprecated,
            method=literal(operation.method),
            path=literal(operation.path),
            shown_as=f"{operation.method} {operation.path}".replace("|", "\\|"),
            server=literal(server_url(operation.servers[0])) if operation.servers else '""',
            accept=literal(_accept(operation)),
            auth=self._auth(operation),
            retryable=facts.is_retryable,
            idempotency_header=literal(facts.idempotency_header),
            errors=tuple(literal(answer.status) for answer in operation.answers if answer.is_error),
            arguments=self._parameters.path(operation),
            params=self._parameters.params(operation, name),
            body=self._body(operation),
            returned=self._returned(operation),
            paging=self._paging(operation, facts.pagination, name, taken),
            stream=self._stream(facts, operation, name, taken),
            chained=tuple(literal(each.wire) for each in operation.parameters if is_chained(operation, each)),
        )

    def _body(self, operation: Operation) -> BodyView | None:
        if operation.body is None:
            return None
        return self._bodies.body(operation.body, self._name_table.arguments[operation.id, "body"])

    def _auth(self, operation: Operation) -> tuple[str, ...]:
        if not self._schemes:
            return (_BEARER,)
        uses = [use.scheme for alternative in operation.security for use in alternative]
        return tuple(dict.fromkeys(_scheme(self._schemes[use]) for use in uses if use in self._schemes))

    def _returned(self, operation: Operation) -> Returned:
        success = operation.success
        if success.kind is None or (success.type is None and success.kind is not ContentKind.BINARY):
            return Returned("()", "nothing", "nothing")
        if success.kind is ContentKind.JSON and success.type is not None:
            resolved = self._api.resolve(success.type)
            named = self._api.types[resolved.id] if isinstance(resolved, Ref) else None
            by_status = isinstance(named, Union) and named.plan.strategy is Strategy.STATUS
            decoder = ("maybe_" if success.may_be_empty else "") + ("by_status" if by_status else "json")
            written = self._types.write(success.type)
            return Returned(f"Option<{written}>" if success.may_be_empty else written, decoder, "json")
        if success.kind in {ContentKind.EVENTS, ContentKind.JSON_LINES}:
            item = self._types.write(success.type) if success.type is not None else VALUE
            kind, decoder, _ = _STREAMS[Stream(str(success.kind))]
            return Returned(f"runtime::{kind}<{item}>", decoder, decoder)
        if success.kind in {ContentKind.TEXT, ContentKind.XML}:
            return Returned("String", "text", "json")
        return Returned("runtime::Download", "download", "download")

    def _paging(
        self, operation: Operation, pages: Pagination | None, name: str, taken: set[str]
    ) -> PagingView | None:
        if pages is None:
            return None
        parameter = next((each for each in operation.parameters if each.wire == pages.parameter), None)
        default = parameter.default.json if parameter and parameter.default else None
        return PagingView(
            method=_free(name, ("all", "all_items", "every_item"), taken),
            item=self._types.write(pages.item_type),
            style="".join(word.capitalize() for word in str(pages.style).split("_")),
            items=_path(pages.items),
            next=_path(pages.next),
            more=_path(pages.more),
            parameter=literal(pages.parameter),
            first=default if isinstance(default, int) else 1,
        )

    def _stream(self, facts: Facts, operation: Operation, name: str, taken: set[str]) -> StreamView | None:
        if facts.stream not in _STREAMS or str(operation.success.kind) == str(facts.stream):
            return None
        kind, decoder, media_type = _STREAMS[facts.stream]
        item = self._types.write(facts.event_type) if facts.event_type is not None else VALUE
        method = _free(name, ("stream", "event_stream", "as_stream"), taken)
        return StreamView(
            method, f"runtime::{kind}<{item}>", decoder, literal(facts.stream_field), literal(media_type)
        )


def lowered(api: Api) -> tuple[Lowered, ...]:
    """Count what calls cannot express."""
    extra = sum(len(each.body.contents) - 1 for each in api.operations if each.body)
    xml = sum(each.success.kind is ContentKind.XML for each in api.operations)
    found = (("RUST002", "another media type for the same body", extra), ("RUST003", "an answer in XML", xml))
    return tuple(Lowered(code, construct, count) for code, construct, count in found if count)


def server_url(server: Server) -> str:
    """Return the address of a server, its blanks filled with their defaults; nothing if it is relative."""
    url = server.url
    for variable in server.variables:
        url = url.replace(f"{{{variable.wire}}}", variable.default)
    return url.rstrip("/") if url.startswith(("http://", "https://")) else ""


def _free(name: str, endings: tuple[str, ...], taken: set[str]) -> str:
    """Return the first name made of another that no operation has."""
    wanted_names = [f"{name}_{ending}" for ending in endings]
    return next((wanted for wanted in wanted_names if wanted not in taken), f"{name}_{endings[-1]}_")


def _path(names: tuple[str, ...]) -> str:
    return f"&[{', '.join(map(literal, names))}]"


def _accept(operation: Operation) -> str:
    media_type = operation.success.media_type or "application/json"
    is_plain = media_type.isascii() and media_type.isprintable()
    return media_type if is_plain else "*/*"


def _scheme(scheme: SecurityScheme) -> str:
    if scheme.kind is SecurityKind.BASIC:
        return "runtime::Scheme::Basic"
    if scheme.kind in TOKEN_KINDS or scheme.kind is not SecurityKind.API_KEY:
        return _BEARER
    return f"runtime::Scheme::Key{str(scheme.place or 'header').capitalize()}({literal(scheme.wire)})"
