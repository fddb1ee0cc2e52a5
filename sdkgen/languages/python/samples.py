"""Samples for the README and the example: calls that are likely to be of interest, and run."""

from dataclasses import dataclass
from typing import Any

from sdkgen.ir import Api, ContentKind, Field, In, Object, Operation
from sdkgen.languages.python.naming import OwnNames
from sdkgen.name_table import NameTable
from sdkgen.showcase import Showcase, TextChange, conflict_codes, demo_text, first, permissions, title


@dataclass(frozen=True, slots=True)
class Sample:
    """A call: what it is, what it does, what it needs, and the model and its texts that it sends.

    `error` is the class of a conflict that it may well end with.
    """

    group: str
    method: str
    title: str
    permissions: str
    has_value: bool
    model: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class PythonSamples:
    """Chooses samples among the operations of an API."""

    api: Api
    names: NameTable
    own: OwnNames

    def context(self) -> dict[str, Any]:
        """Return one sample of each kind, where the document has any."""
        showcase = Showcase(self.api)
        return {
            "creation": first(self._creation, showcase.creations()),
            "simple": first(self._sample, showcase.reads()),
            "change": first(self._change, showcase.changes()),
            "listing": first(self._sample, showcase.listings()),
        }

    def _sample(
        self, operation: Operation, body: Object | None = None, *texts: tuple[str, str], error: str = ""
    ) -> Sample:
        return Sample(
            group=self.names.groups[operation.group],
            method=self.names.operations[operation.id],
            title=title(operation),
            permissions=permissions(operation),
            has_value=operation.success.type is not None or operation.success.kind is not None,
            model=self.names.types[body.id] if body else "",
            fields=tuple((self.names.fields[body.id, wire], text) for wire, text in texts) if body else (),
            error=error,
        )

    def _change(self, change: TextChange) -> Sample:
        return self._sample(change.operation, change.body, (change.field.wire, change.value))

    def _creation(self, operation: Operation) -> Sample | None:
        """Return a call that sends something new, if texts are all that it takes."""
        content = operation.primary
        body = self.api.object(content.type) if content and content.kind is ContentKind.JSON else None
        codes = [code for code in conflict_codes(operation) or () if code in self.own.problems]
        if body is None or operation.parameters_in(In.PATH) or not codes:
            return None
        needed = [each for each in body.fields if each.required]
        if not all(self._is_text(each) for each in needed):
            return None
        texts = [(each.wire, demo_text(each)) for each in needed]
        return self._sample(operation, body, *texts, error=self.own.problems[codes[0]])

    def _is_text(self, field: Field) -> bool:
        return not field.nullable and Showcase(self.api).is_text(field)
