"""Samples for the README and the example: calls that are likely to be of interest, and compile."""

from collections.abc import Mapping
from dataclasses import dataclass

from sdkgen.ir import Api, Field, Object, Operation, Presence
from sdkgen.languages.go.operations import inside
from sdkgen.showcase import Creation, Showcase, TextChange, first


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
            "creation": first(self._creation, showcase.creations()),
            "read": first(lambda each: SampleView(each) if each.success.type else None, showcase.reads()),
            "change": first(_change, showcase.changes()),
            "listing": first(SampleView, showcase.listings()),
        }

    def _creation(self, made: Creation) -> SampleView | None:
        """Write a call that sends something new, if there is no more to say."""
        codes = {code: name for code in made.codes if (name := self.names.get(f"error:{code}"))}
        texts = tuple((each, "", text) for each, text in made.texts)
        if inside(made.operation):
            return None
        return SampleView(made.operation, made.body, texts, made.known(codes))


def _change(change: TextChange) -> SampleView | None:
    if change.operation.success.type is None:
        return None
    wrapper = "Some" if change.field.presence is Presence.OPTIONAL else "Value"
    return SampleView(change.operation, change.body, ((change.field, wrapper, change.value),))
