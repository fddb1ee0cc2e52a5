"""`oneOf`, `anyOf` and lists of types: one enum, one type, or a union of several."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import product
from math import prod
from typing import Any

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import (
    Arm,
    Docs,
    Match,
    NamedType,
    Plan,
    Ref,
    Strategy,
    Type,
    Union,
)
from sdkgen.names import Words, words
from sdkgen.normalise import enums
from sdkgen.normalise.inheritance import Inheritance
from sdkgen.normalise.labels import bare, label
from sdkgen.normalise.merging import Merger
from sdkgen.normalise.positions import arm_words
from sdkgen.normalise.primitives import ANY
from sdkgen.normalise.registry import BASE_SUFFIX, Discriminator, Registry
from sdkgen.normalise.schema import Schema, Source
from sdkgen.spec import Node

_MAX_PRODUCT = 64
_MAX_NESTING = 8
_MAX_DEPTH = 40

TypeOf = Callable[[Source], Type]


@dataclass(slots=True)
class Resolved:
    """What a choice comes down to: an enum, a single type, or arms."""

    enum: Schema | None = None
    is_open: bool = False
    type: Type | None = None
    arms: list[Arm] = field(default_factory=list)


class Choices:
    """Makes types of choices."""

    def __init__(self, merger: Merger, registry: Registry, diagnostics: Diagnostics, type_of: TypeOf) -> None:
        self._merger = merger
        self._registry = registry
        self._diagnostics = diagnostics
        self._type_of = type_of
        self._inheritance = Inheritance(merger)
        # Keyed by identity; the schema is kept so that it stays the one with this identity.
        self._resolved: dict[int, tuple[Schema, Resolved]] = {}
        self._under_way: set[int] = set()
        self._reduced: dict[int, tuple[Schema, Schema]] = {}

    def expression(self, schema: Schema) -> Type | None:
        """Return the type of a choice that needs no declaration."""
        resolved = self._resolve(schema)
        if resolved.enum:
            return enums.as_const(resolved.enum) if not resolved.is_open else None
        return resolved.type

    def declaration(self, schema: Schema, heading: dict[str, Any]) -> NamedType:
        """Declare a choice that is a union or an enum."""
        resolved = self._resolve(schema)
        if resolved.enum:
            return replace(enums.declaration(resolved.enum, heading), open=resolved.is_open)
        self._remember_discriminator(schema, heading["id"])
        return _union(heading, resolved.arms)

    def _resolve(self, schema: Schema) -> Resolved:
        if id(schema) not in self._resolved:
            if id(schema) in self._under_way or len(self._under_way) > _MAX_DEPTH:
                self._diagnostics.report("NORM002", schema.place, "the oneOf or anyOf refers back to itself")
                return Resolved(type=ANY)
            self._under_way.add(id(schema))
            self._resolved[id(schema)] = (schema, self._decide(schema))
            self._under_way.remove(id(schema))
        return self._resolved[id(schema)][1]

    def reduced(self, schema: Schema) -> Schema:
        """Return a schema without its choices, if they are none, as between sets of required properties."""
        if not schema.choices or any(self._possible(schema, choice) for choice in schema.choices):
            return schema
        if id(schema) not in self._reduced:
            base = replace(schema, choices=[], discriminator=None, nullable=False)
            self._reduced[id(schema)] = (schema, base)
        return self._reduced[id(schema)][1]

    def _decide(self, schema: Schema) -> Resolved:
        base = replace(schema, choices=[], discriminator=None, ignored_rules=[])
        arms = self._arms(schema, base)
        flat = [self._merger.flat(arm) for arm in arms]
        if not any(shape.ref for shape in flat) and (joined := enums.joined(flat)):
            return Resolved(enum=joined)
        if opened := enums.opened(self._leaves(flat, 0, {})):
            return Resolved(enum=replace(opened, place=schema.place), is_open=True)
        return self._union(schema, arms)

    def _leaves(self, shapes: list[Schema], depth: int, seen: dict[int, bool]) -> list[Schema]:
        """Return what references and choices of choices finally lead to, by whatever way only once.

        `seen` has the choices on the way here, and as true those that were followed to their ends.
        """
        found: list[Schema] = []
        for shape in map(self._merger.flat_target, shapes):
            is_choice = len(shape.choices) == 1 and not shape.properties and depth < _MAX_NESTING
            if is_choice and id(shape) not in seen:
                seen[id(shape)] = False
                arms = [self._merger.flat(arm) for arm in shape.choices[0]]
                found += self._leaves(arms, depth + 1, seen)
                seen[id(shape)] = True
            elif not seen.get(id(shape)):
                found.append(shape)
        return found

    def _union(self, schema: Schema, sources: list[Source]) -> Resolved:
        arms: dict[Type, Arm] = {}
        for source in sources:
            type_ = bare(self._type_of(source))
            arms.setdefault(type_, self._arm(source, type_))
        if ANY in arms and len(arms) > 1:
            self._diagnostics.report(
                "LOW001", schema.place, "a branch of this oneOf or anyOf allows anything"
            )
            return Resolved(type=ANY)
        if len(arms) < 2:  # noqa: PLR2004 - one possibility is no choice
            return Resolved(type=next(iter(arms), ANY))
        return Resolved(arms=self._told_apart(list(arms.values())))

    def _told_apart(self, arms: list[Arm]) -> list[Arm]:
        """Name arms after their types if they say the same of themselves, such as `array`."""
        names = [arm.name for arm in arms]
        return [
            replace(arm, name=label(arm.type, self._registry)) if names.count(arm.name) > 1 else arm
            for arm in arms
        ]

    def _arm(self, source: Source, type_: Type) -> Arm:
        own = arm_words(source.place.value)
        docs = self._merger.flat(source).docs
        return Arm(Words(own) if own else label(type_, self._registry), type_, Match(()), docs)

    # Which arms there are

    def _arms(self, schema: Schema, base: Schema) -> list[Source]:
        if not schema.choices:
            return _by_type(schema)
        groups = [group for group in (self._possible(schema, choice) for choice in schema.choices) if group]
        if len(groups) > 1 and prod(map(len, groups)) > _MAX_PRODUCT:
            self._diagnostics.report("LOW005", schema.place, "oneOf and anyOf apply together")
            groups = groups[:1]
        return [self._with_base(schema, base, arm) for arm in self._combined(schema, groups)]

    def _combined(self, schema: Schema, groups: list[list[Source]]) -> list[Source]:
        """Return the arms of choices that apply together: every combination of theirs."""
        if len(groups) < 2:  # noqa: PLR2004 - one choice is what it is
            return groups[0] if groups else []
        labelled = [list(zip(group, _labels(group), strict=True)) for group in groups]
        return [self._combination(schema, arms) for arms in product(*labelled)]

    def _combination(self, schema: Schema, arms: tuple[tuple[Source, str], ...]) -> Source:
        place = schema.place.at("allOf", " and ".join(name for _, name in arms))
        self._registry.label(place, schema.place, " ".join(name for _, name in arms))
        return Source(place, tuple(part for arm, _ in arms for part in arm.parts))

    def _possible(self, schema: Schema, group: list[Source]) -> list[Source]:
        """Leave out null, which makes the whole nullable, and rules that choose between nothing but rules."""
        flat = [(arm, self._merger.flat(arm)) for arm in group]
        arms = [(arm, shape) for arm, shape in flat if not _is_null(shape) and not shape.never]
        if arms and all(_is_rule(shape) for _, shape in arms):
            self._diagnostics.report("LOW006", schema.place, "alternative sets of required properties")
            return []
        return self._with_values(schema, [arm for arm, _ in arms])

    def _with_values(self, schema: Schema, arms: list[Source]) -> list[Source]:
        """Leave out constants that the enum beside the choice does not have."""
        if schema.values is None:
            return arms
        possible = [
            arm
            for arm in arms
            if (values := self._merger.flat_target(self._merger.flat(arm)).values) is None
            or any(value in schema.values for value in values)
        ]
        if arms and not possible:
            message = "the enum has no value in common with the oneOf or anyOf"
            self._diagnostics.report("NORM001", schema.place, message)
        return possible

    def _with_base(self, schema: Schema, base: Schema, arm: Source) -> Source:
        """Return the arm with what is demanded beside the choice, where it does not say so itself."""
        shape = self._merger.flat_target(self._merger.flat(arm))
        demands = bool(
            base.properties or base.required or base.values is not None or base.closed or base.extra
        )
        if not demands and (shape.types or shape.choices or not base.types):
            return arm
        has_properties = base.values is None and set(base.properties) <= set(shape.properties)
        if demands and has_properties and set(base.required) <= set(shape.required):
            return arm
        return Source(self._place(schema, arm), (base, *arm.parts))

    def _place(self, schema: Schema, arm: Source) -> Node:
        if arm.place.pointer.startswith(f"{schema.place.pointer}/"):
            return arm.place
        place = schema.place.at("anyOf", arm.place.name)
        self._registry.label(place, schema.place, arm_words(arm.place.value) or f"option {arm.place.name}")
        return place

    # Discriminators

    def _remember_discriminator(self, schema: Schema, id_: str) -> None:
        if schema.discriminator:
            mapping = self._mapping(schema.discriminator)
            property_ = schema.discriminator.value.get("propertyName")
            name = property_ if isinstance(property_, str) else ""
            self._registry.discriminators[id_] = Discriminator(name, mapping)

    def _mapping(self, discriminator: Node) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        mapping = discriminator.get("mapping")
        for value, node in mapping.entries() if mapping else []:
            target = self._inheritance.mapped(node)
            if target is None:
                self._diagnostics.report(
                    "NORM004", node, f"the mapping of {value!r} does not lead to a schema"
                )
                continue
            found.append((value, self._registry.register(self._merger.body(target))))
        return tuple(found)

    def has_children(self, schema: Schema) -> bool:
        """Whether other schemas extend this one, so that a value of it may be any of theirs."""
        return bool(self._inheritance.children(schema))

    def inherited(self, schema: Schema, heading: dict[str, Any]) -> Union:
        """Declare a base with a discriminator as the union of what extends it."""
        arms: dict[Type, Arm] = {}
        for child in self._inheritance.children(schema):
            if child.key == schema.place.key:
                source = Source(
                    schema.place.at(BASE_SUFFIX.removeprefix("/")), (replace(schema, discriminator=None),)
                )
                self._registry.label(source.place, schema.place, "base")
            else:
                source = self._merger.body(child)
            type_ = Ref(self._registry.register(source))
            arms.setdefault(type_, Arm(words(child.name), type_, Match(())))
        self._remember_discriminator(schema, heading["id"])
        return _union(heading, list(arms.values()))


def _union(heading: dict[str, Any], arms: list[Arm]) -> Union:
    return Union(**heading, arms=tuple(arms), plan=Plan(Strategy.ORDERED, tuple(range(len(arms)))))


def _labels(arms: list[Source]) -> list[str]:
    """Tell the arms of a choice apart by what they say of themselves, or else by number."""
    names = [arm_words(arm.place.value) for arm in arms]
    return [
        name if name and names.count(name) == 1 else f"{name} option {index + 1}".strip()
        for index, name in enumerate(names)
    ]


def _by_type(schema: Schema) -> list[Source]:
    """Split a schema with several types into one schema for each."""
    names = [name for name in schema.types if not (name == "integer" and "number" in schema.types)]
    found = []
    for name in names:
        values = None if schema.values is None else [v for v in schema.values if enums.type_name(v) == name]
        one = replace(schema, types=(name,), values=values, nullable=False, docs=Docs(), ignored_rules=[])
        if values != []:
            found.append(Source(schema.place.at("type", name), (one,)))
    return found


def _is_null(shape: Schema) -> bool:
    """Whether an arm is null: by its type, or as an object without members, as 3.0 has to say it."""
    is_stand_in = shape.nullable and shape.closed and not shape.properties and not shape.ref
    return shape.values == [] or is_stand_in


def _is_rule(shape: Schema) -> bool:
    is_empty = not (
        shape.ref or shape.properties or shape.choices or shape.items or shape.extra or shape.closed
    )
    return is_empty and shape.values is None and bool(shape.required or shape.ignored_rules)
