"""Models: named types, and what they are made of as it is written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sdkgen import ir
from sdkgen.languages._kit import TypeWriter
from sdkgen.languages.typescript.text import key, quote
from sdkgen.languages.typescript.types import TypeScriptTypes, union
from sdkgen.name_table import NameTable

_TAGGED = {ir.Strategy.DISCRIMINATOR, ir.Strategy.CONSTANT}


@dataclass(frozen=True, slots=True)
class Declared:
    """A named type: `parts` are the types of its fields or arms, the names of its members, or its target.

    `rest` is what there may be besides. A type that is checked strictly is one that is only ever sent.
    """

    name: str
    type: ir.NamedType
    parts: tuple[str, ...]
    rest: str = ""

    @property
    def is_strict(self) -> bool:
        """Whether nobody but the caller makes such values."""
        return self.type.in_requests and not self.type.in_answers


def parts_of(named: ir.NamedType, field: Callable[[ir.Field], str], writer: TypeWriter) -> Iterator[str]:
    """Yield what a type is made of as a writer has it, arms in the order in which they are tried."""
    if isinstance(named, ir.Object):
        yield from map(field, named.fields)
    elif isinstance(named, ir.Union):
        yield from (writer.write(named.arms[index].type) for index in named.plan.order)
    elif isinstance(named, ir.Alias):
        yield writer.write(named.target)


class Models:
    """Decides how named types are written."""

    def __init__(self, api: ir.Api, names: NameTable, circular: frozenset[ir.TypeId]) -> None:
        self._api = api
        self._names = names
        self._circular = circular
        self.types = TypeScriptTypes(names.types)

    def model(self, named: ir.NamedType) -> Declared:
        """Return how a type is written."""
        name = self._names.types[named.id]
        if isinstance(named, ir.Object):
            parts = tuple(self._field(field, named) for field in named.fields)
            return Declared(name, named, parts, self._extra(named))
        if isinstance(named, ir.Enum):
            return Declared(name, named, tuple(self._members(named)), _base(named))
        if self._is_unknown(named):
            return Declared(name, named, ("unknown",))
        if isinstance(named, ir.Alias):
            return Declared(name, named, (self.types.write(named.target),))
        arms = dict.fromkeys(self._arm(arm, named) for arm in named.arms)
        return Declared(name, named, tuple(arms), self._unrecognized(named))

    def _is_unknown(self, named: ir.Alias | ir.Union) -> bool:
        """Whether a type says nothing; a union with such a type does not, either."""
        arms = named.arms if isinstance(named, ir.Union) else ()
        return named.id in self._circular or any(self._is_any(arm.type) for arm in arms)

    def _is_any(self, type_: ir.Type) -> bool:
        resolved = self._api.resolve(type_)
        return isinstance(resolved, ir.Primitive) and resolved.kind is ir.PrimitiveKind.ANY

    def _unrecognized(self, named: ir.Union) -> str:
        if not named.in_answers:
            return ""
        tag = named.plan.property if named.plan.strategy in _TAGGED else ""
        return self.types.scalar("Unrecognized") + (f"<{quote(tag)}>" if tag else "")

    def _arm(self, arm: ir.Arm, named: ir.Union) -> str:
        """Write an arm so that its tag tells it apart, even where its own schema says less."""
        text, plan = self.types.write(arm.type), named.plan
        model = self._api.object(arm.type)
        if plan.strategy is not ir.Strategy.DISCRIMINATOR or not arm.match.tags or not model:
            return text
        if any(field.wire == plan.property and isinstance(field.type, ir.Const) for field in model.fields):
            return text
        return f"({text} & {{ {key(plan.property)}: {union(map(quote, arm.match.tags))} }})"

    def _field(self, field: ir.Field, named: ir.Object) -> str:
        null = ["null"] if field.nullable else []
        absent = ["undefined"] if named.in_requests and not field.required else []
        return union([self.types.write(field.type), *null, *absent])

    def _extra(self, named: ir.Object) -> str:
        """An index signature holds for the listed members as well, so it has to allow for them."""
        if named.openness is not ir.Openness.TYPED:
            return "never" if named.openness is ir.Openness.CLOSED and not named.fields else ""
        parts = [self.types.optional(named.extra), *(self.types.write(field.type) for field in named.fields)]
        null = ["null"] if any(field.nullable for field in named.fields) else []
        partial = {ir.Presence.OPTIONAL, ir.Presence.OPTIONAL_NULLABLE}
        absent = ["undefined"] if any(field.presence in partial for field in named.fields) else []
        return union([*parts, *null, *absent])

    def _members(self, named: ir.Enum) -> Iterator[str]:
        for index, _ in enumerate(named.members):
            yield key(self._names.members[named.id, index])


def is_text(named: ir.Enum) -> bool:
    """Whether all known values are texts."""
    return all(isinstance(member.value, str) for member in named.members)


def _base(named: ir.Enum) -> str:
    """Return the type of values that are not known yet, if there may be such."""
    base = "string" if is_text(named) else "number"
    return base if named.in_answers or named.open else ""
