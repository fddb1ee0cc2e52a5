"""Samples for the README and the example: calls that are likely to be of interest, and compile."""

from collections.abc import Mapping
from dataclasses import dataclass

from sdkgen.ir import Api, ContentKind, In, Object, Operation, Presence
from sdkgen.languages.go.operations import inside
from sdkgen.name_table import NameTable
from sdkgen.showcase import Showcase, TextChange, conflict_codes, demo_text, first, permissions, title

_WRAPPERS = {Presence.REQUIRED: "", Presence.OPTIONAL: "Some"}


@dataclass(frozen=True, slots=True)
class SampleView:
    """A call, what it does, what it needs, and the error that it may meet.

    `params` is the type of the parameters, if any are given; with `has_params` alone, nil is. `fields` are
    the name, wrapper and text of each member of the body.
    """

    of: Operation
    method: str
    title: str
    permissions: str
    has_params: bool
    params: str = ""
    body: str = ""
    fields: tuple[tuple[str, str, str], ...] = ()
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class GoSamples:
    """Calls to show, where the document has any."""

    creation: SampleView | None
    read: SampleView | None
    change: SampleView | None
    listing: SampleView | None


@dataclass(frozen=True, slots=True)
class Sampler:
    """Chooses calls that can be made without knowing anything."""

    api: Api
    table: NameTable
    names: Mapping[str, str]

    def choose(self) -> GoSamples:
        """Choose one of each kind."""
        showcase = Showcase(self.api)
        return GoSamples(
            first(lambda each: self._creation(showcase, each), showcase.creations()),
            first(lambda each: self._sample(each) if each.success.type else None, showcase.reads()),
            first(self._change, showcase.changes()),
            first(self._listing, showcase.listings()),
        )

    def _sample(
        self,
        operation: Operation,
        *,
        method: str = "",
        params: str = "",
        body: Object | None = None,
        texts: Mapping[str, tuple[str, str]] | None = None,
        conflict: str = "",
    ) -> SampleView:
        return SampleView(
            operation,
            method or self.table.operations[operation.id],
            title(operation),
            permissions(operation),
            bool(inside(operation)),
            params,
            self.table.types[body.id] if body else "",
            tuple((self.table.fields[body.id, wire], *text) for wire, text in (texts or {}).items() if body),
            conflict,
        )

    def _listing(self, operation: Operation) -> SampleView:
        params = self.names[f"params:{operation.id}"] if inside(operation) else ""
        return self._sample(operation, method=self.names[f"all:{operation.id}"], params=params)

    def _change(self, change: TextChange) -> SampleView | None:
        if change.operation.success.type is None:
            return None
        texts = {change.field.wire: (_WRAPPERS.get(change.field.presence, "Value"), change.value)}
        return self._sample(change.operation, body=change.body, texts=texts)

    def _creation(self, showcase: Showcase, operation: Operation) -> SampleView | None:
        """Write a call that sends something new, if texts are all that it takes."""
        content = operation.primary
        body = self.api.object(content.type) if content else None
        if body is None or not content or content.kind is not ContentKind.JSON:
            return None
        required = [each for each in body.fields if each.required]
        are_texts = all(showcase.is_text(each) and not each.nullable and demo_text(each) for each in required)
        if operation.parameters_in(In.PATH) or inside(operation) or not required or not are_texts:
            return None
        texts = {each.wire: ("", demo_text(each)) for each in required}
        return self._sample(operation, body=body, texts=texts, conflict=self._conflict(operation))

    def _conflict(self, operation: Operation) -> str:
        """Return the name of the first code of a conflict."""
        keys = (f"error:{code}" for code in conflict_codes(operation) or ())
        return next((self.names[key] for key in keys if key in self.names), "")
