"""Unions: how the arms are told apart."""

from dataclasses import dataclass, replace
from itertools import combinations

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import (
    Alias,
    Arm,
    Array,
    Const,
    Constant,
    Enum,
    Map,
    Match,
    NamedType,
    Nullable,
    Object,
    Plan,
    Primitive,
    PrimitiveKind,
    Ref,
    Strategy,
    Type,
    TypeId,
    Union,
)
from sdkgen.normalise.directions import plain_id
from sdkgen.normalise.registry import BASE_SUFFIX, Discriminator
from sdkgen.spelling import meant

Scalar = str | int | float | bool

_KINDS = {
    PrimitiveKind.INTEGER: ("integer",),
    PrimitiveKind.INT32: ("integer",),
    PrimitiveKind.INT64: ("integer",),
    PrimitiveKind.FLOAT: ("number",),
    PrimitiveKind.DOUBLE: ("number",),
    PrimitiveKind.BOOLEAN: ("boolean",),
    PrimitiveKind.NULL: ("null",),
    PrimitiveKind.ANY: ("string", "integer", "number", "boolean", "object", "array"),
}
_LOOSE = {PrimitiveKind.STRING, PrimitiveKind.DOUBLE, PrimitiveKind.FLOAT, PrimitiveKind.ANY}


@dataclass(slots=True)
class _Traits:
    """What can be said of an arm before looking at the others."""

    json_types: tuple[str, ...]
    literals: tuple[Scalar, ...] = ()
    objects: tuple[Object, ...] = ()
    is_loose: bool = False

    @property
    def is_object(self) -> bool:
        return self.json_types == ("object",) and bool(self.objects)


class Planner:
    """Makes the plans of unions."""

    def __init__(
        self,
        types: dict[TypeId, NamedType],
        discriminators: dict[TypeId, Discriminator],
        diagnostics: Diagnostics,
    ) -> None:
        self._types = types
        self._discriminators = discriminators
        self._diagnostics = diagnostics

    def planned(self) -> dict[TypeId, NamedType]:
        """Return all types, the unions among them with their plans."""
        return {
            id_: self._plan(named) if isinstance(named, Union) else named
            for id_, named in self._types.items()
        }

    def _plan(self, union: Union) -> Union:
        traits = [self._traits(arm.type, {}) for arm in union.arms]
        property_, tags, is_given = self._tags(union, traits)
        fields = _unique_fields(traits) if not property_ else [""] * len(traits)
        constants = [self._all_constants(trait) if not property_ else () for trait in traits]
        arms = tuple(
            replace(arm, match=Match(trait.json_types, tag, constant, field, trait.literals))
            for arm, trait, tag, constant, field in zip(
                union.arms, traits, tags, constants, fields, strict=True
            )
        )
        order = tuple(
            sorted(range(len(arms)), key=lambda index: (_looseness(traits[index], arms[index]), index))
        )
        by_status = union.plan.strategy is Strategy.STATUS
        strategy = Strategy.STATUS if by_status else _strategy(arms, traits, order, is_given)
        return replace(union, arms=arms, plan=Plan(strategy, order, property_))

    def _traits(self, type_: Type, seen: dict[TypeId, _Traits]) -> _Traits:
        if isinstance(type_, Nullable):
            return self._traits(type_.inner, seen)
        if isinstance(type_, Const):
            return _Traits((_json_type(type_.value),), (type_.value,))
        if isinstance(type_, Primitive):
            return _Traits(_KINDS.get(type_.kind, ("string",)), is_loose=type_.kind in _LOOSE)
        if isinstance(type_, Ref):
            return self._named_traits(type_.id, seen)
        return _Traits(
            ("array",) if isinstance(type_, Array) else ("object",), is_loose=isinstance(type_, Map)
        )

    def _named_traits(self, id_: TypeId, seen: dict[TypeId, _Traits]) -> _Traits:
        if id_ not in seen:
            seen[id_] = _Traits(())  # what a type says of itself by way of itself
            seen[id_] = self._known_traits(self._types[id_], seen)
        return seen[id_]

    def _known_traits(self, named: NamedType, seen: dict[TypeId, _Traits]) -> _Traits:
        if isinstance(named, Alias):
            return self._traits(named.target, seen)
        if isinstance(named, Enum):
            literals = () if named.open else tuple(member.value for member in named.members)
            return _Traits(self._traits(named.base, seen).json_types, literals, is_loose=named.open)
        if isinstance(named, Object):
            return _Traits(("object",), objects=(named,))
        inner = [self._traits(arm.type, seen) for arm in named.arms]
        types = dict.fromkeys(name for trait in inner for name in trait.json_types)
        constants = {(type(value), value): value for trait in inner for value in trait.literals}
        objects = {object_.id: object_ for trait in inner for object_ in trait.objects}
        return _Traits(
            tuple(types),
            tuple(constants.values()) if all(trait.literals for trait in inner) else (),
            tuple(objects.values()),
            any(trait.is_loose for trait in inner),
        )

    def _tags(self, union: Union, traits: list[_Traits]) -> tuple[str, list[tuple[Scalar, ...]], bool]:
        """Return the property that tells object arms apart, its values by arm, and whether it was stated."""
        given = self._discriminators.get(plain_id(union.id))
        if given and self._is_anywhere(union, given.property, traits):
            tags = [
                self._given_tags(given, arm, trait) for arm, trait in zip(union.arms, traits, strict=True)
            ]
            if _disjoint(tags, traits):
                return given.property, tags, True
        for property_ in _constant_properties(traits):
            tags = [self._constants(trait, property_) for trait in traits]
            if _disjoint(tags, traits):
                return property_, tags, False
        return "", [()] * len(traits), False

    def _is_anywhere(self, union: Union, property_: str, traits: list[_Traits]) -> bool:
        """Whether any arm has the property that should tell the arms apart."""
        found = {field.wire for trait in traits for object_ in trait.objects for field in object_.fields}
        if property_ in found:
            return True
        hint = meant(property_, sorted(found))
        message = f"no alternative has the property {property_!r} of the discriminator{hint}"
        self._diagnostics.report("NORM011", union.origin, message)
        return bool(property_)

    def _given_tags(self, given: Discriminator, arm: Arm, trait: _Traits) -> tuple[Scalar, ...]:
        if not trait.objects:
            return ()
        constants = self._constants(trait, given.property)
        target = plain_id(arm.type.id).removesuffix(BASE_SUFFIX) if isinstance(arm.type, Ref) else ""
        mapped = [value for value, id_ in given.mapping if id_ == target]
        found = tuple(dict.fromkeys([*constants, *mapped]))
        is_named = target and not {"oneOf", "anyOf"} & set(target.split("/"))
        return found or ((target.rpartition("/")[2],) if is_named else ())

    def _constants(self, trait: _Traits, property_: str) -> tuple[Scalar, ...]:
        """Return the values that a required property can have in an arm, if it can have only some."""
        found: list[Scalar] = []
        for object_ in trait.objects:
            field = next(
                (field for field in object_.fields if field.wire == property_ and field.required), None
            )
            literals = self._traits(field.type, {}).literals if field and not field.nullable else ()
            if not literals:
                return ()
            found += literals
        return tuple(dict.fromkeys(found))

    def _all_constants(self, trait: _Traits) -> tuple[Constant, ...]:
        """Return every member of an object arm that can have only certain values."""
        if len(trait.objects) != 1:
            return ()
        fields = [(field, self._traits(field.type, {}).literals) for field in trait.objects[0].fields]
        return tuple(
            Constant(field.wire, values, field.required)
            for field, values in fields
            if values and not field.nullable
        )


def _disjoint(tags: list[tuple[Scalar, ...]], traits: list[_Traits]) -> bool:
    values = [value for tag in tags for value in tag]
    tagged = [bool(tag) for tag, trait in zip(tags, traits, strict=True) if "object" in trait.json_types]
    return bool(tagged) and all(tagged) and len(values) == len(set(values))


def _constant_properties(traits: list[_Traits]) -> list[str]:
    """Return the properties that every object arm requires."""
    arms = [object_ for trait in traits for object_ in trait.objects]
    if sum(bool(trait.objects) for trait in traits) < 2:  # noqa: PLR2004 - one arm needs no telling apart
        return []
    names = [{field.wire for field in arm.fields if field.required} for arm in arms]
    return [field.wire for field in arms[0].fields if all(field.wire in known for known in names)]


def _unique_fields(traits: list[_Traits]) -> list[str]:
    """Return for each object arm a field that it requires and no other arm knows."""
    known = [{field.wire for object_ in trait.objects for field in object_.fields} for trait in traits]
    found = []
    for index, trait in enumerate(traits):
        others = set().union(*(names for other, names in enumerate(known) if other != index))
        required = (
            [field.wire for field in trait.objects[0].fields if field.required] if trait.is_object else []
        )
        shared = all(name in known[index] for name in required) and len(trait.objects) == 1
        found.append(next((name for name in required if shared and name not in others), ""))
    return found


def _strategy(
    arms: tuple[Arm, ...], traits: list[_Traits], order: tuple[int, ...], is_given: bool
) -> Strategy:
    if all(arm.match.tags for arm in arms):
        return Strategy.DISCRIMINATOR if is_given else Strategy.CONSTANT
    if not any(set(one.json_types) & set(other.json_types) for one, other in combinations(traits, 2)):
        return Strategy.JSON_TYPE
    ordered = [arms[index].match for index in order]
    if not all(_decides(match, ordered[position + 1 :]) for position, match in enumerate(ordered)):
        return Strategy.ORDERED
    return Strategy.FIELD if all(trait.is_object for trait in traits) else Strategy.MIXED


def _decides(match: Match, later: list[Match]) -> bool:
    """Whether a value that passes this test can belong to none of the arms that are tested later."""
    rivals = [other for other in later if set(match.json_types) & set(other.json_types)]
    if match.tags:
        return all(other.tags for other in rivals)
    return bool(match.field or match.literals) or all(_differs(match, other) for other in rivals)


def _differs(match: Match, other: Match) -> bool:
    """Whether a member that is always there has values in one arm that it has not in the other."""
    theirs = {constant.property: set(constant.values) for constant in other.constants}
    ours = [constant for constant in match.constants if constant.required]
    return any(not theirs.get(constant.property, set()) & set(constant.values) for constant in ours)


def _looseness(trait: _Traits, arm: Arm) -> tuple[int, int]:
    """Sort arms so that the one that asks most of a value is tested first."""
    if arm.match.tags or arm.match.field or trait.literals:
        return 0, 0
    if any(constant.required for constant in arm.match.constants):
        return 0, 1
    required = [sum(field.required for field in object_.fields) for object_ in trait.objects]
    return (2 if trait.is_loose else 1), -min(required, default=0)


def _json_type(value: Scalar) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "string" if isinstance(value, str) else "integer" if isinstance(value, int) else "number"
