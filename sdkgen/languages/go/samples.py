"""Samples for the README and the example: calls that are likely to be of interest, and compile."""

from dataclasses import dataclass

from sdkgen.ir import ContentKind, Field, In, Operation, Presence
from sdkgen.languages.go.literals import quote
from sdkgen.languages.go.operations import GoOperations, inside
from sdkgen.showcase import Showcase, TextChange, conflict_codes, demo_text, first, permissions, title


@dataclass(frozen=True, slots=True)
class SampleView:
    """A call: how it is written, what it does, what it needs, and the code of a conflict that it may meet."""

    call: str
    title: str
    permissions: str
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class GoSamples:
    """Calls to show, where the document has any."""

    creation: SampleView | None
    read: SampleView | None
    change: SampleView | None
    listing: SampleView | None


def go_samples(operations: GoOperations, package: str) -> GoSamples:
    """Choose calls that can be made without knowing anything."""
    return _Sampler(operations, package).choose()


class _Sampler:
    def __init__(self, operations: GoOperations, package: str) -> None:
        self._operations = operations
        self._types = operations.types
        self._names = operations.types.name_table
        self._package = package
        self._showcase = Showcase(operations.api)

    def choose(self) -> GoSamples:
        showcase = self._showcase
        return GoSamples(
            first(self._creation, showcase.creations()),
            first(self._read, showcase.reads()),
            first(self._change, showcase.changes()),
            first(self._listing, showcase.listings()),
        )

    def _sample(self, operation: Operation, name: str, *arguments: str, conflict: str = "") -> SampleView:
        group = self._names.groups[operation.group]
        call = f"client.{group}.{name}({', '.join(['ctx', *arguments])})"
        return SampleView(call, title(operation), permissions(operation), conflict)

    def _method(self, operation: Operation) -> str:
        return self._names.operations[operation.id]

    def _listing(self, operation: Operation) -> SampleView:
        params = f"&{self._package}.{self._operations.names[f'params:{operation.id}']}{{}}"
        given = [params] if inside(operation) else []
        return self._sample(operation, self._operations.names[f"all:{operation.id}"], *given)

    def _read(self, operation: Operation) -> SampleView | None:
        if operation.success.type is None:
            return None
        return self._sample(operation, self._method(operation), *(["nil"] if inside(operation) else []))

    def _change(self, change: TextChange) -> SampleView | None:
        operation, field = change.operation, change.field
        if operation.success.type is None:
            return None
        wrap = "Some" if field.presence is Presence.OPTIONAL else "Value"
        name = self._names.fields[change.body.id, field.wire]
        value = f"{self._package}.{wrap}({quote(change.value)})"
        body = f"{self._package}.{self._names.types[change.body.id]}{{{name}: {value}}}"
        params = ["nil"] if inside(operation) else []
        return self._sample(operation, self._method(operation), body, *params)

    def _creation(self, operation: Operation) -> SampleView | None:
        """Write a call that sends something new, if texts are all that it takes."""
        content = operation.body.contents[operation.body.primary] if operation.body else None
        body = self._types.object(content.type) if content and content.type else None
        if not content or content.kind is not ContentKind.JSON or body is None or operation.body is None:
            return None
        required = [each for each in body.fields if each.required]
        values = [self._text(each) for each in required]
        if operation.parameters_in(In.PATH) or inside(operation) or not required or not all(values):
            return None
        fields = ", ".join(
            f"{self._names.fields[body.id, each.wire]}: {value}"
            for each, value in zip(required, values, strict=True)
        )
        made = f"{self._package}.{self._names.types[body.id]}{{{fields}}}"
        made = made if operation.body.required else f"&{made}"
        return self._sample(operation, self._method(operation), made, conflict=self._conflict(operation))

    def _text(self, field: Field) -> str:
        return "" if field.nullable or not self._showcase.is_text(field) else quote(demo_text(field))

    def _conflict(self, operation: Operation) -> str:
        """Write the name of the first code of a conflict."""
        keys = [f"error:{code}" for code in conflict_codes(operation) or ()]
        names = [self._operations.names[key] for key in keys if key in self._operations.names]
        return f"{self._package}.{names[0]}" if names else ""
