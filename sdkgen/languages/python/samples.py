"""Samples for the README and the example: calls that are likely to be of interest, and run."""

from dataclasses import dataclass
from typing import Any

from sdkgen.ir import Api, Object, Operation
from sdkgen.languages.python.naming import OwnNames
from sdkgen.name_table import NameTable
from sdkgen.showcase import Creation, Showcase, TextChange, first, permissions, title


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

    def _creation(self, new: Creation) -> Sample | None:
        """Return a call that sends something new, if what it may end with has a class."""
        texts = [(field.wire, text) for field, text in new.texts]
        error = new.known(self.own.problems)
        return self._sample(new.operation, new.body, *texts, error=error) if error else None
