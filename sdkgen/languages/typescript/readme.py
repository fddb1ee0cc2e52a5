"""Examples for the README: operations that show what a client can do, with arguments that make sense."""

from dataclasses import dataclass, field
from typing import Any

from sdkgen.ir import Api, Array, Enum, Object, Operation, Primitive, Ref, Type
from sdkgen.ir import PrimitiveKind as Kind
from sdkgen.languages.typescript.naming import OwnNames
from sdkgen.name_table import NameTable
from sdkgen.showcase import DEMO, Showcase, TextChange, conflict_codes, first, permissions, title


@dataclass(frozen=True, slots=True)
class ReadmeExample:
    """A call of an operation with a body, and the code of an error that it may well end with."""

    operation: Operation
    title: str
    permissions: str
    body: dict[str, Any] = field(default_factory=dict)
    code: str = ""


class ReadmeExamples:
    """Chooses examples among the operations of an API."""

    def __init__(self, api: Api, names: NameTable, own: OwnNames) -> None:
        self._api = api
        self._names = names
        self._own = own
        self._showcase = Showcase(api)

    def all(self) -> dict[str, Any]:
        """Return the examples by what they show; some services have none."""
        return {
            "listing": first(_example, self._showcase.listings()),
            "simple": first(_example, self._showcase.reads()),
            "change": first(_update, self._showcase.changes()),
            "conflict": first(self._creation, self._showcase.conflicts()),
            "answered": self._model(),
        }

    def _model(self) -> str:
        """Return the name of a model that is answered, or nothing if there is none."""
        found = [each.success.type for each in self._api.operations]
        ids = [each.id for each in found if isinstance(each, Ref)]
        ids.sort(key=lambda id_: not isinstance(self._api.types[id_], Object))
        return self._names.types[ids[0]] if ids else ""

    def _creation(self, operation: Operation) -> ReadmeExample | None:
        codes = [code for code in conflict_codes(operation) or () if code in self._own.problems]
        if operation.primary is None or not codes:
            return None
        return _example(operation, self._sample(operation.primary.type), codes[0])

    def _sample(self, type_: Type | None, wire: str = "") -> Any:
        resolved = self._api.resolve(type_) if type_ else None
        if isinstance(resolved, Ref):
            return self._named(resolved)
        if isinstance(resolved, Array):
            return []
        is_text = isinstance(resolved, Primitive) and resolved.kind is Kind.STRING
        return DEMO.get(wire, "text") if is_text else 1

    def _named(self, type_: Ref) -> Any:
        named = self._api.types[type_.id]
        if isinstance(named, Object):
            return {each.wire: self._sample(each.type, each.wire) for each in named.fields if each.required}
        return named.members[0].value if isinstance(named, Enum) and named.members else {}


def _update(change: TextChange) -> ReadmeExample:
    return _example(change.operation, {change.field.wire: change.value})


def _example(operation: Operation, body: dict[str, Any] | None = None, code: str = "") -> ReadmeExample:
    return ReadmeExample(operation, title(operation), permissions(operation), body or {}, code)
