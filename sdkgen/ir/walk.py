"""Going through types: which others they refer to, and the same with some of them exchanged."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from sdkgen.ir.types import Alias, Array, Enum, Map, NamedType, Nullable, Object, Ref, Type, Union


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
