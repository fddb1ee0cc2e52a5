"""What READMEs show: operations that make good examples, best first, and the values they are called with.

First comes what anyone may do, last what needs permissions.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sdkgen.ir import Api, ContentKind, Field, Object, Operation, Primitive, PrimitiveKind

DEMO = {
    "email": "ada@example.com",
    "username": "ada",
    "password": "Analytical-Engine-1",
    "full_name": "Ada Lovelace",
}
_IDENTITIES = {"email", "username"}
_CONFLICT = "409"
_LONGEST_TITLE = 80

_Candidate = TypeVar("_Candidate")
_Sample = TypeVar("_Sample")


@dataclass(frozen=True, slots=True)
class Creation:
    """A call that sends something new, if texts are all that it takes, and the codes of its conflicts."""

    operation: Operation
    body: Object
    texts: tuple[tuple[Field, str], ...]
    codes: tuple[str, ...]

    def known(self, names: Mapping[str, str]) -> str:
        """Return the name of its first conflict that has one."""
        return next((names[code] for code in self.codes if code in names), "")


@dataclass(frozen=True, slots=True)
class TextChange:
    """An update of one optional text."""

    operation: Operation
    body: Object
    field: Field
    value: str


def demo_text(field: Field) -> str:
    """Return a text for a field: of the demo account, else the document's example, else the field's name."""
    example = field.example.json if field.example else None
    return DEMO.get(field.wire) or (example if isinstance(example, str) else field.wire)


def title(operation: Operation) -> str:
    """Say on one short line what an operation does."""
    text = " ".join((operation.docs.summary or operation.id).split())
    is_plain = text.isprintable() and len(text) <= _LONGEST_TITLE and "*/" not in text
    return text.rstrip(".") if is_plain else operation.id


def permissions(operation: Operation) -> str:
    """Name the permissions that an operation needs, whichever credentials it gets; empty if none."""
    return ", ".join(f"`{scope}`" for scope in _scopes(operation))


def first(write: Callable[[_Candidate], _Sample | None], candidates: Iterable[_Candidate]) -> _Sample | None:
    """Return the first sample that can be written."""
    return next((sample for each in candidates if (sample := write(each))), None)


class Showcase:
    """The candidates for each kind of example."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._operations = [each for each in api.operations if not each.deprecated and _is_callable(each)]
        self._changes = {each.path: each for each in self._operations if each.method == "PATCH"}

    def reads(self) -> list[Operation]:
        """Return calls that read something, those first that can be changed as well."""
        found = [
            each
            for each in self._operations
            if each.method == "GET"
            and each.body is None
            and each.success.kind is ContentKind.JSON
            and not each.facts.pagination
        ]
        return _ranked(found, lambda each: (each.path not in self._changes, not each.facts.needs_auth))

    def changes(self) -> list[TextChange]:
        """Return updates of what can be read, by one optional text each."""
        readable = {each.path for each in self.reads()}
        found = [each for path, each in self._changes.items() if path in readable]
        return [change for each in _ranked(found, lambda _: ()) if (change := self._change(each))]

    def creations(self) -> list[Creation]:
        """Return calls that create something of texts that may be there already."""
        return [made for each in self.conflicts() if (made := self._creation(each))]

    def conflicts(self) -> list[Operation]:
        """Return calls that create something that may be there already."""
        found = [
            each for each in self._operations if each.method == "POST" and conflict_codes(each) is not None
        ]
        return _ranked(found, lambda each: (each.facts.needs_auth, "create" not in each.name.parts))

    def listings(self) -> list[Operation]:
        """Return lists that come in pages."""
        found = [each for each in self._operations if each.facts.pagination and each.body is None]
        return _ranked(found, lambda _: ())

    def _creation(self, operation: Operation) -> Creation | None:
        body = self._sent(operation)
        needed = [each for each in body.fields if each.required] if body else []
        texts = tuple((each, demo_text(each)) for each in needed if self.is_text(each) and not each.nullable)
        if body is None or not needed or len(texts) < len(needed) or not all(text for _, text in texts):
            return None
        return Creation(operation, body, texts, conflict_codes(operation) or ())

    def _sent(self, operation: Operation) -> Object | None:
        """Return the JSON object that a call sends."""
        content = operation.primary
        return self._api.object(content.type) if content and content.kind is ContentKind.JSON else None

    def _change(self, operation: Operation) -> TextChange | None:
        body = self._sent(operation)
        if body is None or operation.body is None or not operation.body.required:
            return None
        fields = [each for each in body.fields if not each.required]
        texts = [each for each in fields if self.is_text(each) and "password" not in each.wire]
        if len(fields) < len(body.fields) or not texts:
            return None
        chosen = min(
            texts, key=lambda each: (each.wire in _IDENTITIES, each.wire not in DEMO, not each.example)
        )
        return TextChange(operation, body, chosen, demo_text(chosen))

    def is_text(self, field: Field) -> bool:
        """Whether a field holds plain text."""
        resolved = self._api.resolve(field.type)
        return isinstance(resolved, Primitive) and resolved.kind is PrimitiveKind.STRING


def conflict_codes(operation: Operation) -> tuple[str, ...] | None:
    """Return the codes of an operation's conflicts; `None` if it has no conflict."""
    return next((each.codes for each in operation.answers if each.status == _CONFLICT), None)


def _ranked(found: list[Operation], key: Callable[[Operation], tuple[bool, ...]]) -> list[Operation]:
    return sorted(found, key=lambda each: (_is_restricted(each), *key(each)))


def _is_restricted(operation: Operation) -> bool:
    """Whether a way to authenticate needs scopes."""
    return bool(_scopes(operation))


def _scopes(operation: Operation) -> list[str]:
    return list(dict.fromkeys(scope for each in operation.security for use in each for scope in use.scopes))


def _is_callable(operation: Operation) -> bool:
    return not any(each.required for each in operation.parameters)
