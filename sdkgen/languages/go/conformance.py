"""The conformance driver: how each operation is called with input from outside."""

from dataclasses import dataclass

from sdkgen.ir import In, Operation, Parameter
from sdkgen.languages.go.literals import quote
from sdkgen.languages.go.operations import GoOperations, GoOperationView, MethodView, inside


@dataclass(frozen=True, slots=True)
class CaseView:
    """How the driver calls an operation."""

    id: str
    lines: tuple[str, ...]
    all_lines: tuple[str, ...]


def case(operation: Operation, view: GoOperationView, service: str, operations: GoOperations) -> CaseView:
    """Decide how the driver calls an operation."""
    arguments = _arguments(operation, view, operations)
    main, *others = view.methods
    pages = [method for method in others if method.kind == "pages"]
    return CaseView(
        operation.operation_id or operation.id,
        _lines(main, service, arguments),
        _lines(pages[0], service, arguments) if pages else (),
    )


def _arguments(operation: Operation, view: GoOperationView, operations: GoOperations) -> str:
    outside = operations.types.outside("client")
    found = [
        f"read[{outside.write(each.type)}](c, c.input.Path, {quote(each.wire)})"
        for each in operation.parameters_in(In.PATH)
    ]
    if operation.body:
        body_type = GoOperations(operations.api, outside, operations.names).body_type(operation.body)
        found.append(
            "c.reader()"
            if body_type == "io.Reader"
            else "c.text()"
            if body_type == "string"
            else f"body[{body_type}](c)"
        )
    if view.params:
        fields = [
            f"{field.name}: {_read(operations.param_type(outside, each), each)}"
            for field, each in zip(view.params.fields, inside(operation), strict=True)
        ]
        pointer = "" if view.params.is_required else "&"
        found.append(f"{pointer}client.{view.params.name}{{{', '.join(fields)}}}")
    return ", ".join(["c.ctx", *found, "c.options()..."])


def _read(type_: str, each: Parameter) -> str:
    return f"read[{type_}](c, {_SOURCES[each.place]}, {quote(each.wire)})"


_SOURCES = {In.QUERY: "c.input.Query", In.HEADER: "c.input.Headers", In.COOKIE: "c.input.Cookies"}


def _lines(method: MethodView, service: str, arguments: str) -> tuple[str, ...]:
    call = f"c.client.{service}.{method.name}({arguments})"
    if method.kind == "none":
        return (f"return nil, {call}",)
    if method.kind == "pages":
        return (f"return collect({call})",)
    if method.kind == "events":
        return (f"return events({call})",)
    if method.kind == "download":
        return (f"return download({call})",)
    return (f"return text({call})",) if method.kind == "bytes" else (f"return {call}",)
