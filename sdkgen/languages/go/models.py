"""Named types: what the templates print of objects, enums, unions and aliases."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sdkgen.ir import (
    Alias,
    Arm,
    Const,
    Enum,
    Field,
    NamedType,
    Object,
    Openness,
    Parameter,
    Presence,
    Primitive,
    PrimitiveKind,
    Strategy,
    Union,
    Webhook,
)
from sdkgen.languages.go.types import GoTypes

_BASES = {
    PrimitiveKind.INTEGER: "int64",
    PrimitiveKind.INT32: "int32",
    PrimitiveKind.INT64: "int64",
    PrimitiveKind.FLOAT: "float64",
    PrimitiveKind.DOUBLE: "float64",
    PrimitiveKind.BOOLEAN: "bool",
}


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a struct, an argument, or a webhook: what it stands for, its name, and its type.

    `outside` is the type as other packages call it. `fill` says what a required member is when it was not
    given: an empty list or map, its constant, or, if it was left empty, a value.
    """

    of: Field | Arm | Parameter | Webhook
    name: str
    type: str
    outside: str = ""
    fill: str = ""
    value: str | float | bool = ""


@dataclass(frozen=True, slots=True)
class ModelView:
    """A declaration: a named type, and what Go calls the parts of it.

    `target` is what an alias stands for, or the type of an enum's values. `extra` is the type of the members
    that an object does not list, if they are kept. `tagged` are the arms that get what tells them apart.
    """

    of: NamedType
    name: str
    target: str = ""
    lines: tuple[LineView, ...] = ()
    extra: str = ""
    values: tuple[tuple[str, str | float | bool, str], ...] = ()
    tagged: frozenset[str] = frozenset()

    @property
    def is_by_status(self) -> bool:
        """Whether it is a union over the statuses of an answer."""
        return isinstance(self.of, Union) and self.of.plan.strategy is Strategy.STATUS

    @property
    def filled(self) -> tuple[LineView, ...]:
        """The lines that are filled in before an object is written."""
        return tuple(each for each in self.lines if each.fill)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The members that must not be shown."""
        fields = self.of.fields if isinstance(self.of, Object) else ()
        return tuple(each.wire for each in fields if each.secret)


@dataclass(frozen=True, slots=True)
class GoModels:
    """Makes views of the named types of one file. `files` are the types in which a file is one."""

    types: GoTypes
    names: Mapping[str, str]
    files: frozenset[str]

    def view(self, named: NamedType) -> ModelView:
        """Decide how a named type is declared."""
        types = replace(self.types, has_files=named.id in self.files)
        if isinstance(named, Object):
            return self._object(types, named)
        if isinstance(named, Enum):
            return self._enum(named)
        return self._union(types, named) if isinstance(named, Union) else self._alias(types, named)

    def _object(self, types: GoTypes, named: Object) -> ModelView:
        view = ModelView(
            named,
            types.table.types[named.id],
            lines=tuple(self._field(types, named, each) for each in named.fields),
            extra=_extra(types, named),
        )
        types.imports.update(_needed(view))
        return view

    def _field(self, types: GoTypes, named: Object, each: Field) -> LineView:
        fill, value = self._fill(types, each)
        name = types.table.fields[named.id, each.wire]
        return LineView(each, name, types.field(each.type, each.presence), fill=fill, value=value)

    def _fill(self, types: GoTypes, each: Field) -> tuple[str, str | float | bool]:
        resolved = types.api.resolve(each.type)
        if each.presence is not Presence.REQUIRED:
            return "", ""
        if isinstance(resolved, Const):
            return _constant(resolved)
        if isinstance(resolved, Primitive):
            return "", ""
        return "list" if types.is_list(each.type) else "map" if types.is_map(each.type) else "", ""

    def _enum(self, named: Enum) -> ModelView:
        is_text = named.base.kind not in _BASES
        return ModelView(
            named,
            self.types.table.types[named.id],
            target=_BASES.get(named.base.kind, "string"),
            values=tuple(
                (
                    self.names[f"member:{named.id}:{index}"],
                    str(each.value) if is_text else each.value,
                    each.docs.strip(),
                )
                for index, each in enumerate(named.members)
            ),
        )

    def _alias(self, types: GoTypes, named: Alias) -> ModelView:
        return ModelView(named, types.table.types[named.id], target=types.unboxed(named.target))

    def _union(self, types: GoTypes, named: Union) -> ModelView:
        types.imports |= {"core", "encoding/json"}
        lines = tuple(
            LineView(arm, types.table.arms[named.id, index], types.unboxed(arm.type))
            for index, arm in enumerate(named.arms)
        )
        tagged = frozenset(
            line.name for line, arm in zip(lines, named.arms, strict=True) if self._is_tagged(named, arm)
        )
        return ModelView(named, types.table.types[named.id], lines=lines, tagged=tagged)

    def _is_tagged(self, named: Union, arm: Arm) -> bool:
        """Whether an arm may lack the member that tells arms apart."""
        known = self.types.api.object(arm.type)
        fixed = {each.wire for each in known.fields if isinstance(each.type, Const)} if known else set()
        return bool(known and arm.match.tags and named.plan.property not in fixed)


def _extra(types: GoTypes, named: Object) -> str:
    is_seen = named.in_answers or not named.in_requests
    if named.openness is Openness.CLOSED or (named.openness is Openness.UNSTATED and not is_seen):
        return ""
    if named.extra:
        return types.write(named.extra)
    types.imports.add("encoding/json")
    return "json.RawMessage"


def _needed(view: ModelView) -> set[str]:
    """Return the packages that the methods of an object need."""
    fills = {each.fill for each in view.lines}
    needs = {
        "core": bool(view.extra or fills & {"list", "map"} or view.secrets),
        "cmp": "default" in fills,
        "encoding/json": bool(view.filled and not view.extra),
        "log/slog": bool(view.secrets),
    }
    return {path for path, is_needed in needs.items() if is_needed}


def _constant(constant: Const) -> tuple[str, str | float | bool]:
    if isinstance(constant.value, bool):
        return "constant", constant.value
    return ("default" if constant.value else ""), constant.value
