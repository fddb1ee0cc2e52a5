"""What the README and the example show, chosen from the document."""

from dataclasses import dataclass

from sdkgen.ir import Api, Operation
from sdkgen.languages.rust.models import FieldView, Models
from sdkgen.languages.rust.operations import GroupView, OperationView
from sdkgen.languages.rust.package import code_enum
from sdkgen.languages.rust.typing import RustTypes
from sdkgen.showcase import Creation, Showcase, TextChange, first, permissions, title


@dataclass(frozen=True, slots=True)
class Sample:
    """A call: `type` is that of its body, made of `texts`, or by setting a `field` to a `value`."""

    group: str
    operation: OperationView
    title: str
    permissions: str
    type: str = ""
    texts: tuple[str, ...] = ()
    field: FieldView | None = None
    value: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Samples:
    """Calls to show."""

    create: Sample | None
    read: Sample | None
    change: Sample | None
    pages: Sample | None


class Sampler:
    """Chooses calls that anyone can make as they are."""

    def __init__(self, api: Api, types: RustTypes, models: Models, groups: tuple[GroupView, ...]) -> None:
        self._api = api
        self._types = types
        self._models = models
        self._views = {shown.ir.id: (view.module, shown) for view in groups for shown in view.operations}

    def samples(self) -> Samples:
        """Choose."""
        showcase = Showcase(self._api)
        return Samples(
            create=first(self._create, showcase.creations()),
            read=first(self._read, showcase.reads()),
            change=first(self._change, showcase.changes()),
            pages=first(self._read, showcase.listings()),
        )

    def _read(self, operation: Operation) -> Sample | None:
        module, shown = self._views[operation.id]
        if shown.returned.shown != "json" or (shown.params and shown.params.asked):
            return None
        return Sample(module, shown, title(operation), permissions(operation))

    def _change(self, change: TextChange) -> Sample | None:
        module, shown = self._views[change.operation.id]
        body, field = change.body, self._models.field(change.body, change.field)
        is_plain = shown.returned.shown == "json" and not shown.params and len(body.fields) > 1
        if not is_plain or not field.is_text or field.ir.secret:
            return None
        made = self._types.name_table.types[body.id]
        about = title(change.operation), permissions(change.operation)
        return Sample(module, shown, *about, made, field=field, value=change.value)

    def _create(self, new: Creation) -> Sample | None:
        """Return a call that sends something new, if there is no more to say."""
        module, shown = self._views[new.operation.id]
        fields = [self._models.field(new.body, each) for each, _ in new.texts]
        is_needed = shown.body is not None and shown.body.required
        if shown.params or not is_needed or not all(each.is_text for each in fields):
            return None
        texts, made = tuple(text for _, text in new.texts), self._types.name_table.types[new.body.id]
        about = title(new.operation), permissions(new.operation)
        return Sample(module, shown, *about, made, texts, code=self._code(new.codes))

    def _code(self, codes: tuple[str, ...]) -> str:
        """Return the path of the first code that goes with a conflict."""
        named, names = code_enum(self._api), self._types.name_table
        members = named.members if named else ()
        found = [index for index, member in enumerate(members) if member.value in codes]
        return f"{names.types[named.id]}::{names.members[named.id, found[0]]}" if named and found else ""
