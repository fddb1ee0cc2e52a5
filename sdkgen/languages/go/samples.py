"""Samples for the README and the example: calls that are likely to be of interest, and compile."""

from collections.abc import Mapping
from dataclasses import dataclass

from sdkgen.ir import Api, ContentKind, Field, In, Object, Operation, Presence
from sdkgen.languages.go.operations import inside
from sdkgen.showcase import Showcase, TextChange, conflict_codes, demo_text, first


@dataclass(frozen=True, slots=True)
class SampleView:
    """A call: what it sends, as fields with the function around each text, and the error that it may meet."""

    of: Operation
    body: Object | None = None
    texts: tuple[tuple[Field, str, str], ...] = ()
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class Sampler:
    """Chooses calls that can be made without knowing anything."""

    api: Api
    names: Mapping[str, str]

    def choose(self) -> dict[str, SampleView | None]:
        """Choose one of each kind."""
        showcase = Showcase(self.api)
        return {
            "creation": first(lambda each: self._creation(showcase, each), showcase.creations()),
            "read": first(lambda each: SampleView(each) if each.success.type else None, showcase.reads()),
            "change": first(_change, showcase.changes()),
            "listing": first(SampleView, showcase.listings()),
        }

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
        texts = tuple((each, "", demo_text(each)) for each in required)
        codes = [self.names.get(f"error:{code}", "") for code in conflict_codes(operation) or ()]
        return SampleView(operation, body, texts, next(filter(None, codes), ""))


def _change(change: TextChange) -> SampleView | None:
    if change.operation.success.type is None:
        return None
    wrapper = "Some" if change.field.presence is Presence.OPTIONAL else "Value"
    return SampleView(change.operation, change.body, ((change.field, wrapper, change.value),))
