"""Schemas: models as zod checks them, for those who want that."""

from dataclasses import dataclass

from sdkgen.ir import (
    Api,
    Arm,
    Array,
    Const,
    Enum,
    Field,
    Map,
    NamedType,
    Nullable,
    Object,
    Openness,
    Primitive,
    Strategy,
    Type,
    Union,
)
from sdkgen.ir import PrimitiveKind as Kind
from sdkgen.languages.typescript.shapes import INHERITED, recognition
from sdkgen.languages.typescript.text import WIDTH, Raw, literal, member_key, quote
from sdkgen.name_table import NameTable

_ENDING = "Schema"
_ANY = "z.unknown()"
_WHOLE = "make.whole()"
_PRIMITIVES = {
    Kind.STRING: "z.string()",
    Kind.DATE: "z.iso.date()",
    Kind.DATETIME: "z.iso.datetime({ offset: true })",
    Kind.UUID: "z.guid()",
    Kind.URI: "z.string()",
    Kind.DECIMAL: "z.string()",
    Kind.BYTES: "z.base64()",
    Kind.BINARY: _ANY,
    Kind.INTEGER: _WHOLE,
    Kind.INT32: _WHOLE,
    Kind.INT64: _WHOLE,
    Kind.FLOAT: "z.number()",
    Kind.DOUBLE: "z.number()",
    Kind.BOOLEAN: "z.boolean()",
    Kind.NULL: "z.null()",
    Kind.ANY: _ANY,
}


@dataclass(frozen=True, slots=True)
class ZodSchema:
    """The declaration of a schema, as it is printed."""

    name: str
    code: str


class Schemas:
    """Writes a schema for each named type. What is only ever sent is checked more strictly than answers."""

    def __init__(self, api: Api, name_table: NameTable, circular: frozenset[str]) -> None:
        self._api = api
        self._name_table = name_table
        self._circular = circular

    def all(self) -> list[ZodSchema]:
        """Return the schemas in the order of the document."""
        return [self._schema(named) for named in self._api.types.values()]

    def _schema(self, named: NamedType) -> ZodSchema:
        model = self._name_table.types[named.id]
        head = f"export const {model}{_ENDING}: z.ZodType<models.{model}> = /* @__PURE__ */ make.model(() =>"
        body = self._body(named)
        flat = f"{head} {body});"
        code = flat if len(flat) <= WIDTH and "\n" not in flat else f"{head}\n  {body},\n);"
        return ZodSchema(model + _ENDING, code + "\n")

    def _body(self, named: NamedType) -> str:
        if named.id in self._circular:
            return _ANY
        is_strict = named.in_requests and not named.in_answers
        if isinstance(named, Object):
            return self._object(named, is_strict=is_strict)
        if isinstance(named, Enum):
            return _enum(named, is_strict=is_strict)
        if isinstance(named, Union):
            return self._union(named, is_strict=is_strict)
        return self._text(named.target, is_strict=is_strict)

    def _text(self, type_: Type, *, is_strict: bool) -> str:
        if isinstance(type_, Primitive):
            return _PRIMITIVES[type_.kind]
        if isinstance(type_, Const):
            return f"{'z.literal' if is_strict else 'make.known'}({quote(type_.value)})"
        if isinstance(type_, Array):
            return f"z.array({self._text(type_.items, is_strict=is_strict)})"
        if isinstance(type_, Map):
            return f"z.record(z.string(), {self._text(type_.values, is_strict=is_strict)})"
        if isinstance(type_, Nullable):
            return f"{self._text(type_.inner, is_strict=is_strict)}.nullable()"
        return self._name_table.types[type_.id] + _ENDING

    def _object(self, named: Object, *, is_strict: bool) -> str:
        is_closed = is_strict and named.openness is Openness.CLOSED
        lines = [f"    {self._field(field, is_strict=is_strict)},\n" for field in named.fields]
        members = f"{{\n{''.join(lines)}  }}" if lines else "{}"
        if named.openness is Openness.TYPED and named.extra:
            return f"z.object({members}).catchall({self._text(named.extra, is_strict=is_strict)})"
        return f"{'z.strictObject' if is_closed else 'z.looseObject'}({members})"

    def _field(self, field: Field, *, is_strict: bool) -> str:
        # Members that every object inherits look as if they were there.
        text = _ANY if field.wire in INHERITED else self._text(field.type, is_strict=is_strict)
        text += ".nullable()" if field.nullable and text != _ANY else ""
        is_needed = field.required and (is_strict or not field.write_only)
        return f"{member_key(field.wire)}: {text}{'' if is_needed else '.optional()'}"

    def _union(self, named: Union, *, is_strict: bool) -> str:
        arms = [self._arm(named.arms[index], is_strict=is_strict) for index in named.plan.order]
        tag = f", {quote(named.plan.property)}" if named.plan.property else ""
        return f'make.choice("{_rest(named, is_strict=is_strict)}", [\n{"".join(arms)}  ]{tag})'

    def _arm(self, arm: Arm, *, is_strict: bool) -> str:
        schema = Raw(self._text(arm.type, is_strict=is_strict))
        return f"    {literal({'schema': schema, 'rules': recognition(arm)}, 4)},\n"


def _rest(named: Union, *, is_strict: bool) -> str:
    """Say what may be there in place of the arms: nothing, what no arm claims, or anything."""
    if is_strict:
        return "nothing"
    return "anything" if named.plan.strategy is Strategy.ORDERED else "unclaimed"


def _enum(named: Enum, *, is_strict: bool) -> str:
    values = [member.value for member in named.members]
    if is_strict and not named.open and values:
        return f"z.literal({literal(values, 2, used=60)})"
    return "z.string()" if all(isinstance(value, str) for value in values) else "z.number()"
