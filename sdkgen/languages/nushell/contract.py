"""The contract of a group as JSON: what the runtime has to know of each operation and type."""

from collections.abc import Iterable, Iterator
from typing import Any

from sdkgen.ir import (
    Alias,
    Api,
    Array,
    Body,
    Const,
    Constant,
    Content,
    Enum,
    Field,
    Group,
    Map,
    Match,
    NamedType,
    Nullable,
    Object,
    Openness,
    Operation,
    Pagination,
    Parameter,
    Primitive,
    SecurityUse,
    Type,
    Union,
)
from sdkgen.ir.walk import members, references
from sdkgen.languages.nushell.names import sends_body
from sdkgen.languages.nushell.service import address
from sdkgen.languages.nushell.text import dump
from sdkgen.name_table import NameTable

_BEARER = {"scheme": "", "kind": "bearer", "place": "", "wire": ""}


def contract(api: Api, name_table: NameTable, group: Group) -> str:
    """Write a group's contract, one operation or type a line."""
    types = _reachable(api, group.operations)
    operations = _lines((each.id, _operation(api, name_table, each)) for each in group.operations)
    declared = _lines((id_, _declaration(api.types[id_])) for id_ in types)
    return f'{{\n"operations": {{\n{operations}\n}},\n"types": {{\n{declared}\n}}\n}}'


def _lines(rows: Iterable[tuple[str, Any]]) -> str:
    return ",\n".join(f"{dump(key)}: {dump(value)}" for key, value in rows)


def _reachable(api: Api, operations: Iterable[Operation]) -> list[str]:
    waiting = [ref.id for each in operations for type_ in _types(each) for ref in references(type_)]
    found: dict[str, None] = {}
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found[id_] = None
            waiting += [ref.id for type_ in members(api.types[id_]) for ref in references(type_)]
    return [id_ for id_ in api.types if id_ in found]


def _types(operation: Operation) -> Iterator[Type | None]:
    yield from (each.type for each in operation.parameters)
    yield from (each.type for each in operation.body.contents) if operation.body else ()
    yield operation.success.type
    yield operation.facts.event_type


def expression(type_: Type | None) -> Any:
    """Write a type expression as a shape of the runtime."""
    if isinstance(type_, Primitive):
        return str(type_.kind)
    if isinstance(type_, Const):
        return {"const": type_.value}
    if isinstance(type_, Array):
        return {"list": expression(type_.items)}
    if isinstance(type_, Map):
        return {"map": expression(type_.values)}
    if isinstance(type_, Nullable):
        return {"nullable": expression(type_.inner)}
    return {"ref": type_.id} if type_ else None


def _declaration(named: NamedType) -> dict[str, Any]:
    if isinstance(named, Object):
        return _object(named)
    if isinstance(named, Enum):
        return {"kind": "enum", "base": str(named.base.kind)}
    if isinstance(named, Alias):
        return {"kind": "alias", "target": expression(named.target)}
    return _union(named)


def _object(named: Object) -> dict[str, Any]:
    found = {
        "kind": "object",
        "fields": {each.wire: _field(each) for each in named.fields},
        "required": [each.wire for each in named.fields if each.required],
    }
    return {**found, "extra": expression(named.extra)} if named.openness is Openness.TYPED else found


def _field(field: Field) -> Any:
    return {"nullable": expression(field.type)} if field.nullable else expression(field.type)


def _union(named: Union) -> dict[str, Any]:
    arms = [named.arms[index] for index in named.plan.order]
    return {
        "kind": "union",
        "strategy": str(named.plan.strategy),
        "property": named.plan.property,
        "arms": [
            {"type": expression(arm.type), "statuses": list(arm.statuses), **_match(arm.match)}
            for arm in arms
        ],
    }


def _match(match: Match) -> dict[str, Any]:
    found: dict[str, Any] = {"json_types": list(match.json_types)}
    optional = {
        "tags": list(match.tags),
        "literals": list(match.literals),
        "field": match.field,
        "constants": [_constant(each) for each in match.constants],
    }
    return found | {key: value for key, value in optional.items() if value}


def _constant(constant: Constant) -> dict[str, Any]:
    return {
        "property": constant.property,
        "values": list(constant.values),
        "required": constant.required,
    }


def _operation(api: Api, name_table: NameTable, operation: Operation) -> dict[str, Any]:
    success = operation.success
    found: dict[str, Any] = {
        "id": operation.id,
        "method": operation.method,
        "path": operation.path,
        "parameters": [_parameter(name_table, operation, each) for each in operation.parameters],
        "body": _body(operation.body) if operation.body and sends_body(operation) else None,
        "success": {
            "type": expression(success.type),
            "kind": str(success.kind or ""),
            "may_be_empty": success.may_be_empty,
        },
        "accept": success.media_type or "application/json",
        "security": security(api, operation),
        "retryable": operation.facts.is_retryable,
        "idempotency": operation.facts.idempotency_header,
        "server": address(operation.servers),
    }
    if operation.facts.event_type:
        found["event_type"] = expression(operation.facts.event_type)
    if operation.facts.pagination:
        found["pagination"] = _pagination(operation.facts.pagination)
    return found


def _pagination(pagination: Pagination) -> dict[str, Any]:
    return {
        "style": str(pagination.style),
        "items": list(pagination.items),
        "next": list(pagination.next),
        "more": list(pagination.more),
        "parameter": pagination.parameter,
    }


def _parameter(name_table: NameTable, operation: Operation, parameter: Parameter) -> dict[str, Any]:
    found: dict[str, Any] = {
        "key": parameter.key,
        "wire": parameter.wire,
        "flag": f"--{name_table.arguments[operation.id, parameter.key]}",
        "place": str(parameter.place),
        "type": expression(parameter.type),
        "required": parameter.required,
        "style": parameter.style,
        "explode": parameter.explode,
    }
    optional = {"allow_reserved": parameter.allow_reserved, "media_type": parameter.media_type}
    return found | {key: value for key, value in optional.items() if value}


def _body(body: Body) -> dict[str, Any]:
    contents = [body.contents[body.primary]]
    contents += [each for each in body.contents if each is not contents[0]]
    return {"required": body.required, "contents": [_content(each) for each in contents]}


def _content(content: Content) -> dict[str, Any]:
    return {
        "media_type": content.media_type,
        "kind": str(content.kind),
        "type": expression(content.type),
        "parts": [
            {
                "wire": each.wire,
                "content_type": each.content_type,
                "style": each.style,
                "explode": each.explode,
                "is_file": each.is_file,
                "is_list": each.is_list,
            }
            for each in content.parts
        ],
    }


def security(api: Api, operation: Operation) -> list[list[dict[str, Any]]]:
    """List the alternatives of credentials; a document that says nothing of security gets bearer tokens."""
    if not api.security_schemes:
        return [[_BEARER]]
    return [[_use(api, each) for each in alternative] for alternative in operation.security if alternative]


def _use(api: Api, use: SecurityUse) -> dict[str, Any]:
    scheme = next(each for each in api.security_schemes if each.id == use.scheme)
    kind = "basic" if scheme.kind == "other" and scheme.scheme.lower() == "basic" else str(scheme.kind)
    return {"scheme": use.scheme, "kind": kind, "place": str(scheme.place or ""), "wire": scheme.wire}
