"""Models: the facts that declarations of named types are printed from."""

from dataclasses import dataclass, field
from typing import Any

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
    Union,
    Value,
)
from sdkgen.languages._kit import tags_of
from sdkgen.languages.python.types import Import, Imported, PythonTypes, imports
from sdkgen.name_table import NameTable


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field: its only value is its default, if it has one."""

    name: str
    type: str
    field: Field
    default: Value | None


@dataclass(frozen=True, slots=True)
class ModelView:
    """A declaration of the kind `object`, `enum`, `union`, `alias` or `any`, and what that kind has.

    `extra` is the type of further fields, `tags` are constants that no field is for, `type` is what an alias
    or union stands for, and `arms` are the types of a union in the order they are tried in.
    """

    named: NamedType
    name: str
    kind: str
    fields: tuple[FieldView, ...] = ()
    extra: str = ""
    tags: tuple[tuple[str, Any], ...] = ()
    base: str = ""
    members: tuple[tuple[str, Member], ...] = ()
    type: str = ""
    arms: tuple[tuple[str, Arm], ...] = ()


@dataclass(slots=True)
class PythonModels:
    """Decides how all named types are declared."""

    api: Api
    names: NameTable
    circular: frozenset[str]
    needs: set[Imported] = field(default_factory=set)

    def all(self) -> list[ModelView]:
        """Return the declarations in the order of the document."""
        tags = tags_of(self.api)
        return [self._model(named, tags.get(named.id, {})) for named in self.api.types.values()]

    def imports(self) -> list[Import]:
        """Return what the declarations need."""
        return imports([each for each in self.needs if each[0] != "models"], ".")

    def _types(self, shadowed: frozenset[str] = frozenset()) -> PythonTypes:
        return PythonTypes(self.api, self.names, self.circular, shadowed, self.needs)

    def _model(self, named: NamedType, tags: dict[str, Any]) -> ModelView:
        if isinstance(named, Object):
            return self._object(named, tags)
        if isinstance(named, Enum):
            return self._enum(named)
        return self._union(named) if isinstance(named, Union) else self._alias(named)

    def _object(self, named: Object, tags: dict[str, Any]) -> ModelView:
        wires = [each.wire for each in named.fields]
        types = self._types(frozenset(self.names.fields[named.id, wire] for wire in wires))
        types.need(".models", "Model")
        extra = named.extra if named.openness is Openness.TYPED else None
        if extra:
            types.need(".models", "field")
        return ModelView(
            named=named,
            name=self.names.types[named.id],
            kind="object",
            fields=tuple(self._field(named, each, types, tags.get(each.wire)) for each in named.fields),
            extra=types.write(extra) if extra else "",
            tags=tuple((name, tag) for name, tag in tags.items() if name not in wires),
        )

    def _field(self, owner: Object, field_: Field, types: PythonTypes, tag: Any) -> FieldView:
        name = self.names.fields[owner.id, field_.wire]
        parts = [types.write(field_.type), *(["None"] if field_.nullable else [])]
        if not field_.required:
            types.need(".values", "UNSET")
            parts.append(types.need(".values", "Unset"))
        if name != field_.wire or field_.secret:
            types.need(".models", "field")
        return FieldView(name, " | ".join(dict.fromkeys(parts)), field_, self._constant(field_, tag))

    def _constant(self, field_: Field, tag: Any) -> Value | None:
        """Return the only value of a required field, or the one that tells its object from others."""
        resolved = self.api.resolve(field_.type)
        if isinstance(resolved, Const):
            return Value(resolved.value)
        is_text = isinstance(tag, str) and self._types().write(resolved) == "str"
        return Value(tag) if is_text else None

    def _enum(self, named: Enum) -> ModelView:
        values = [each.value for each in named.members]
        base = next((each for each in (str, int) if all(isinstance(value, each) for value in values)), float)
        self._types().need(".values", "OpenEnum")
        members = tuple(
            (self.names.members[named.id, index], each) for index, each in enumerate(named.members)
        )
        return ModelView(named, self.names.types[named.id], "enum", base=base.__name__, members=members)

    def _alias(self, named: Alias) -> ModelView:
        types = self._types()
        types.need("typing", "Annotated")
        types.need("typing", "TypeAlias")
        types.need(".values", "Alias")
        text = types.any() if named.id in self.circular else types.write(named.target)
        return ModelView(named, self.names.types[named.id], "alias", type=text)

    def _union(self, named: Union) -> ModelView:
        types, name = self._types(), self.names.types[named.id]
        types.need("typing", "TypeAlias")
        if named.id in self.circular or any(types.is_any(arm.type) for arm in named.arms):
            return ModelView(named, name, "any", type=types.any())
        types.need("typing", "Annotated")
        for needed in (
            "Arm",
            "OneOf",
            *(["Constant"] if any(arm.match.constants for arm in named.arms) else []),
        ):
            types.need(".values", needed)
        parts = [types.write(arm.type) for arm in named.arms]
        return ModelView(
            named,
            name,
            "union",
            type=" | ".join(dict.fromkeys([*parts, types.need(".values", "Unrecognized")])),
            arms=tuple((parts[index], named.arms[index]) for index in named.plan.order),
        )
