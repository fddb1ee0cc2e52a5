"""Going through types: which others they refer to, and the same with some of them exchanged."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from sdkgen.ir.operations import Operation
from sdkgen.ir.types import Alias, Array, Enum, Map, NamedType, Nullable, Object, Ref, Type, TypeId, Union


def references(type_: Type | None) -> Iterator[Ref]:
    """Yield every reference in a type expression."""
    if isinstance(type_, Ref):
        yield type_
    elif isinstance(type_, Array):
        yield from references(type_.items)
    elif isinstance(type_, Map):
        yield from references(type_.values)
    elif isinstance(type_, Nullable):
        yield from references(type_.inner)


def members(named: NamedType) -> Iterator[Type]:
    """Yield the type expressions that a declaration is made of."""
    if isinstance(named, Object):
        yield from (field.type for field in named.fields)
        if named.extra:
            yield named.extra
    elif isinstance(named, Union):
        yield from (arm.type for arm in named.arms)
    elif isinstance(named, Alias):
        yield named.target


def reachable(types: Mapping[TypeId, NamedType], roots: Iterable[Type | None]) -> dict[TypeId, NamedType]:
    """Return all named types that some types are made of, in the order of the document."""
    waiting = [ref.id for type_ in roots for ref in references(type_)]
    found: set[TypeId] = set()
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found.add(id_)
            waiting += [ref.id for type_ in members(types[id_]) for ref in references(type_)]
    return {id_: named for id_, named in types.items() if id_ in found}


def circular(types: Mapping[TypeId, NamedType]) -> frozenset[TypeId]:
    """Return the aliases and unions that are nothing but themselves: few languages have such a type."""
    direct = {id_: list(_direct(named)) for id_, named in types.items()}
    return frozenset(id_ for id_ in direct if id_ in _reached(direct, id_))


def _direct(named: NamedType) -> Iterator[TypeId]:
    """Yield the types that a type is another name for, or a choice of."""
    for type_ in () if isinstance(named, Object) else members(named):
        inner = type_.inner if isinstance(type_, Nullable) else type_
        if isinstance(inner, Ref):
            yield inner.id


def _reached(direct: Mapping[TypeId, list[TypeId]], id_: TypeId) -> set[TypeId]:
    seen: set[TypeId] = set()
    waiting = list(direct[id_])
    while waiting:
        current = waiting.pop()
        waiting += [] if current in seen else direct[current]
        seen.add(current)
    return seen


def sent(operation: Operation) -> Iterator[Type | None]:
    """Yield the types of what a call sends."""
    yield from (parameter.type for parameter in operation.parameters)
    yield from (content.type for content in operation.body.contents) if operation.body else ()


def received(operation: Operation) -> Iterator[Type | None]:
    """Yield the types of what a call returns."""
    yield operation.success.type
    yield operation.facts.event_type
    yield operation.facts.pagination.item_type if operation.facts.pagination else None


def answered(operation: Operation) -> Iterator[Type | None]:
    """Yield the types of what may be answered, errors among them."""
    yield from received(operation)
    yield from (content.type for answer in operation.answers for content in answer.contents)


def exchange(type_: Type, change: Callable[[Ref], Type]) -> Type:
    """Return a type expression with its references changed."""
    if isinstance(type_, Ref):
        return change(type_)
    if isinstance(type_, Array):
        return replace(type_, items=exchange(type_.items, change))
    if isinstance(type_, Map):
        return Map(exchange(type_.values, change))
    return Nullable(exchange(type_.inner, change)) if isinstance(type_, Nullable) else type_


def exchange_all(named: NamedType, change: Callable[[Ref], Type]) -> NamedType:
    """Return a declaration with the references in it changed."""
    if isinstance(named, Object):
        fields = tuple(replace(field, type=exchange(field.type, change)) for field in named.fields)
        return replace(named, fields=fields, extra=exchange(named.extra, change) if named.extra else None)
    if isinstance(named, Union):
        return replace(named, arms=tuple(replace(arm, type=exchange(arm.type, change)) for arm in named.arms))
    return named if isinstance(named, Enum) else replace(named, target=exchange(named.target, change))
