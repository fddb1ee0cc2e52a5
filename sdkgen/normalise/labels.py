"""What an arm of a union is called after its type, when it says nothing of itself."""

from sdkgen.ir import Array, Const, Map, Nullable, Ref, Type
from sdkgen.names import Words, words
from sdkgen.normalise.registry import Registry


def bare(type_: Type) -> Type:
    """Return a type without null."""
    return type_.inner if isinstance(type_, Nullable) else type_


def _place_label(step: str) -> Words:
    if step.isdecimal():
        return Words(f"option {int(step) + 1}")
    return words({"items": "item", "additionalProperties": "value"}.get(step, step))


def label(type_: Type, registry: Registry) -> Words:
    """Name an arm after its type, when it has no name of its own."""
    if isinstance(type_, Ref):
        return _place_label(registry.places[type_.id].name)
    if isinstance(type_, Const):
        return words(str(type_.value))
    if isinstance(type_, Array):
        return label(bare(type_.items), registry).plus("list")
    if isinstance(type_, Map):
        return Words("map")
    return words(type_.kind) if not isinstance(type_, Nullable) else label(type_.inner, registry)
