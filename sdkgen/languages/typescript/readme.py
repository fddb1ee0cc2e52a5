"""Examples for the README: operations that show what a client can do, with arguments that make sense."""

from dataclasses import dataclass

from sdkgen.book import Book
from sdkgen.ir import Api, Array, Enum, Object, Operation, Primitive, Ref, Type
from sdkgen.ir import PrimitiveKind as Kind
from sdkgen.languages.typescript.naming import OwnNames
from sdkgen.languages.typescript.text import literal

_SAMPLES = {
    "email": "ada@example.com",
    "username": "ada",
    "password": "correct-horse-battery-staple",
    "name": "example",
}
_CONFLICT = "409"


@dataclass(frozen=True, slots=True)
class Example:
    """A call, and what it shows: `error` is the class of an error that it may well end with."""

    id: str
    call: str
    function: str
    module: str
    arguments: str
    has_value: bool
    error: str = ""
    code: str = ""


class Examples:
    """Chooses examples among the operations of an API."""

    def __init__(self, api: Api, book: Book, own: OwnNames) -> None:
        self._api = api
        self._book = book
        self._own = own

    def listing(self) -> Example | None:
        """Return a list that needs no arguments."""
        found = [each for each in self._api.operations if each.facts.pagination and _is_plain(each)]
        found = [each for each in found if each.body is None]
        return self._example(found[0]) if found else None

    def simple(self) -> Example | None:
        """Return a call that needs no arguments and changes nothing."""
        found = [each for each in self._api.operations if each.method == "GET" and _is_plain(each)]
        found.sort(key=_simplicity)
        return self._example(found[0]) if found else None

    def conflict(self) -> Example | None:
        """Return a call that creates something, which may be there already."""
        listing = next((each for each in self._api.operations if each.facts.pagination), None)
        found = [each for each in self._api.operations if _is_creation(each) and self._codes(each)]
        found.sort(key=lambda each: listing is None or each.group != listing.group)
        return self._example(found[0], self._codes(found[0])[0]) if found else None

    def model(self) -> str:
        """Return the name of a model that is answered, or nothing if there is none."""
        found = [each.success.type for each in self._api.operations]
        ids = [each.id for each in found if isinstance(each, Ref)]
        ids.sort(key=lambda id_: not isinstance(self._api.types[id_], Object))
        return self._book.types[ids[0]] if ids else ""

    def _codes(self, operation: Operation) -> list[str]:
        codes = [code for answer in operation.answers if answer.status == _CONFLICT for code in answer.codes]
        return [code for code in codes if code in self._own.problems]

    def _example(self, operation: Operation, code: str = "") -> Example:
        group, name = self._book.groups[operation.group], self._book.operations[operation.id]
        return Example(
            id=operation.id,
            call=f"client.{group}.{name}",
            function=self._own.functions[operation.id],
            module=group,
            arguments=literal(self._sample(operation.body.contents[0].type)) if operation.body else "",
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
        return _SAMPLES.get(wire, "text") if is_text else 1


def _simplicity(operation: Operation) -> tuple[bool, ...]:
    """Put first what shows most with least."""
    facts = operation.facts
    return operation.deprecated, facts.pagination is not None, not facts.needs_auth


def _is_plain(operation: Operation) -> bool:
    return not any(each.required for each in operation.parameters)


def _is_creation(operation: Operation) -> bool:
    return operation.method == "POST" and operation.body is not None and _is_plain(operation)
