"""Named types: what the templates print of objects, enums, unions and aliases."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

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
    TypeId,
    Union,
    Webhook,
)
from sdkgen.languages.go.text import can_be_tagged
from sdkgen.languages.go.types import GoTypes


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
    that an object does not list, if they are kept. `is_odd` says that names of members cannot be in tags.
    `tagged` are the arms that get what tells them apart.
    """

    of: NamedType
    name: str
    target: str = ""
    lines: tuple[LineView, ...] = ()
    extra: str = ""
    is_odd: bool = False
    values: tuple[tuple[str, str | float | bool, str], ...] = ()
    tagged: frozenset[str] = frozenset()
    imports: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class GoModels:
    """Makes views of named types. `files` are the types in which a file is one.

    `tags` are what tells an object from others, by its id and the member: what that is if it was left empty.
    """

    types: GoTypes
    names: Mapping[str, str]
    files: frozenset[str]
    tags: Mapping[TypeId, Mapping[str, str | int]]

    def view(self, named: NamedType) -> ModelView:
        """Decide how a named type is declared."""
        types = replace(self.types, imports=set[str](), has_files=named.id in self.files)
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
            is_odd=not all(can_be_tagged(each.wire) for each in named.fields),
            imports=types.imports,
        )
        types.imports.update(_needed(named, view))
        return view

    def _field(self, types: GoTypes, named: Object, each: Field) -> LineView:
        fill, value = self._fill(named, each)
        name = types.table.fields[named.id, each.wire]
        return LineView(each, name, types.field(each.type, each.presence), fill=fill, value=value)

    def _fill(self, named: Object, each: Field) -> tuple[str, str | float | bool]:
        resolved = self.types.api.resolve(each.type)
        if each.presence is not Presence.REQUIRED:
            return "", ""
        if isinstance(resolved, Const):
            return _constant(resolved)
        tag = self.tags.get(named.id, {}).get(each.wire)
        if tag is not None and self.types.holds(resolved, tag):
            return "default", tag
        if isinstance(resolved, Primitive):
            return "", ""
        is_list, is_map = self.types.is_list(each.type), self.types.is_map(each.type)
        return "list" if is_list else "map" if is_map else "", ""

    def _enum(self, named: Enum) -> ModelView:
        target = self.types.base(named)
        values = [str(each.value) if target == "string" else each.value for each in named.members]
        names = [self.names[f"member:{named.id}:{index}"] for index in range(len(values))]
        docs = [each.docs.strip() for each in named.members]
        shown = tuple(zip(names, values, docs, strict=True))
        return ModelView(named, self.types.table.types[named.id], target=target, values=shown)

    def _alias(self, types: GoTypes, named: Alias) -> ModelView:
        name, target = types.table.types[named.id], types.unboxed(named.target)
        return ModelView(named, name, target=target, imports=types.imports)

    def _union(self, types: GoTypes, named: Union) -> ModelView:
        types.imports |= {"core", "encoding/json"}
        lines = tuple(
            LineView(arm, types.table.arms[named.id, index], types.unboxed(arm.type))
            for index, arm in enumerate(named.arms)
        )
        tagged = frozenset(
            line.name for line, arm in zip(lines, named.arms, strict=True) if self._is_tagged(named, arm)
        )
        name = types.table.types[named.id]
        return ModelView(named, name, lines=lines, tagged=tagged, imports=types.imports)

    def _is_tagged(self, named: Union, arm: Arm) -> bool:
        """Whether an arm may lack the member that tells arms apart."""
        known = self.types.api.object(arm.type)
        if known is None or not arm.match.tags:
            return False
        own = next((each for each in known.fields if each.wire == named.plan.property), None)
        is_constant = own is not None and isinstance(own.type, Const)
        return not is_constant and (own is None or self._fill(known, own) != ("default", arm.match.tags[0]))


def _extra(types: GoTypes, named: Object) -> str:
    is_seen = named.in_answers or not named.in_requests
    if named.openness is Openness.CLOSED or (named.openness is Openness.UNSTATED and not is_seen):
        return ""
    if named.extra:
        return types.write(named.extra)
    types.imports.add("encoding/json")
    return "json.RawMessage"


def _needed(named: Object, view: ModelView) -> set[str]:
    """Return the packages that the methods of an object need."""
    fills = {each.fill for each in view.lines if each.fill}
    has_secrets = any(each.secret for each in named.fields)
    needs = {
        "core": bool(view.extra or view.is_odd or fills & {"list", "map"} or has_secrets),
        "cmp": "default" in fills,
        "encoding/json": bool(fills and not view.extra and not view.is_odd),
        "log/slog": has_secrets,
    }
    return {path for path, is_needed in needs.items() if is_needed}


def _constant(constant: Const) -> tuple[str, str | float | bool]:
    if isinstance(constant.value, bool):
        return "constant", constant.value
    return ("default" if constant.value else ""), constant.value
