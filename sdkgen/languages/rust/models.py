"""The types of the document as the template prints them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sdkgen.ir import (
    Alias,
    Api,
    Arm,
    Const,
    Enum,
    Field,
    Member,
    NamedType,
    Object,
    Openness,
    Presence,
    PrimitiveKind,
    Ref,
    Strategy,
    Type,
    Union,
)
from sdkgen.languages._parts import docs_lines
from sdkgen.languages.rust.typing import VALUE, RustTypes

_WRAPPERS = {"Option": "Option", "Patch": "runtime::Patch"}
_WHOLE = {PrimitiveKind.INTEGER, PrimitiveKind.INT32, PrimitiveKind.INT64}


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of a struct: a `bare` type in a `wrapper`, which is `Option`, `Patch` or nothing."""

    ir: Field
    name: str
    bare: str
    wrapper: str
    is_text: bool

    @property
    def type(self) -> str:
        """The type with its wrapper."""
        return f"{_WRAPPERS[self.wrapper]}<{self.bare}>" if self.wrapper else self.bare

    @property
    def constant(self) -> Const | None:
        """The only type that has a value of its own."""
        return self.ir.type if isinstance(self.ir.type, Const) else None

    @property
    def is_asked(self) -> bool:
        """Whether a new struct cannot be made without it."""
        return self.ir.presence is Presence.REQUIRED and self.constant is None


@dataclass(frozen=True, slots=True)
class StructView:
    """A struct; `extra` is the type of members that are not listed, where they are kept."""

    ir: Object
    name: str
    fields: tuple[FieldView, ...]
    extra: str
    kind: str = "struct"

    @property
    def asked(self) -> tuple[FieldView, ...]:
        """The fields that a new one needs."""
        return tuple(field for field in self.fields if field.is_asked)

    @property
    def has_new(self) -> bool:
        """Whether there is more to a new one than its defaults."""
        return self.ir.in_requests and not self.is_plain

    @property
    def is_plain(self) -> bool:
        """Whether everything in it can be left out by those who make one."""
        return self.ir.in_requests and not any(field.required for field in self.ir.fields)


@dataclass(frozen=True, slots=True)
class EnumView:
    """An open enum over texts or whole numbers, with the names of its members."""

    ir: Enum
    name: str
    base: str
    members: tuple[tuple[str, Member], ...]
    kind: str = "enum"


@dataclass(frozen=True, slots=True)
class AliasView:
    """Another name for a type, or a struct around it where it leads back to itself."""

    ir: Alias | Enum
    name: str
    target: str
    kind: str = "alias"


@dataclass(frozen=True, slots=True)
class ArmView:
    """An arm. `adds` is the tag that the union writes for an arm which does not know its own."""

    ir: Arm
    index: int
    name: str
    type: str
    converts: bool
    adds: str | float | None


@dataclass(frozen=True, slots=True)
class UnionView:
    """A choice of types; of kind `answers` if the status decides, else `union`."""

    ir: Union
    name: str
    arms: tuple[ArmView, ...]
    kind: str


ModelView = StructView | EnumView | AliasView | UnionView


class Models:
    """Makes views of named types."""

    def __init__(self, api: Api, types: RustTypes) -> None:
        self._api = api
        self._types = types
        self._name_table = types.name_table

    def model(self, named: NamedType) -> ModelView:
        """Decide how a type is written."""
        name = self._name_table.types[named.id]
        if isinstance(named, Object):
            return self._struct(named, name)
        if isinstance(named, Enum):
            return self._enum(named, name)
        if isinstance(named, Union):
            return self._union(named, name)
        kind = "newtype" if named.recursive else "alias"
        return AliasView(named, name, self._types.write(named.target), kind)

    def field(self, owner: Object, field: Field) -> FieldView:
        """Decide how a field is written."""
        name, wrapper = self._name_table.fields[owner.id, field.wire], self._types.wrapper(field)
        bare = self._types.kept(field.type, secret=field.secret)
        return FieldView(field, name, bare, wrapper, field.secret or self._types.is_text(field.type))

    def _struct(self, named: Object, name: str) -> StructView:
        fields = tuple(self.field(named, field) for field in named.fields)
        return StructView(named, name, fields, self._extra(named))

    def _extra(self, named: Object) -> str:
        if named.in_requests and not named.in_answers and named.openness is not Openness.TYPED:
            return ""
        values = self._types.write(named.extra) if named.extra else VALUE
        return "runtime::Extra" if values == VALUE else f"std::collections::BTreeMap<String, {values}>"

    def _enum(self, named: Enum, name: str) -> EnumView | AliasView:
        """One over neither texts nor whole numbers is lowered to its base."""
        if not is_expressible(named):
            return AliasView(named, name, self._types.write(named.base))
        distinct = {(type(member.value), member.value): member for member in named.members}.values()
        members = tuple(
            (self._name_table.members[named.id, index], member) for index, member in enumerate(distinct)
        )
        base = "String" if isinstance(named.members[0].value, str) else "i64"
        return EnumView(named, name, base, members)

    def _union(self, named: Union, name: str) -> UnionView:
        written = [self._types.write(arm.type) for arm in named.arms]
        arms = [
            ArmView(
                ir=arm,
                index=index,
                name=self._name_table.arms[named.id, index],
                type=written[index],
                converts=written.count(written[index]) == 1 and self._types.is_declared(arm.type),
                adds=self._adds(named, arm),
            )
            for index, arm in enumerate(named.arms)
        ]
        if named.plan.strategy is not Strategy.STATUS:
            return UnionView(named, name, tuple(arms), "union")
        arms.sort(key=lambda arm: "default" in arm.ir.statuses)
        return UnionView(named, name, tuple(arms), "answers")

    def _adds(self, named: Union, arm: Arm) -> str | float | None:
        is_tagged = named.plan.strategy is Strategy.DISCRIMINATOR and arm.match.tags
        if not is_tagged or self._knows(arm.type, named.plan.property, frozenset()):
            return None
        return arm.match.tags[0]

    def _knows(self, type_: Type, wire: str, seen: frozenset[str]) -> bool:
        """Whether a type has a member of its own with a name."""
        if not isinstance(type_, Ref) or type_.id in seen:
            return False
        target = self._api.types[type_.id]
        if isinstance(target, Object):
            return any(field.wire == wire for field in target.fields)
        if isinstance(target, Alias):
            return self._knows(target.target, wire, seen | {type_.id})
        arms = target.arms if isinstance(target, Union) else ()
        return bool(arms) and all(self._knows(arm.type, wire, seen | {type_.id}) for arm in arms)


def lines(model: ModelView) -> int:
    """Estimate how many lines a type takes."""
    length = 25 + docs_lines(model.ir.docs)
    if isinstance(model, StructView):
        return length + sum(7 + docs_lines(field.ir.docs) for field in model.fields)
    if isinstance(model, EnumView):
        return length + sum(2 + member.docs.count("\n") for _, member in model.members)
    arms = model.arms if isinstance(model, UnionView) else ()
    return length + sum(10 + docs_lines(arm.ir.docs) for arm in arms)


def lowered(types: Iterable[NamedType]) -> tuple[str, str, int]:
    """Count the enums that could not be kept."""
    enums = [named for named in types if isinstance(named, Enum) and not is_expressible(named)]
    return "RUST001", "an enum over several kinds of values", len(enums)


def is_expressible(named: Enum) -> bool:
    """Whether an enum is one over texts, or one over whole numbers."""
    values = [member.value for member in named.members]
    is_text = all(isinstance(value, str) for value in values)
    is_whole = all(type(value) is int for value in values) and named.base.kind in _WHOLE
    return bool(values) and (is_text or is_whole)
