"""`allOf` taken apart and put together again: what several schemas demand together, as one."""

from dataclasses import replace
from functools import reduce
from typing import Any

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Constraints, Docs
from sdkgen.normalise import enums
from sdkgen.normalise.dialect import Reader
from sdkgen.normalise.schema import COMPONENTS, Schema, Source
from sdkgen.spec import Bundle, Node

_LOWEST = ("maximum", "exclusive_maximum", "max_length", "max_items", "max_properties")
_HIGHEST = ("minimum", "exclusive_minimum", "min_length", "min_items", "min_properties")


class Merger:
    """Gives every schema its flat form: without `allOf`, and with `ref` only where nothing else is left."""

    def __init__(self, bundle: Bundle, reader: Reader, diagnostics: Diagnostics) -> None:
        self._bundle = bundle
        self._reader = reader
        self._diagnostics = diagnostics
        self._without_null: set[tuple[str, str]] = set()
        # Sources are kept with the results: their parts are told apart by identity, and have to stay alive.
        self._flat: dict[tuple[Any, ...], tuple[Source, Schema]] = {}
        self._active: dict[tuple[Any, ...], None] = {}
        self._stand_ins = self._find_stand_ins()

    def _find_stand_ins(self) -> dict[tuple[str, str], Node]:
        """Find schemas of other files that a component only refers to: they go by the component's name."""
        found: dict[tuple[str, str], Node] = {}
        for node in self.components():
            reference = node.value.get("$ref") if isinstance(node.value, dict) else None
            if isinstance(reference, str) and not reference.startswith("#"):
                target = self._bundle.resolve(node, reference)
                if target:
                    found.setdefault(target.key, node)
        return found

    def components(self) -> list[Node]:
        """Return the schemas that the document names."""
        components = self._bundle.entry_of(self._bundle.root, "components")
        schemas = self._bundle.entry_of(components, "schemas")
        return [node for _, node in self._bundle.kept(schemas)]

    def component(self, referrer: Node) -> Node | None:
        """Return the schema that the document gives the name at a place, if it does."""
        components = self._bundle.entry_of(self._bundle.root, "components")
        schemas = self._bundle.entry_of(components, "schemas")
        found = schemas.get(referrer.value) if schemas else None
        if found:
            self._bundle.lead(referrer, found)
        return found

    def extends(self, child: Node, base: Node) -> None:
        """Remember that a value of a base may be one of a child, whom the base does not name."""
        self._bundle.lead(base, child)

    def resolve(self, referrer: Node, reference: str) -> Node | None:
        """Return the schema that a text in the form of a reference stands for."""
        target = self._bundle.resolve(referrer, reference)
        return self._stand_ins.get(target.key, target) if target else None

    def target(self, referrer: Node) -> Node | None:
        """Return the schema that a reference stands for."""
        reference = referrer.value.get("$ref", referrer.value.get("$dynamicRef"))
        return self.resolve(referrer, reference)

    def body(self, node: Node) -> Source:
        """Return what a named schema consists of; a stand-in consists of what it stands for."""
        reference = node.value.get("$ref") if isinstance(node.value, dict) else None
        if isinstance(reference, str) and self._stand_ins:
            target = self._bundle.resolve(node, reference)
            if target and self._stand_ins.get(target.key) == node:
                return Source(node, (target,))
        return Source.of(node)

    def flat(self, source: Source) -> Schema:
        """Return the flat form of a schema."""
        key = source.key
        if key in self._flat:
            return self._flat[key][1]
        if key in self._active:
            self._diagnostics.report("NORM002", source.place, "the allOf refers back to itself")
            return Schema(source.place)
        self._active[key] = None
        self._flat[key] = (source, enums.tidy(self._flatten(source), self._diagnostics))
        del self._active[key]
        return self._flat[key][1]

    def flat_target(self, schema: Schema) -> Schema:
        """Follow a flat schema that is a reference to what it finally refers to."""
        seen: set[tuple[str, str]] = set()
        while schema.ref is not None and schema.ref.key not in seen:
            seen.add(schema.ref.key)
            target = self.target(schema.ref)
            if target is None:
                break
            schema = self.flat(self.body(target))
        return schema

    def nullable(self, source: Source) -> bool:
        """Whether null is among the values of a schema, be it by way of references or choices."""
        seen: set[tuple[str, str]] = set()
        found = self._nullable(source, seen)
        if not found:  # then nothing that it leads to has null
            self._without_null |= seen
        return found

    def _nullable(self, source: Source, seen: set[tuple[str, str]]) -> bool:
        schema = self.flat(source)
        if schema.nullable or schema.place.key in seen or schema.place.key in self._without_null:
            return schema.nullable
        seen.add(schema.place.key)
        if schema.ref is not None:
            target = self.target(schema.ref)
            return target is not None and self._nullable(self.body(target), seen)
        return any(self._nullable(arm, seen) for choice in schema.choices for arm in choice)

    def _flatten(self, source: Source) -> Schema:
        layers = [layer for part in source.parts for layer in self._layers(part)]
        if len(layers) == 1:
            return layers[0] if layers[0].place == source.place else replace(layers[0], place=source.place)
        references = [layer for layer in layers if layer.ref]
        is_bare = len(references) == 1 and not any(layer.has_shape for layer in layers)
        if is_bare and not self._is_variant(source.place, references[0]):
            bare = Schema(source.place, ref=references[0].ref)
            bare.constraints = reduce(_tightest, (layer.constraints for layer in layers))
            bare.nullable = any(layer.nullable for layer in layers)
            return _annotate(bare, layers)
        shapes = [shape for layer in layers if (shape := self._shape(layer, source.place))]
        return self._merge(source.place, shapes, layers)

    def _is_variant(self, place: Node, base: Schema) -> bool:
        """Whether a component is one of the things that a base with a discriminator can be."""
        is_component = place.pointer.startswith(COMPONENTS) and "/" not in place.pointer[len(COMPONENTS) :]
        return is_component and self.flat_target(base).discriminator is not None

    def _layers(self, part: Node | Schema) -> list[Schema]:
        """Return what applies together: the members of `allOf` first, what stands beside it last."""
        schema = part if isinstance(part, Schema) else self._reader.read(part)
        if schema.ref is not None and (schema.has_shape or schema.all_of):
            pure = Schema(schema.place, ref=schema.ref)
            return [pure, *self._layers(replace(schema, ref=None))]
        children = [layer for child in schema.all_of for layer in self._layers(child)]
        return [*children, replace(schema, all_of=[])] if children else [schema]

    def _shape(self, layer: Schema, place: Node) -> Schema | None:
        """Return what a layer demands, following references; a base leaves its discriminator behind."""
        if layer.ref is None:
            return layer if layer.types or layer.has_shape or layer.constraints != Constraints() else None
        shape = self.flat_target(layer)
        if shape.ref is not None:
            return None
        kept = [choice for choice in shape.choices if not self._lists(choice, place)]
        keeps_plan = bool(kept)
        return replace(shape, choices=kept, discriminator=shape.discriminator if keeps_plan else None)

    def _lists(self, choice: list[Source], place: Node) -> bool:
        """Whether a base names or contains the schema that extends it, as bases with a discriminator do."""
        if any(f"{place.pointer}/".startswith(f"{arm.place.pointer}/") for arm in choice):
            return True
        nodes = [
            arm.place for arm in choice if isinstance(arm.place.value, dict) and "$ref" in arm.place.value
        ]
        return any((target := self.target(node)) is not None and target.key == place.key for node in nodes)

    def _merge(self, place: Node, shapes: list[Schema], layers: list[Schema]) -> Schema:
        merged = shapes[0] if shapes else Schema(place)
        for shape in shapes[1:]:
            merged = self._both(place, merged, shape)
        nullable = bool(shapes) and all(shape.nullable for shape in shapes)
        own = layers[-1]
        return _annotate(replace(merged, place=place, nullable=nullable or own.nullable), layers)

    def _both(self, place: Node, one: Schema, other: Schema) -> Schema:
        return replace(
            one,
            place=place,
            types=self._common_types(place, one, other),
            never=one.never or other.never,
            values=self._common_values(place, one, other),
            is_const=one.is_const or other.is_const,
            value_names=one.value_names or other.value_names,
            value_docs=one.value_docs or other.value_docs,
            properties=_members(place, one.properties, other.properties),
            required={**one.required, **other.required},
            closed=one.closed or other.closed,
            extra=one.extra or other.extra,
            items=_together(place, "items", one.items, other.items),
            tuple_items=one.tuple_items or other.tuple_items,
            choices=[*one.choices, *other.choices],
            discriminator=one.discriminator or other.discriminator,
            format=one.format or other.format,
            encoding=one.encoding or other.encoding,
            media_type=one.media_type or other.media_type,
            constraints=_tightest(one.constraints, other.constraints),
            ignored_rules=[*one.ignored_rules, *other.ignored_rules],
        )

    def _common_types(self, place: Node, one: Schema, other: Schema) -> tuple[str, ...]:
        if not one.types or not other.types:
            return one.types or other.types
        common = tuple(name for name in one.types if name in other.types)
        if not common and {"integer", "number"} == {*one.types, *other.types}:
            return ("integer",)
        if not common:
            both = f"{' or '.join(one.types)} and {' or '.join(other.types)}"
            self._diagnostics.report("NORM001", place, f"allOf requires {both} at once")
        return common

    def _common_values(self, place: Node, one: Schema, other: Schema) -> list[Any] | None:
        if one.values is None or other.values is None:
            return one.values if one.values is not None else other.values
        common = [value for value in one.values if value in other.values]
        if not common:
            self._diagnostics.report(
                "NORM001", place, "allOf combines two enums that have no value in common"
            )
        return common or one.values


def _members(place: Node, one: dict[str, Source], other: dict[str, Source]) -> dict[str, Source]:
    merged = dict(one)
    for name, source in other.items():
        mine = merged.get(name)
        if mine is None or mine.place.key == source.place.key:
            merged[name] = source
        else:
            merged[name] = Source.joined(place.at("properties", name), mine, source)
    return merged


def _together(place: Node, step: str, one: Source | None, other: Source | None) -> Source | None:
    if one is None or other is None:
        return one or other
    return Source.joined(place.at(step), one, other)


def _tightest(one: Constraints, other: Constraints) -> Constraints:
    if one == other:
        return one
    changes: dict[str, Any] = {}
    for name in (*_LOWEST, *_HIGHEST):
        bounds = [bound for bound in (getattr(one, name), getattr(other, name)) if bound is not None]
        changes[name] = (min if name in _LOWEST else max)(bounds) if bounds else None
    return Constraints(
        **changes,
        multiple_of=one.multiple_of or other.multiple_of,
        pattern=one.pattern or other.pattern,
        unique_items=one.unique_items or other.unique_items,
    )


def _annotate(schema: Schema, layers: list[Schema]) -> Schema:
    """Gather what is said about a schema; what stands nearest to it comes first."""
    near = [layers[-1], *layers[:-1]] if layers else []
    return replace(
        schema,
        docs=Docs(
            next((layer.docs.summary for layer in near if layer.docs.summary), ""),
            next((layer.docs.description for layer in near if layer.docs.description), ""),
            next((layer.docs.url for layer in near if layer.docs.url), ""),
        ),
        deprecated=any(layer.deprecated for layer in near),
        read_only=any(layer.read_only for layer in near),
        write_only=any(layer.write_only for layer in near),
        default=next((layer.default for layer in near if layer.default), None),
        example=next((layer.example for layer in near if layer.example), None),
    )
