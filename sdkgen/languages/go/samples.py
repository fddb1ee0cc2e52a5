"""Samples for the README and the example: calls that are likely to be of interest, and compile."""

from dataclasses import dataclass

from sdkgen.ir import Api, ContentKind, Field, In, Operation, Primitive, PrimitiveKind
from sdkgen.languages.go.expressions import Types
from sdkgen.languages.go.literals import quote
from sdkgen.languages.go.operations import Operations, inside

_CONFLICT = "409"


@dataclass(frozen=True, slots=True)
class SampleView:
    """A call: of which operation, how it is written, what it is about, and a conflict that it may meet."""

    id: str
    call: str
    noun: str
    conflict: str = ""


def pages(api: Api, operations: Operations, package: str) -> SampleView | None:
    """Find a list that can be paged through without knowing anything."""
    for operation in api.operations:
        if operation.facts.pagination and not any(each.required for each in operation.parameters):
            group = operations.types.book.groups[operation.group]
            name = operations.names[f"all:{operation.id}"]
            params = f"&{package}.{operations.names[f'params:{operation.id}']}{{}}"
            params = params if inside(operation) else ""
            call = f"client.{group}.{name}({', '.join(each for each in ('ctx', params) if each)})"
            return SampleView(operation.id, call, group.lower())
    return None


def creation(api: Api, operations: Operations, package: str) -> SampleView | None:
    """Find something that can be created and may be in conflict, from text alone."""
    found = [
        sample
        for operation in sorted(api.operations, key=lambda each: "create" not in each.name.parts)
        if operation.method == "POST"
        and operation.facts.needs_auth
        and any(answer.status == _CONFLICT for answer in operation.answers)
        and (sample := _creation(operation, operations, package))
    ]
    return found[0] if found else None


def _creation(operation: Operation, operations: Operations, package: str) -> SampleView | None:
    content = operation.body.contents[operation.body.primary] if operation.body else None
    object_ = operations.types.object(content.type) if content and content.type else None
    if not content or content.kind is not ContentKind.JSON or object_ is None:
        return None
    required = [each for each in object_.fields if each.required]
    values = [_text(operations.types, each) for each in required]
    if operation.parameters_in(In.PATH) or inside(operation) or not required or not all(values):
        return None
    book = operations.types.book
    fields = ", ".join(
        f"{book.fields[object_.id, each.wire]}: {value}" for each, value in zip(required, values, strict=True)
    )
    is_pointer = operation.body is not None and not operation.body.required
    body = f"{'&' if is_pointer else ''}{package}.{book.types[object_.id]}{{{fields}}}"
    group = book.groups[operation.group]
    return SampleView(
        operation.id,
        f"client.{group}.{book.operations[operation.id]}(ctx, {body})",
        group.lower(),
        _conflict(operation, operations, package),
    )


def _conflict(operation: Operation, operations: Operations, package: str) -> str:
    """Write the name of the first code of a conflict."""
    codes = [code for answer in operation.answers if answer.status == _CONFLICT for code in answer.codes]
    names = [operations.names[f"error:{code}"] for code in codes if f"error:{code}" in operations.names]
    return f"{package}.{names[0]}" if names else ""


def _text(types: Types, each: Field) -> str:
    resolved = types.api.resolve(each.type)
    is_text = isinstance(resolved, Primitive) and resolved.kind is PrimitiveKind.STRING
    if not is_text or each.nullable:
        return ""
    example = each.example.json if each.example else None
    words = {"email": "ada@example.com", "username": "ada"}
    return quote(example if isinstance(example, str) else words.get(each.wire, each.wire))
