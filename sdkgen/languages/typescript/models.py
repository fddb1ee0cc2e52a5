"""Models: the declarations of named types."""

from dataclasses import dataclass

from sdkgen.ir import (
    Alias,
    Api,
    Arm,
    Const,
    Enum,
    Field,
    NamedType,
    Object,
    Openness,
    Plan,
    Presence,
    Ref,
    Strategy,
    Type,
    Union,
)
from sdkgen.ir.walk import members
from sdkgen.languages.typescript.text import WIDTH, comment, doc_lines, key, quote, union
from sdkgen.languages.typescript.types import TypeScriptTypes, scalars
from sdkgen.name_table import NameTable

_TAGGED = {Strategy.DISCRIMINATOR, Strategy.CONSTANT}


@dataclass(frozen=True, slots=True)
class Model:
    """A declaration as it is printed, comment included. `is_value`: there is more than a type."""

    name: str
    code: str
    is_value: bool


class TypeScriptModels:
    """Writes all models of an API."""

    def __init__(self, api: Api, name_table: NameTable, types: TypeScriptTypes) -> None:
        self._api = api
        self._name_table = name_table
        self._types = types

    def all(self) -> list[Model]:
        """Return the models in the order of the document."""
        return [self._model(named) for named in self._api.types.values()]

    def imports(self) -> list[str]:
        """Return what the models need of the runtime."""
        named = self._api.types.values()
        found = scalars(type_ for each in named for type_ in members(each))
        found |= scalars(each.base for each in named if isinstance(each, Enum) and each.open)
        if any(isinstance(each, Union) and each.in_answers for each in named):
            found.add("Unrecognized")
        return sorted(found)

    def _model(self, named: NamedType) -> Model:
        name = self._name_table.types[named.id]
        head = comment(doc_lines(named.docs, deprecated=named.deprecated))
        if isinstance(named, Object):
            return Model(name, head + self._object(name, named), is_value=False)
        if isinstance(named, Enum):
            return Model(name, head + self._enum(name, named), is_value=True)
        code = f"export type {name} = "
        parts = self._union(named) if isinstance(named, Union) else [self._alias(named)]
        flat = f"{code}{' | '.join(parts)};\n"
        if len(flat) > WIDTH and len(parts) > 1:
            flat = code.rstrip() + "".join(f"\n  | {part}" for part in parts) + ";\n"
        return Model(name, head + flat, is_value=False)

    def _alias(self, named: Alias) -> str:
        return "unknown" if named.id in self._types.circular else self._types.text(named.target)

    def _union(self, named: Union) -> list[str]:
        if named.id in self._types.circular or any(self._types.is_unknown(arm.type) for arm in named.arms):
            return ["unknown"]
        parts = list(dict.fromkeys(self._arm(arm, named.plan) for arm in named.arms))
        if named.in_answers:
            tag = named.plan.property if named.plan.strategy in _TAGGED else ""
            parts.append(f"Unrecognized<{quote(tag)}>" if tag else "Unrecognized")
        return parts

    def _arm(self, arm: Arm, plan: Plan) -> str:
        """Write an arm so that its tag tells it apart, even where its own schema says less."""
        text = self._types.text(arm.type)
        resolved = self._api.resolve(arm.type)
        model = self._api.types[resolved.id] if isinstance(resolved, Ref) else None
        if plan.strategy is not Strategy.DISCRIMINATOR or not arm.match.tags or not isinstance(model, Object):
            return text
        own = [field.type for field in model.fields if field.wire == plan.property]
        if own and isinstance(own[0], Const):
            return text
        return f"({text} & {{ {key(plan.property)}: {union(map(quote, arm.match.tags))} }})"

    def _object(self, name: str, named: Object) -> str:
        if not named.fields and named.openness is Openness.CLOSED:
            return f"export type {name} = {{ [key: string]: never }};\n"
        lines = [self._field(field, named) for field in named.fields]
        if named.openness is Openness.TYPED:
            lines.append(f"  [key: string]: {self._extra(named)};\n")
        return f"export interface {name} {{\n{''.join(lines)}}}\n"

    def _field(self, field: Field, named: Object) -> str:
        default = f"@default {quote(field.default.json)}" if field.default else ""
        head = comment(doc_lines(field.docs, default, deprecated=field.deprecated), 2)
        mark = "" if field.required else "?"
        return f"{head}  {key(field.wire)}{mark}: {self._field_type(field, named)};\n"

    def _field_type(self, field: Field, named: Object) -> str:
        parts = [self._types.text(field.type)]
        if field.nullable:
            parts.append("null")
        if named.in_requests and not field.required:
            parts.append("undefined")
        return union(parts)

    def _extra(self, named: Object) -> str:
        """An index signature holds for the listed members as well, so it has to allow for them."""
        types: list[Type | None] = [named.extra, *(field.type for field in named.fields)]
        parts = [self._types.text(type_) for type_ in types]
        parts += ["null"] * any(field.nullable for field in named.fields)
        is_partial = any(
            field.presence in {Presence.OPTIONAL, Presence.OPTIONAL_NULLABLE} for field in named.fields
        )
        return union([*parts, *(["undefined"] if is_partial else [])])

    def _enum(self, name: str, named: Enum) -> str:
        base = "string" if all(isinstance(member.value, str) for member in named.members) else "number"
        lines = []
        for index, member in enumerate(named.members):
            lines.append(comment(tuple(member.docs.replace("*/", "*\\/").splitlines()), 2))
            lines.append(f"  {key(self._name_table.members[named.id, index])}: {quote(member.value)},\n")
        values = f"export const {name} = {{\n{''.join(lines)}}} as const;\n"
        known = f"(typeof {name})[keyof typeof {name}]"
        rest = f" | ({base} & {{}})" if named.in_answers or named.open else ""
        return f"{values}export type {name} = {known}{rest};\n"
