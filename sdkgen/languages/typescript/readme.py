"""Examples for the README: operations that show what a client can do, with arguments that make sense."""

from dataclasses import dataclass

from sdkgen.ir import Api, Array, Enum, Object, Operation, Primitive, Ref, Type
from sdkgen.ir import PrimitiveKind as Kind
from sdkgen.languages.typescript.naming import OwnNames
from sdkgen.languages.typescript.text import literal
from sdkgen.name_table import NameTable
from sdkgen.showcase import DEMO, Showcase, TextChange, conflict_codes, first, permissions, title


@dataclass(frozen=True, slots=True)
class ReadmeExample:
    """A call, and what it shows: `error` is the class of an error that it may well end with."""

    id: str
    call: str
    title: str
    permissions: str
    function: str
    module: str
    arguments: str
    has_value: bool
    error: str = ""
    code: str = ""


class ReadmeExamples:
    """Chooses examples among the operations of an API."""

    def __init__(self, api: Api, name_table: NameTable, own: OwnNames) -> None:
        self._api = api
        self._name_table = name_table
        self._own = own
        self._showcase = Showcase(api)

    def listing(self) -> ReadmeExample | None:
        """Return a list that needs no arguments."""
        return first(self._example, self._showcase.listings())

    def simple(self) -> ReadmeExample | None:
        """Return a call that needs no arguments and changes nothing."""
        return first(self._example, self._showcase.reads())

    def change(self) -> ReadmeExample | None:
        """Return an update of what the simple call reads."""
        return first(self._update, self._showcase.changes())

    def conflict(self) -> ReadmeExample | None:
        """Return a call that creates something, which may be there already."""
        return first(self._creation, self._showcase.creations())

    def model(self) -> str:
        """Return the name of a model that is answered, or nothing if there is none."""
        found = [each.success.type for each in self._api.operations]
        ids = [each.id for each in found if isinstance(each, Ref)]
        ids.sort(key=lambda id_: not isinstance(self._api.types[id_], Object))
        return self._name_table.types[ids[0]] if ids else ""

    def _update(self, change: TextChange) -> ReadmeExample:
        return self._example(change.operation, literal({change.field.wire: change.value}))

    def _creation(self, operation: Operation) -> ReadmeExample | None:
        codes = [code for code in conflict_codes(operation) or () if code in self._own.problems]
        if operation.body is None or not codes:
            return None
        body = operation.body.contents[operation.body.primary]
        return self._example(operation, literal(self._sample(body.type)), codes[0])

    def _example(self, operation: Operation, arguments: str = "", code: str = "") -> ReadmeExample:
        group, name = self._name_table.groups[operation.group], self._name_table.operations[operation.id]
        return ReadmeExample(
            id=operation.id,
            call=f"client.{group}.{name}",
            title=title(operation),
            permissions=permissions(operation),
            function=self._own.functions[operation.id],
            module=group,
            arguments=arguments,
            has_value=operation.success.type is not None or operation.success.kind is not None,
            error=self._own.problems.get(code, ""),
            code=code,
        )

    def _sample(self, type_: Type | None, wire: str = "") -> object:
        resolved = self._api.resolve(type_) if type_ else None
        if isinstance(resolved, Ref):
            named = self._api.types[resolved.id]
            if isinstance(named, Object):
                needed = [field for field in named.fields if field.required]
                return {field.wire: self._sample(field.type, field.wire) for field in needed}
            return named.members[0].value if isinstance(named, Enum) and named.members else {}
        if isinstance(resolved, Array):
            return []
        is_text = isinstance(resolved, Primitive) and resolved.kind is Kind.STRING
        return DEMO.get(wire, "text") if is_text else 1
