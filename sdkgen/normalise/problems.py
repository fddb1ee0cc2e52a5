"""Problems: the error type that most operations share, and the codes that tell its errors apart."""

from collections import Counter

from sdkgen.ir import Api, ContentKind, Enum, Object, Operation, ProblemCode, Problems, Ref, Type
from sdkgen.names import words


def problems(api: Api, operations: list[Operation], code_field: str) -> Problems | None:
    """Find the object that errors are most often described with, if it has a field of codes."""
    uses = Counter(id_ for operation in operations for id_ in _error_types(api, operation))
    for id_, _ in uses.most_common():
        enum = _codes(api, id_, code_field)
        if enum:
            return Problems(id_, code_field, _with_statuses(enum, operations))
    return None


def _error_types(api: Api, operation: Operation) -> list[str]:
    contents = [content for answer in operation.answers if answer.is_error for content in answer.contents]
    types = [
        content.type for content in contents if content.kind is ContentKind.JSON and content.type is not None
    ]
    return [resolved.id for type_ in types if isinstance(resolved := api.resolve(type_), Ref)]


def _codes(api: Api, id_: str, code_field: str) -> Enum | None:
    named = api.types[id_]
    fields = named.fields if isinstance(named, Object) else ()
    type_: Type | None = next((field.type for field in fields if field.wire == code_field), None)
    resolved = api.resolve(type_) if type_ is not None else None
    enum = api.types[resolved.id] if isinstance(resolved, Ref) else None
    return enum if isinstance(enum, Enum) else None


def _with_statuses(enum: Enum, operations: list[Operation]) -> tuple[ProblemCode, ...]:
    statuses: dict[str, dict[str, None]] = {}
    for operation in operations:
        for answer in operation.answers:
            for code in answer.codes:
                statuses.setdefault(code, {})[answer.status] = None
    values = [str(member.value) for member in enum.members]
    return tuple(ProblemCode(value, words(value), tuple(statuses.get(value, ()))) for value in values)
