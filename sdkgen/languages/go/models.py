"""Named types: what the templates print of objects, enums, unions and aliases."""

from dataclasses import dataclass, replace

from sdkgen.ir import (
    Alias,
    Arm,
    Const,
    Constant,
    Enum,
    Field,
    Match,
    NamedType,
    Object,
    Openness,
    Presence,
    Primitive,
    PrimitiveKind,
    Strategy,
    Union,
)
from sdkgen.languages.go.expressions import GoTypes
from sdkgen.languages.go.hiding import is_secret
from sdkgen.languages.go.literals import (
    any_literal,
    anys,
    can_be_tagged,
    literal,
    quote,
    sentences,
    strings,
    tag,
    titled,
)

_CODING = "core. json."


@dataclass(frozen=True, slots=True)
class GoFieldView:
    """A line of a struct."""

    name: str
    type: str
    tag: str
    docs: str


@dataclass(frozen=True, slots=True)
class ModelView:
    """A declaration. `shape` says which macro prints it."""

    shape: str
    name: str
    docs: str
    target: str = ""
    fields: tuple[GoFieldView, ...] = ()
    extra: str = ""
    fills: tuple[str, ...] = ()
    secrets: str = ""
    arms: tuple[tuple[str, str], ...] = ()
    writes: tuple[str, ...] = ()
    in_order: str = "false"
    members: tuple[tuple[str, str, str], ...] = ()
    statuses: tuple[tuple[str, str], ...] = ()

    @property
    def code(self) -> str:
        """Return what decides which packages are needed."""
        methods = {"object": [self.extra, *self.fills], "union": [_CODING], "status": [_CODING]}
        types = [self.target, *(each.type for each in self.fields)]
        coded = ["core."] if self.shape == "object" and self.extra else []
        uncoded = ["json."] if self.shape == "object" and self.fills and not self.extra else []
        logged = ["slog. core."] if self.secrets else []
        return "\n".join([*types, *methods.get(self.shape, []), *coded, *uncoded, *logged])


@dataclass(slots=True)
class GoModels:
    """Makes views of named types, and counts what cannot be kept."""

    types: GoTypes
    constants: dict[str, str]
    files: frozenset[str]
    unwritable: int = 0

    def view(self, named: NamedType) -> ModelView:
        """Decide how a named type is declared."""
        if isinstance(named, Object):
            return self._object(named)
        if isinstance(named, Enum):
            return self._enum(named)
        return self._union(named) if isinstance(named, Union) else self._alias(named)

    def _types(self, named: NamedType) -> GoTypes:
        return replace(self.types, has_files=named.id in self.files)

    def _docs(self, named: NamedType, fallback: str) -> str:
        return titled(
            self.types.name_table.types[named.id], sentences(named.docs), named.deprecated, fallback
        )

    def _object(self, named: Object) -> ModelView:
        is_kept = named.openness is Openness.TYPED or (
            named.openness is Openness.UNSTATED and (named.in_answers or not named.in_requests)
        )
        extra = self._types(named).write(named.extra) if named.extra else "json.RawMessage"
        return ModelView(
            shape="object",
            name=self.types.name_table.types[named.id],
            docs=self._docs(named, "is an object of the service."),
            fields=tuple(self._field(named, each) for each in named.fields),
            extra=extra if is_kept else "",
            fills=tuple(fill for each in named.fields if (fill := self._fill(named, each))),
            secrets="".join(
                f", {quote(each.wire)}" for each in named.fields if is_secret(self.types.api, each)
            ),
        )

    def _field(self, named: Object, each: Field) -> GoFieldView:
        if not can_be_tagged(each.wire):
            self.unwritable += 1
        omit = not each.required
        docs = sentences(each.docs)
        if each.deprecated:
            docs = (docs + "\n\n" if docs else "") + "Deprecated: the service may drop it."
        name = self.types.name_table.fields[named.id, each.wire]
        return GoFieldView(
            name, self._types(named).field(each.type, each.presence), tag(each.wire, omit=omit), docs
        )

    def _fill(self, named: Object, each: Field) -> str:
        """Write what a required member is when it was not given: a constant, or an empty list."""
        name = f"v.{self.types.name_table.fields[named.id, each.wire]}"
        if each.presence is not Presence.REQUIRED:
            return ""
        resolved = self.types.api.resolve(each.type)
        if isinstance(resolved, Const):
            return self._constant(name, resolved)
        if isinstance(resolved, Primitive):
            return ""
        if self.types.is_list(each.type):
            return f"{name} = core.List({name})"
        return f"{name} = core.Map({name})" if self.types.is_map(each.type) else ""

    def _constant(self, name: str, constant: Const) -> str:
        if isinstance(constant.value, bool):
            return f"{name} = {literal(constant.value)}"
        return f"{name} = cmp.Or({name}, {literal(constant.value)})" if constant.value else ""

    def _enum(self, named: Enum) -> ModelView:
        return ModelView(
            shape="enum",
            name=self.types.name_table.types[named.id],
            docs=self._docs(
                named, "is one of several values. There may be others than the ones that are listed."
            ),
            target=_BASES.get(named.base.kind, "string"),
            members=tuple(
                (self.constants[f"member:{named.id}:{index}"], _member(named, each.value), each.docs.strip())
                for index, each in enumerate(named.members)
            ),
        )

    def _alias(self, named: Alias) -> ModelView:
        target = self._types(named).unboxed(named.target)
        return ModelView(
            shape="recursive" if named.recursive else "alias",
            name=self.types.name_table.types[named.id],
            docs=self._docs(named, f"is another word for {target}."),
            target=target,
        )

    def _union(self, named: Union) -> ModelView:
        name_table = self.types.name_table
        names = [name_table.arms[named.id, index] for index in range(len(named.arms))]
        by_status = named.plan.strategy is Strategy.STATUS
        return ModelView(
            shape="status" if by_status else "union",
            name=name_table.types[named.id],
            docs=self._docs(named, "is one of several types: one of its fields is set."),
            fields=tuple(
                GoFieldView(name, f"*{self._types(named).unboxed(arm.type)}", "", sentences(arm.docs))
                for name, arm in zip(names, named.arms, strict=True)
            ),
            in_order="true" if named.plan.strategy is Strategy.ORDERED else "false",
            arms=tuple((names[i], match(named.arms[i].match, named.plan.property)) for i in named.plan.order),
            writes=tuple(self._write(named, name, arm) for name, arm in zip(names, named.arms, strict=True)),
            statuses=tuple(
                (name, ", ".join(map(quote, arm.statuses)))
                for name, arm in zip(names, named.arms, strict=True)
            ),
        )

    def _write(self, named: Union, name: str, arm: Arm) -> str:
        """Write how an arm is encoded; one that may lack the member that tells arms apart gets it."""
        known = self.types.object(arm.type)
        property_ = named.plan.property
        fixed = [each.wire for each in known.fields if isinstance(each.type, Const)] if known else []
        if known and arm.match.tags and property_ not in fixed:
            return f"core.Tagged(v.{name}, {quote(property_)}, {any_literal(arm.match.tags[0])})"
        return f"v.{name}"


_BASES = {
    PrimitiveKind.INTEGER: "int64",
    PrimitiveKind.INT32: "int32",
    PrimitiveKind.INT64: "int64",
    PrimitiveKind.FLOAT: "float64",
    PrimitiveKind.DOUBLE: "float64",
    PrimitiveKind.BOOLEAN: "bool",
}


def _member(named: Enum, value: str | float) -> str:
    return quote(str(value)) if named.base.kind not in _BASES else literal(value)


def _constant(each: Constant) -> str:
    optional = "" if each.required else ", Optional: true"
    return f"{{Property: {quote(each.property)}, Values: {anys(each.values)}{optional}}}"


def match(test: Match, property_: str) -> str:
    """Write how an arm is recognised."""
    parts = [f"Types: {strings(test.json_types)}"]
    if test.tags:
        parts += [f"Property: {quote(property_)}", f"Tags: {anys(test.tags)}"]
    if test.constants and not test.tags:
        constants = map(_constant, test.constants)
        parts.append(f"Constants: []core.Constant{{{', '.join(constants)}}}")
    if test.field:
        parts.append(f"Field: {quote(test.field)}")
    if test.literals:
        parts.append(f"Literals: {anys(test.literals)}")
    return f"core.Match{{{', '.join(parts)}}}"
