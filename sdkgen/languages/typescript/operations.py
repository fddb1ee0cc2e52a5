"""Functions and methods: what callers see of operations."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sdkgen.ir import Api, Content, ContentKind, Group, In, Operation, Parameter, Stream, Type
from sdkgen.languages.typescript.naming import STREAM, OwnNames
from sdkgen.languages.typescript.specs import Specs, imports
from sdkgen.languages.typescript.text import comment, doc_lines, literal, quote, signature, union
from sdkgen.languages.typescript.types import TypeScriptTypes, scalars
from sdkgen.name_table import NameTable

_LIVE = {ContentKind.EVENTS, ContentKind.JSON_LINES}
_FORMS = {ContentKind.FORM, ContentKind.MULTIPART}


@dataclass(frozen=True, slots=True)
class Method:
    """An operation as it is printed: options, what the runtime has to know, a function, and a method."""

    id: str
    method: str
    function: str
    title: str
    http: str
    shown: str
    is_deprecated: bool
    is_main: bool
    is_paged: bool
    returns: str
    options_name: str
    options: str
    spec: str
    function_code: str
    method_code: str
    call: str


@dataclass(frozen=True, slots=True)
class TypeScriptGroupView:
    """A group of operations, and what its module imports."""

    name: str
    class_name: str
    docs: str
    methods: tuple[Method, ...]
    models: tuple[str, ...]
    scalars: tuple[str, ...]
    runtime: dict[str, list[str]]
    has_shapes: bool
    has_pages: bool
    has_promises: bool
    has_streams: bool
    has_binary: bool


class TypeScriptOperations:
    """Writes the operations of an API."""

    def __init__(
        self, api: Api, name_table: NameTable, own: OwnNames, types: TypeScriptTypes, specs: Specs
    ) -> None:
        self._api = api
        self._name_table = name_table
        self._own = own
        self._types = types
        self._specs = specs

    def group(self, group: Group) -> TypeScriptGroupView:
        """Return all about a group."""
        methods: list[Method] = []
        literals: list[dict[str, Any]] = []
        for operation in group.operations:
            for streaming in (False, True) if operation.facts.stream_field else (False,):
                spec = self._specs.spec(operation, streaming=streaming)
                literals.append(spec)
                methods.append(self._method(operation, spec, streaming=streaming))
        used = [type_ for operation in group.operations for type_ in _types_of(operation)]
        kinds = {literal_["answer"]["read"].code for literal_ in literals}
        return TypeScriptGroupView(
            name=self._name_table.groups[group.id],
            class_name=self._own.classes[group.id],
            docs=comment(doc_lines(group.docs)) or comment((f"Operations of `{group.id}`.",)),
            methods=tuple(methods),
            models=tuple(sorted(self._types.models(used))),
            scalars=tuple(sorted(scalars(used) | _uploads(group))),
            runtime=imports(literals),
            has_shapes=any("shapes." in method.spec for method in methods),
            has_pages=any(method.is_paged for method in methods),
            has_promises=any(not method.is_paged for method in methods),
            has_streams=bool(kinds & {"readEvents", "readJsonLines"}),
            has_binary="readBinary" in kinds,
        )

    def _method(self, operation: Operation, spec: dict[str, Any], *, streaming: bool) -> Method:
        suffix = STREAM if streaming else ""
        function = self._own.functions[operation.id] + suffix
        constant = self._own.constants[operation.id] + ("_STREAM" if streaming else "")
        is_paged = operation.facts.pagination is not None and not streaming
        returns = self._returns(operation, streaming=streaming)
        arguments = self._arguments(operation, streaming=streaming)
        promise = f"PagePromise<{returns}>" if is_paged else f"ApiPromise<{returns}>"
        docs = doc_lines(operation.docs, deprecated=operation.deprecated)
        name = self._name_table.operations[operation.id] + suffix
        inner = self._inner(operation, constant, is_paged=is_paged, streaming=streaming)
        has_options = self._has_options(operation) and not streaming
        start = f"const {constant}: Operation = "
        outer = signature(
            f"export function {function}", ["transport: Transport", *arguments], f": {promise} {{"
        )
        method = signature(name, arguments, f": {promise} {{", 2)
        delegated = signature(function, ["this.#transport", *self._passed(operation)], ";", 4)
        return Method(
            id=operation.id,
            method=name,
            function=function,
            title=" ".join(operation.docs.summary.split()).replace("|", "\\|"),
            http=f"{operation.method} {operation.path}",
            shown=f"{name}({', '.join(_shown(arguments))})",
            is_deprecated=operation.deprecated,
            is_main=not streaming,
            is_paged=is_paged,
            returns=promise,
            options_name=self._options_name(operation) if has_options else "",
            options=self._options(operation) if has_options else "",
            spec=start + literal(spec, used=len(start)),
            function_code=f"{comment(docs)}{outer}\n  return {inner};\n}}\n",
            method_code=f"{comment(docs, 2)}  {method}\n    return {delegated}\n  }}\n",
            call=self._call(operation, name),
        )

    def _inner(self, operation: Operation, constant: str, *, is_paged: bool, streaming: bool) -> str:
        paths = [self._name(operation, each) for each in operation.parameters_in(In.PATH)]
        passed = [constant, f"{{ {', '.join(paths)} }}" if paths else "{}", "options"]
        if operation.body:
            body = self._name_table.arguments[operation.id, "body"]
            field = quote(operation.facts.stream_field)
            passed.append(f"{{ ...{body}, {field}: true }}" if streaming else body)
        return (
            signature("paginate", ["transport", *passed], "", 9)
            if is_paged
            else signature("transport.call", passed, "", 9)
        )

    def _arguments(self, operation: Operation, *, streaming: bool) -> list[str]:
        found = [
            f"{self._name(operation, each)}: {self._types.text(each.type)}"
            for each in operation.parameters_in(In.PATH)
        ]
        is_needed = any(each.required for each in self._named(operation))
        if operation.body:
            mark = "" if operation.body.required else ("" if is_needed else "?")
            end = " | undefined" if mark == "" and not operation.body.required else ""
            type_ = self._body(operation, streaming=streaming)
            found.append(f"{self._name_table.arguments[operation.id, 'body']}{mark}: {type_}{end}")
        found.append(f"options: {self._options_name(operation)}{'' if is_needed else ' = {}'}")
        return found

    def _passed(self, operation: Operation) -> list[str]:
        names = [self._name(operation, each) for each in operation.parameters_in(In.PATH)]
        return [
            *names,
            *([self._name_table.arguments[operation.id, "body"]] if operation.body else []),
            "options",
        ]

    def _body(self, operation: Operation, *, streaming: bool) -> str:
        contents = operation.body.contents if operation.body else ()
        text = union(self._content(each) for each in contents)
        return f"Omit<{text}, {quote(operation.facts.stream_field)}>" if streaming else text

    def _content(self, content: Content) -> str:
        if content.kind is ContentKind.BINARY:
            return "Upload"
        if content.kind is ContentKind.JSON:
            return self._types.text(content.type)
        if content.kind in _FORMS:
            return self._types.text(content.type) if content.type else "{ [key: string]: unknown }"
        return "string"

    def _returns(self, operation: Operation, *, streaming: bool) -> str:
        success, facts = operation.success, operation.facts
        if streaming:
            return f"ValueStream<{self._types.text(facts.event_type)}>"
        if success.type is None and success.kind is None:
            return "void"
        if success.kind in _LIVE:
            return f"ValueStream<{self._types.text(success.type)}>"
        if success.kind is ContentKind.BINARY:
            return "BinaryAnswer"
        text = self._types.text(success.type) if success.kind in {ContentKind.JSON, None} else "string"
        text = union([text, "undefined"]) if success.may_be_empty else text
        return f"{text}, {self._types.text(facts.pagination.item_type)}" if facts.pagination else text

    def _named(self, operation: Operation) -> list[Parameter]:
        return [each for each in operation.parameters if each.place is not In.PATH]

    def _name(self, operation: Operation, parameter: Parameter) -> str:
        return self._name_table.arguments[operation.id, parameter.key]

    def _has_options(self, operation: Operation) -> bool:
        return bool(self._named(operation)) or (
            operation.body is not None and len(operation.body.contents) > 1
        )

    def _options_name(self, operation: Operation) -> str:
        return self._own.options[operation.id] if self._has_options(operation) else "RequestOptions"

    def _options(self, operation: Operation) -> str:
        lines = [self._option(operation, each) for each in self._named(operation)]
        if operation.body and len(operation.body.contents) > 1:
            types = union(quote(each.media_type) for each in operation.body.contents)
            lines.append(f"  /** How the body is written. */\n  contentType?: {types} | undefined;\n")
        name = self._own.options[operation.id]
        head = comment((f"Options of `{operation.id}`.",))
        return f"{head}export interface {name} extends RequestOptions {{\n{''.join(lines)}}}\n"

    def _option(self, operation: Operation, parameter: Parameter) -> str:
        default = f"@default {quote(parameter.default.json)}" if parameter.default else ""
        head = comment(doc_lines(parameter.docs, default, deprecated=parameter.deprecated), 2)
        text = self._types.text(parameter.type)
        name = self._name(operation, parameter)
        if parameter.required:
            return f"{head}  {name}: {text};\n"
        return f"{head}  {name}?: {union([text, 'undefined'])};\n"

    def _call(self, operation: Operation, name: str) -> str:
        """Write the call that the conformance driver makes."""
        passed = [f"call.path({quote(each.wire)})" for each in operation.parameters_in(In.PATH)]
        passed += ["call.body()"] if operation.body else []
        named = [
            f"{self._name(operation, each)}: call.{each.place}({quote(each.wire)})"
            for each in self._named(operation)
        ]
        passed.append(f"{{ {', '.join([*named, '...call.rest()'])} }}")
        group = self._name_table.groups[operation.group]
        return signature(f"client.{group}.{name}", passed, "", 4)


def _shown(arguments: Sequence[str]) -> list[str]:
    """Return the names of arguments, those that can be left out with a question mark."""
    names = [argument.partition(":")[0] for argument in arguments]
    return [
        f"{name}?" if "= {}" in argument else name for name, argument in zip(names, arguments, strict=True)
    ]


def _types_of(operation: Operation) -> list[Type | None]:
    """Return the types that the module of an operation has to name."""
    success, facts = operation.success, operation.facts
    types: list[Type | None] = [each.type for each in operation.parameters]
    if operation.body:
        kinds = {ContentKind.JSON, *_FORMS}
        types += [each.type for each in operation.body.contents if each.kind in kinds]
    if success.kind in {ContentKind.JSON, None, *_LIVE}:
        types.append(success.type)
    if facts.pagination:
        types.append(facts.pagination.item_type)
    if facts.stream_field and facts.stream in {Stream.EVENTS, Stream.JSON_LINES}:
        types.append(facts.event_type)
    return types


def _uploads(group: Group) -> set[str]:
    bodies: Sequence[Content] = [
        content for operation in group.operations if operation.body for content in operation.body.contents
    ]
    return {"Upload"} if any(each.kind is ContentKind.BINARY for each in bodies) else set()
