"""Schemas to types: what has a name is declared, what has none is named after its place or written out."""

from typing import Any

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import (
    Alias,
    Array,
    Field,
    Map,
    NamedType,
    Nullable,
    Object,
    Openness,
    Presence,
    Primitive,
    PrimitiveKind,
    Ref,
    Type,
    TypeId,
)
from sdkgen.names import words
from sdkgen.normalise import enums
from sdkgen.normalise.choices import Choices
from sdkgen.normalise.merging import Merger
from sdkgen.normalise.primitives import ANY, NULL, primitive
from sdkgen.normalise.registry import Registry
from sdkgen.normalise.schema import Schema, Source
from sdkgen.spec import Node


class Lowering:
    """Makes types of schemas."""

    def __init__(self, merger: Merger, registry: Registry, diagnostics: Diagnostics) -> None:
        self._merger = merger
        self._registry = registry
        self._diagnostics = diagnostics
        self._choices = Choices(merger, registry, diagnostics, self.type_of)

    def declare(self, node: Node) -> TypeId:
        """Return the id of the type that a schema declares."""
        return self._registry.register(self._merger.body(node))

    def type_at(self, node: Node) -> Type:
        """Return the type of a schema as it stands in the document."""
        return self.type_of(Source.of(node))

    def type_of(self, source: Source) -> Type:
        """Return the type of a schema: written out, or a reference to a declaration."""
        schema = self._merger.flat(source)
        type_ = self._reference(schema.ref) if schema.ref else self._inline(schema, source)
        return Nullable(type_) if type_ not in {ANY, NULL} and self._merger.nullable(source) else type_

    def _reference(self, referrer: Node) -> Type:
        target = self._merger.target(referrer)
        return Ref(self.declare(target)) if target else ANY

    def _inline(self, schema: Schema, source: Source) -> Type:
        expression = self._expression(schema, is_named=False)
        return Ref(self._registry.register(source)) if expression is None else expression

    def _expression(self, schema: Schema, *, is_named: bool) -> Type | None:
        """Return a type that needs no declaration, or `None` where one is needed."""
        if schema.ignored_rules:
            rules = ", ".join(schema.ignored_rules)
            self._diagnostics.report("LOW004", schema.place, f"types cannot express {rules}")
        if schema.never:
            self._diagnostics.report("LOW009", schema.place, "nothing matches this schema")
            return ANY
        schema = self._choices.reduced(schema)
        if schema.choices or len(schema.types) > 1:
            return self._choices.expression(schema)
        if schema.values is not None:
            return self._value(schema, is_named=is_named)
        return self._structure(schema)

    def _value(self, schema: Schema, *, is_named: bool) -> Type | None:
        if not schema.values:
            return NULL
        const = enums.as_const(schema)
        if const and (schema.is_const or not is_named):
            return const
        if schema.types == ("boolean",):
            return Primitive(PrimitiveKind.BOOLEAN)
        return None

    def _structure(self, schema: Schema) -> Type | None:
        if schema.types == ("object",):
            if schema.properties or schema.closed:
                return None
            return Map(self.type_of(schema.extra) if schema.extra else ANY)
        if schema.types == ("array",):
            return Array(self._items(schema), schema.constraints.unique_items)
        return primitive(schema)

    def _items(self, schema: Schema) -> Type:
        if not schema.tuple_items:
            return self.type_of(schema.items) if schema.items else ANY
        types = dict.fromkeys(self.type_of(item) for item in schema.tuple_items)
        self._diagnostics.report("LOW002", schema.place, "a list with a type for each position")
        return next(iter(types)) if len(types) == 1 else ANY

    def declaration(self, id_: TypeId, source: Source) -> NamedType:
        """Make the declaration of a named type."""
        schema = self._merger.flat(source)
        heading = self._registry.heading(id_, schema)
        if schema.ref:
            return Alias(**heading, target=self._reference(schema.ref), constraints=schema.constraints)
        if schema.discriminator and not schema.choices and self._choices.has_children(schema):
            return self._choices.inherited(schema, heading)
        expression = self._expression(schema, is_named=True)
        if expression is not None:
            return Alias(**heading, target=expression, constraints=schema.constraints)
        return self._named(schema, heading)

    def _named(self, schema: Schema, heading: dict[str, Any]) -> NamedType:
        schema = self._choices.reduced(schema)
        if schema.choices or len(schema.types) > 1:
            return self._choices.declaration(schema, heading)
        if schema.values is not None:
            return enums.declaration(schema, heading)
        return self._object(schema, heading)

    def _object(self, schema: Schema, heading: dict[str, Any]) -> Object:
        missing = [name for name in schema.required if name not in schema.properties]
        if missing:
            names = ", ".join(missing)
            self._diagnostics.report("NORM005", schema.place, f"required but not described: {names}")
        fields = [self._field(schema, name, source) for name, source in schema.properties.items()]
        openness = Openness.CLOSED if schema.closed else Openness.TYPED if schema.extra else Openness.UNSTATED
        extra = self.type_of(schema.extra) if schema.extra and not schema.closed else None
        return Object(
            **heading, fields=tuple(field for field in fields if field), openness=openness, extra=extra
        )

    def _field(self, owner: Schema, name: str, source: Source) -> Field | None:
        schema = self._merger.flat(source)
        if schema.never:
            self._diagnostics.report("LOW009", source.place, f"the property {name!r} is forbidden")
            return None
        type_ = self.type_of(source)
        target = self._merger.flat_target(schema)
        return Field(
            wire=name,
            name=words(name),
            type=type_.inner if isinstance(type_, Nullable) else type_,
            presence=_presence(name in owner.required, isinstance(type_, Nullable)),
            docs=schema.docs,
            deprecated=schema.deprecated,
            read_only=schema.read_only or target.read_only,
            write_only=schema.write_only or target.write_only,
            default=schema.default,
            example=schema.example,
            constraints=schema.constraints,
        )


def _presence(required: bool, nullable: bool) -> Presence:
    if required:
        return Presence.NULLABLE if nullable else Presence.REQUIRED
    return Presence.OPTIONAL_NULLABLE if nullable else Presence.OPTIONAL
