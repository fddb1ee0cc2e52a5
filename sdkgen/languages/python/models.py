"""Models: the facts that declarations of named types are printed from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sdkgen.ir import (
    Alias,
    Api,
    Arm,
    Const,
    Enum,
    Field,
    Match,
    NamedType,
    Object,
    Openness,
    Ref,
    Strategy,
    Union,
)
from sdkgen.languages.python.text import collection, documentation, literal, quote
from sdkgen.languages.python.types import Import, PythonTypes, imports
from sdkgen.name_table import NameTable


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field; `wire` is empty where it travels by its own name."""

    name: str
    type: str
    default: str
    wire: str
    is_secret: bool
    docs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberView:
    """A value of an enum."""

    name: str
    value: str
    docs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArmView:
    """One possibility of a union: its type, and how it is recognised, each as it is written."""

    type: str
    rules: tuple[tuple[str, str], ...]
    constants: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class ModelView:
    """A declaration of the kind `object`, `enum`, `union` or `alias`, and what that kind has."""

    name: str
    kind: str
    docs: tuple[str, ...]
    fields: tuple[FieldView, ...] = ()
    extra: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    base: str = ""
    members: tuple[MemberView, ...] = ()
    type: str = ""
    arms: tuple[ArmView, ...] = ()
    property: str = ""


@dataclass(slots=True)
class PythonModels:
    """Decides how all named types are declared."""

    api: Api
    names: NameTable
    circular: frozenset[str]
    needs: set[tuple[str, str]] = field(default_factory=set)

    def all(self) -> list[ModelView]:
        """Return the declarations in the order of the document."""
        tags = dict(self._tags())
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

    def _docs(self, named: NamedType) -> tuple[str, ...]:
        lines = documentation(named.docs, f"{named.name.capitalize()}.")
        return (*lines, "", "Deprecated.") if named.deprecated else lines

    def _object(self, named: Object, tags: dict[str, Any]) -> ModelView:
        names = frozenset(self.names.fields[named.id, each.wire] for each in named.fields)
        types = self._types(names)
        types.need(".models", "Model")
        own = {each.wire for each in named.fields}
        extra = named.extra if named.openness is Openness.TYPED else None
        if extra:
            types.need(".models", "field")
        return ModelView(
            name=self.names.types[named.id],
            kind="object",
            docs=self._docs(named),
            fields=tuple(self._field(named, each, types, tags.get(each.wire)) for each in named.fields),
            extra=types.write(extra) if extra else "",
            tags=tuple((quote(name), literal(tag)) for name, tag in tags.items() if name not in own),
        )

    def _field(self, owner: Object, field_: Field, types: PythonTypes, tag: Any) -> FieldView:
        name = self.names.fields[owner.id, field_.wire]
        parts = [types.write(field_.type), *(["None"] if field_.nullable else [])]
        default = self._constant(field_, tag)
        if not field_.required:
            parts.append(types.need(".values", "Unset"))
            default = types.need(".values", "UNSET")
        if name != field_.wire or field_.secret:
            types.need(".models", "field")
        return FieldView(
            name=name,
            type=" | ".join(dict.fromkeys(parts)),
            default=default,
            wire=quote(field_.wire) if name != field_.wire else "",
            is_secret=field_.secret,
            docs=documentation(field_.docs, "Deprecated." if field_.deprecated else ""),
        )

    def _constant(self, field_: Field, tag: Any) -> str:
        """Return the only value of a required field, or the one that tells its object from others."""
        resolved = self.api.resolve(field_.type)
        if isinstance(resolved, Const):
            return literal(resolved.value)
        is_text = tag is not None and self._types().write(resolved) == "str"
        return literal(tag) if is_text else ""

    def _tags(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the objects that a discriminator tells apart, and what says so, if all unions agree."""
        found: dict[str, dict[str, list[Any]]] = {}
        for union in self.api.types.values():
            if isinstance(union, Union) and union.plan.strategy is Strategy.DISCRIMINATOR:
                for arm in union.arms:
                    target = self.api.resolve(arm.type)
                    if isinstance(target, Ref) and arm.match.tags:
                        tags = found.setdefault(target.id, {}).setdefault(union.plan.property, [])
                        tags.append(arm.match.tags[0])
        for id_, by_property in found.items():
            yield id_, {name: tags[0] for name, tags in by_property.items() if len(set(tags)) == 1}

    def _enum(self, named: Enum) -> ModelView:
        values = [each.value for each in named.members]
        base = next((each for each in (str, int) if all(isinstance(value, each) for value in values)), float)
        self._types().need(".values", "OpenEnum")
        return ModelView(
            name=self.names.types[named.id],
            kind="enum",
            docs=self._docs(named),
            base=base.__name__,
            members=tuple(
                MemberView(
                    self.names.members[named.id, index],
                    literal(each.value),
                    tuple(each.docs.replace("\\", "\\\\").replace('"', "'").splitlines()),
                )
                for index, each in enumerate(named.members)
            ),
        )

    def _alias(self, named: Alias) -> ModelView:
        types = self._types()
        for name in ("Annotated", "TypeAlias"):
            types.need("typing", name)
        types.need(".values", "Alias")
        text = types.any() if named.id in self.circular else types.write(named.target)
        return ModelView(self.names.types[named.id], "alias", self._docs(named), type=text)

    def _union(self, named: Union) -> ModelView:
        types = self._types()
        if named.id in self.circular or any(types.is_any(arm.type) for arm in named.arms):
            types.need("typing", "TypeAlias")
            return ModelView(self.names.types[named.id], "any", self._docs(named), type=types.any())
        for module, name in (
            ("typing", "Annotated"),
            ("typing", "TypeAlias"),
            (".values", "Arm"),
            (".values", "OneOf"),
        ):
            types.need(module, name)
        parts = [types.write(arm.type) for arm in named.arms]
        arms = tuple(_arm(named.arms[index], parts[index], types) for index in named.plan.order)
        return ModelView(
            name=self.names.types[named.id],
            kind="union",
            docs=self._docs(named),
            type=" | ".join(dict.fromkeys([*parts, types.need(".values", "Unrecognized")])),
            arms=arms,
            property=quote(named.plan.property) if named.plan.property else "",
        )


def _arm(arm: Arm, type_: str, types: PythonTypes) -> ArmView:
    match: Match = arm.match
    rules = {
        "json": match.json_types,
        "tags": match.tags,
        "literals": match.literals,
        "statuses": arm.statuses,
    }
    written = [(name, collection(values)) for name, values in rules.items() if values]
    if match.constants:
        types.need(".values", "Constant")
    return ArmView(
        type=type_,
        rules=(*written, *([("field", quote(match.field))] if match.field else [])),
        constants=tuple(
            (quote(each.property), collection(each.values), each.required) for each in match.constants
        ),
    )
