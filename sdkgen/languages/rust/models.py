"""The types of the document as the template prints them."""

from dataclasses import dataclass

from sdkgen.ir import (
    Alias,
    Api,
    Const,
    Enum,
    Field,
    Lowered,
    NamedType,
    Object,
    Openness,
    Presence,
    PrimitiveKind,
)
from sdkgen.languages.rust.text import comment, constant, documented, floating, literal
from sdkgen.languages.rust.typing import SECRET, VALUE, RustTypes

_MANY_ARGUMENTS = 7
_WHOLE = {PrimitiveKind.INTEGER, PrimitiveKind.INT32, PrimitiveKind.INT64}


@dataclass(frozen=True, slots=True)
class RustFieldView:
    """A field of a struct: `serde` is what its attribute says; `start` is its value in a new one."""

    name: str
    type: str
    docs: tuple[str, ...]
    serde: str
    deprecated: bool
    start: str


@dataclass(frozen=True, slots=True)
class ConstructorArgument:
    """An argument of a function."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class StructView:
    """A struct. `arguments` are those of its `new`, where `has_new` says that there is one."""

    name: str
    docs: tuple[str, ...]
    deprecated: bool
    derives: str
    fields: tuple[RustFieldView, ...]
    denies_unknown: bool
    extra: str
    has_new: bool
    arguments: tuple[ConstructorArgument, ...]
    is_long: bool
    has_default: bool
    kind: str = "struct"


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member of an enum."""

    name: str
    literal: str
    docs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EnumView:
    """An open enum over texts or whole numbers."""

    name: str
    docs: tuple[str, ...]
    deprecated: bool
    base: str
    members: tuple[MemberView, ...]
    kind: str = "enum"


@dataclass(frozen=True, slots=True)
class AliasView:
    """Another name for a type, or a struct around it where it leads back to itself."""

    name: str
    docs: tuple[str, ...]
    deprecated: bool
    target: str
    kind: str


class Structs:
    """Makes views of objects, enums and aliases."""

    def __init__(self, api: Api, types: RustTypes) -> None:
        self._api = api
        self._types = types
        self._name_table = types.name_table

    def object(self, named: Object) -> StructView:
        """Decide how an object is written."""
        has_extra = named.in_answers or not named.in_requests or named.openness is Openness.TYPED
        fields = tuple(self._field(named, field) for field in named.fields)
        asked = tuple(
            ConstructorArgument(view.name, _argument(view.type, self._types.is_text(field.type)))
            for field, view in zip(named.fields, fields, strict=True)
            if field.required and not _preset(field) and field.presence is Presence.REQUIRED
        )
        has_new = named.in_requests
        plain = has_new and not any(field.required for field in named.fields)
        derives = "Clone, Debug, Default, PartialEq" if plain else "Clone, Debug, PartialEq"
        return StructView(
            name=self._name_table.types[named.id],
            docs=documented(named.docs),
            deprecated=named.deprecated,
            derives=f"{derives}, Serialize, Deserialize",
            fields=fields,
            denies_unknown=not has_extra and named.openness is Openness.CLOSED,
            extra=self._extra(named) if has_extra else "",
            has_new=has_new and not plain,
            arguments=asked,
            is_long=len(asked) > _MANY_ARGUMENTS,
            has_default=has_new and not plain and not asked,
        )

    def _extra(self, named: Object) -> str:
        if named.extra is None or self._types.write(named.extra) == VALUE:
            return "runtime::Extra"
        return f"std::collections::BTreeMap<String, {self._types.write(named.extra)}>"

    def _field(self, owner: Object, field: Field) -> RustFieldView:
        name = self._name_table.fields[owner.id, field.wire]
        written = self._types.field(owner, field)
        rename = [f"rename = {literal(field.wire)}"] if name != field.wire else []
        serde = [*rename, *_skips(written, field)]
        return RustFieldView(
            name=name,
            type=written,
            docs=documented(field.docs, _always(field)),
            serde=", ".join(serde),
            deprecated=field.deprecated,
            start=_start(field, name, written, self._types.is_text(field.type)),
        )

    def enum(self, named: Enum) -> EnumView | AliasView:
        """Decide how an enum is written; one over neither texts nor whole numbers is lowered to its base."""
        distinct = {(type(member.value), member.value): member for member in named.members}.values()
        name, docs = self._name_table.types[named.id], documented(named.docs)
        if not is_expressible(named):
            target = VALUE if named.base.kind is PrimitiveKind.ANY else self._types.write(named.base)
            return AliasView(name, docs, named.deprecated, target, "alias")
        members = tuple(
            MemberView(
                self._name_table.members[named.id, index],
                constant(member.value),
                documented_member(member.docs),
            )
            for index, member in enumerate(distinct)
        )
        base = "String" if isinstance(named.members[0].value, str) else "i64"
        return EnumView(name, docs, named.deprecated, base, members)

    def alias(self, named: Alias) -> AliasView:
        """Decide how another name for a type is written."""
        kind = "newtype" if named.recursive else "alias"
        name, target = self._name_table.types[named.id], self._types.write(named.target)
        return AliasView(name, documented(named.docs), named.deprecated, target, kind)

    def lowered(self, types: list[NamedType]) -> tuple[Lowered, ...]:
        """Count what could not be kept."""
        enums = [named for named in types if isinstance(named, Enum) and not is_expressible(named)]
        return (Lowered("RUST001", "an enum over several kinds of values", len(enums)),) if enums else ()


def documented_member(text: str) -> tuple[str, ...]:
    """Return the comment of a member of an enum."""
    return comment(text)


def is_expressible(named: Enum) -> bool:
    """Whether an enum is one over texts, or one over whole numbers."""
    values = [member.value for member in named.members]
    is_text = all(isinstance(value, str) for value in values)
    is_whole = all(type(value) is int for value in values) and named.base.kind in _WHOLE
    return bool(values) and (is_text or is_whole)


def _preset(field: Field) -> bool:
    return isinstance(field.type, Const)


def fixed(type_: Const) -> str:
    """Write the one value of a type."""
    if isinstance(type_.value, str) or type_.kind is not PrimitiveKind.DOUBLE:
        return constant(type_.value)
    return floating(type_.value)


def _always(field: Field) -> str:
    return f"Always `{constant(field.type.value)}`." if isinstance(field.type, Const) else ""


def _skips(written: str, field: Field) -> list[str]:
    if written.startswith("runtime::Patch<"):
        return ["default", 'skip_serializing_if = "runtime::Patch::is_absent"']
    if field.presence is Presence.OPTIONAL:
        return ['skip_serializing_if = "Option::is_none"']
    return []


def _start(field: Field, name: str, written: str, is_text: bool) -> str:
    """Return the value of a field in a new struct."""
    if written.startswith("runtime::Patch<"):
        return f"{name}: runtime::Patch::Absent"
    if written.startswith("Option<") and field.presence is not Presence.REQUIRED:
        return f"{name}: None"
    if isinstance(field.type, Const):
        value = fixed(field.type)
        return f"{name}: {value}.to_owned()" if isinstance(field.type.value, str) else f"{name}: {value}"
    return f"{name}: {name}.into()" if is_text or written == SECRET else name


def _argument(written: str, is_text: bool) -> str:
    if written == SECRET:
        return f"impl Into<{SECRET}>"
    return "impl Into<String>" if is_text else written
