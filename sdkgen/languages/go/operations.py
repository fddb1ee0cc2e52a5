"""Operations: methods, what they send, and what they return."""

from dataclasses import dataclass

from sdkgen.ir import (
    Api,
    Body,
    ContentKind,
    In,
    Operation,
    Pagination,
    Parameter,
    Stream,
    Type,
)
from sdkgen.languages.go.expressions import GoTypes
from sdkgen.languages.go.facts import STREAMS, facts_of
from sdkgen.languages.go.literals import quote, sentences, strings, titled
from sdkgen.languages.go.models import GoFieldView
from sdkgen.languages.go.styles import part_of, style_of

_SENT = "ctx, s.client, req, opts"
_WRITERS = {In.PATH: "Path", In.QUERY: "Query", In.HEADER: "Header", In.COOKIE: "Cookie"}
_BYTES = {ContentKind.BINARY, ContentKind.XML, ContentKind.EVENTS, ContentKind.JSON_LINES}


@dataclass(frozen=True, slots=True)
class ArgumentView:
    """An argument of a method."""

    name: str
    type: str
    key: str


@dataclass(frozen=True, slots=True)
class MethodView:
    """A method: what it is called, what it returns, and the call that its last line makes."""

    name: str
    docs: str
    result: str
    call: str
    kind: str

    @property
    def results(self) -> str:
        """Return what stands after the arguments."""
        if self.kind == "pages":
            return self.result
        return f"({self.result}, error)" if self.result else "error"


@dataclass(frozen=True, slots=True)
class GoParamsView:
    """The struct of an operation's parameters."""

    name: str
    docs: str
    fields: tuple[GoFieldView, ...]
    writes: tuple[str, ...]
    is_required: bool

    @property
    def argument(self) -> str:
        """Return the type of the argument; where nothing is required there need not be one."""
        return self.name if self.is_required else f"*{self.name}"


@dataclass(frozen=True, slots=True)
class GoOperationView:
    """An operation: its constants, its parameters, and its methods."""

    id: str
    var: str
    facts: tuple[tuple[str, str], ...]
    params: GoParamsView | None
    arguments: tuple[ArgumentView, ...]
    writes: tuple[str, ...]
    methods: tuple[MethodView, ...]
    line: str
    summary: str

    @property
    def signature(self) -> str:
        """Return the arguments of the methods."""
        parts = ["ctx context.Context", *(f"{each.name} {each.type}" for each in self.arguments)]
        if self.params:
            parts.append(f"params {self.params.argument}")
        return ", ".join([*parts, "opts ...RequestOption"])

    @property
    def shown_arguments(self) -> str:
        """Return the arguments as a cell of the reference."""
        shown = [f"`{each.name} {each.type}`" for each in self.arguments]
        return ", ".join([*shown, f"`params {self.params.argument}`"] if self.params else shown)

    @property
    def code(self) -> str:
        """Return what decides which packages are needed."""
        fields = [each.type for each in self.params.fields] if self.params else []
        return "\n".join(
            [*fields, *(each.type for each in self.arguments), *(each.result for each in self.methods)]
        )


@dataclass(slots=True)
class GoOperations:
    """Makes views of operations."""

    api: Api
    types: GoTypes
    names: dict[str, str]

    def view(self, operation: Operation) -> GoOperationView:
        """Decide how an operation is called."""
        writes = [self._write(operation, each) for each in operation.parameters_in(In.PATH)]
        return GoOperationView(
            id=operation.id,
            var=self.names[f"op:{operation.id}"],
            facts=tuple(facts_of(self.api, operation)),
            params=self._params(operation),
            arguments=tuple(self._arguments(operation)),
            writes=tuple(writes + self._body(operation)),
            methods=tuple(self._methods(operation)),
            line=f"{operation.method} {operation.path}",
            summary=("Deprecated. " if operation.deprecated else "") + sentences(operation.docs),
        )

    def _arguments(self, operation: Operation) -> list[ArgumentView]:
        names = self.types.name_table.arguments
        found = [
            ArgumentView(names[operation.id, each.key], self.types.write(each.type), each.key)
            for each in operation.parameters_in(In.PATH)
        ]
        if operation.body:
            found.append(ArgumentView(names[operation.id, "body"], self.body_type(operation.body), "body"))
        return found

    def body_type(self, body: Body) -> str:
        """Write the type of the argument for a body."""
        content = body.contents[body.primary]
        if content.type is None or content.kind in _BYTES:
            return "io.Reader"
        if content.kind is ContentKind.TEXT:
            return "string"
        written = self.types.unboxed(content.type)
        is_nilable = self.types.is_list(content.type) or self.types.is_map(content.type) or written == "any"
        return written if body.required or is_nilable else f"*{written}"

    def _body(self, operation: Operation) -> list[str]:
        """Write the statements that set the body."""
        body = operation.body
        if not body:
            return []
        name = self.types.name_table.arguments[operation.id, "body"]
        content = body.contents[body.primary]
        type_, kind = self.body_type(body), quote(content.media_type)
        if type_ == "io.Reader":
            return [f"req.Stream({name}, {kind})"]
        if content.kind is ContentKind.TEXT:
            return [f"req.Text({name}, {kind})"]
        parts = "".join(f", {text}" for each in content.parts if (text := part_of(each)))
        writer = {ContentKind.FORM: "Form", ContentKind.MULTIPART: "Multipart"}.get(content.kind, "JSON")
        value = f"core.List({name})" if body.required and type_.startswith("[]") else name
        line = f"req.{writer}({value}, {kind}{parts if writer != 'JSON' else ''})"
        return [line] if body.required else [f"if {name} != nil {{", f"\t{line}", "}"]

    def _params(self, operation: Operation) -> GoParamsView | None:
        own = inside(operation)
        if not own:
            return None
        name = self.names[f"params:{operation.id}"]
        return GoParamsView(
            name=name,
            docs=f"{name} are the parameters of {operation.id}.",
            fields=tuple(self._param(operation, each) for each in own),
            writes=tuple(self._write(operation, each) for each in own),
            is_required=any(each.required for each in own),
        )

    def _param(self, operation: Operation, each: Parameter) -> GoFieldView:
        docs = sentences(each.docs)
        if each.deprecated:
            docs = (docs + "\n\n" if docs else "") + "Deprecated: the service may drop it."
        return GoFieldView(self._field_name(operation, each), self.param_type(self.types, each), "", docs)

    def _field_name(self, operation: Operation, each: Parameter) -> str:
        return self.names[f"param:{operation.id}:{each.key}"]

    def param_type(self, types: GoTypes, each: Parameter) -> str:
        """Write the type of a parameter that is in a struct."""
        written = types.write(each.type)
        is_plain = each.required or types.is_list(each.type) or types.is_map(each.type) or written == "any"
        return written if is_plain else f"{types.prefix}Optional[{written}]"

    def _write(self, operation: Operation, each: Parameter) -> str:
        is_path = each.place is In.PATH
        name = self.types.name_table.arguments[operation.id, each.key] if is_path else ""
        value = name or f"p.{self._field_name(operation, each)}"
        style = style_of(each.style, each.explode, each.place, bool(each.media_type), each.allow_reserved)
        return f"req.{_WRITERS[each.place]}({quote(each.wire)}, {value}{', ' + style if style else ''})"

    def _methods(self, operation: Operation) -> list[MethodView]:
        name = self.types.name_table.operations[operation.id]
        text, fallback = sentences(operation.docs), f"calls {operation.id}."
        docs = titled(name, text, operation.deprecated, fallback)
        result, call, kind = self._result(operation)
        found = [MethodView(name, docs, result, call, kind)]
        if operation.facts.pagination:
            found.append(self._pages(operation, operation.facts.pagination))
        if operation.success.kind is ContentKind.JSON and operation.facts.stream in STREAMS:
            found.append(self._stream(operation))
        return found

    def _result(self, operation: Operation) -> tuple[str, str, str]:
        """Return what a call returns, the function that makes it, and a word for its kind."""
        success, facts = operation.success, operation.facts
        if success.kind is not ContentKind.JSON and facts.stream in STREAMS:
            return self._events(operation)
        if success.kind is not ContentKind.JSON and facts.stream is Stream.BINARY:
            return "*Download", f"core.Open({_SENT})", "download"
        if success.type is None:
            return "", f"core.Send({_SENT})", "none"
        return self._value(success.type, success.kind)

    def _value(self, type_: Type, kind: ContentKind | None) -> tuple[str, str, str]:
        if kind is ContentKind.TEXT:
            return "string", f"core.FetchText({_SENT})", "value"
        if kind is not ContentKind.JSON:
            return "[]byte", f"core.FetchBytes({_SENT})", "bytes"
        written = self.types.unboxed(type_)
        if self.types.is_small(type_):
            return written, f"core.FetchValue[{written}]({_SENT})", "value"
        return f"*{written}", f"core.Fetch[{written}]({_SENT})", "value"

    def _events(self, operation: Operation) -> tuple[str, str, str]:
        event = operation.facts.event_type
        written = self.types.unboxed(event) if event else "any"
        opener = "OpenEvents" if operation.facts.stream is Stream.EVENTS else "OpenLines"
        return f"*Events[{written}]", f"core.{opener}[{written}]({_SENT})", "events"

    def _pages(self, operation: Operation, page: Pagination) -> MethodView:
        item = self.types.unboxed(page.item_type)
        settings = {
            "Style": quote(page.style),
            "Items": strings(page.items) if page.items else "",
            "Next": strings(page.next) if page.next else "",
            "More": strings(page.more) if page.more else "",
            "Parameter": quote(_wire(page.parameter)) if page.parameter else "",
            "First": "1" if page.style == "page" else "",
        }
        text = ", ".join(f"{key}: {value}" for key, value in settings.items() if value)
        name = self.names[f"all:{operation.id}"]
        main = self.types.name_table.operations[operation.id]
        docs = f"{name} yields what {main} answers, item by item, and gets further pages as they are needed."
        call = f"core.Pages[{item}](ctx, s.client, req, core.Paging{{{text}}}, opts)"
        return MethodView(name, docs, f"iter.Seq2[{item}, error]", call, "pages")

    def _stream(self, operation: Operation) -> MethodView:
        name = self.names[f"stream:{operation.id}"]
        result, call, kind = self._events(operation)
        main = self.types.name_table.operations[operation.id]
        docs = f"{name} is {main} with an answer that arrives piece by piece."
        extra = [f'core.WithHeader("Accept", {quote(STREAMS[operation.facts.stream])})']  # type: ignore[index]
        if operation.facts.stream_field:
            extra.append(f"core.WithBodyField({quote(operation.facts.stream_field)}, true)")
        return MethodView(
            name, docs, result, call.replace("opts)", f"append(opts, {', '.join(extra)}))"), kind
        )


def _is_inside(operation: Operation, each: Parameter) -> bool:
    """Whether a parameter is in the struct; some have options of their own."""
    own = {operation.facts.idempotency_header.lower(), "if-match" if operation.facts.if_match_header else ""}
    return each.place is not In.PATH and not (each.place is In.HEADER and each.wire.lower() in own)


def inside(operation: Operation) -> list[Parameter]:
    """Return the parameters that are in the struct of an operation."""
    return [each for each in operation.parameters if _is_inside(operation, each)]


def _wire(parameter: str) -> str:
    return parameter.partition(":")[2] or parameter
