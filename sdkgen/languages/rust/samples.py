"""What the README and the example show, chosen from the document."""

from dataclasses import dataclass

from sdkgen.ir import Api, Const, Enum, Field, Object, Operation, Presence, Ref
from sdkgen.languages.rust.operations import RustGroupView, RustOperationView
from sdkgen.languages.rust.text import literal
from sdkgen.languages.rust.typing import RustTypes
from sdkgen.showcase import Showcase, TextChange, conflict_codes, demo_text, first, permissions, title

_DEFAULT = "&Default::default()"


@dataclass(frozen=True, slots=True)
class Sample:
    """A call, with arguments that make sense; `code` is the pattern of an error that it may meet."""

    group: str
    operation: RustOperationView
    arguments: str
    title: str
    permissions: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class RustSamples:
    """Calls to show; `needs_patch` says whether the change writes a field that may be null."""

    create: Sample | None
    read: Sample | None
    change: Sample | None
    pages: Sample | None

    @property
    def needs_patch(self) -> bool:
        """Whether the type `Patch` occurs."""
        return self.change is not None and "Patch::" in self.change.arguments


class Sampler:
    """Chooses calls that anyone can make as they are."""

    def __init__(self, api: Api, types: RustTypes, groups: tuple[RustGroupView, ...]) -> None:
        self._api = api
        self._types = types
        self._showcase = Showcase(api)
        self._views = {
            operation.id: (view.module, shown)
            for group, view in zip(api.groups, groups, strict=True)
            for operation, shown in zip(group.operations, view.operations, strict=True)
        }

    def samples(self) -> RustSamples:
        """Choose."""
        showcase = self._showcase
        return RustSamples(
            create=first(self._create, showcase.creations()),
            read=first(self._read, showcase.reads()),
            change=first(self._change, showcase.changes()),
            pages=first(self._read, showcase.listings()),
        )

    def _sample(self, operation: Operation, arguments: str, code: str = "") -> Sample:
        module, shown = self._views[operation.id]
        return Sample(module, shown, arguments, title(operation), permissions(operation), code)

    def _read(self, operation: Operation) -> Sample | None:
        _, shown = self._views[operation.id]
        if shown.returned.shown != "json" or (shown.params and shown.params.arguments):
            return None
        return self._sample(operation, _DEFAULT if shown.params else "")

    def _change(self, change: TextChange) -> Sample | None:
        _, shown = self._views[change.operation.id]
        body, field = change.body, change.field
        if shown.params or shown.returned.shown != "json" or not self._is_writable(body, field):
            return None
        wrap = "Some" if field.presence is Presence.OPTIONAL else "Patch::Value"
        name_table = self._types.name_table
        value = f"{name_table.fields[body.id, field.wire]}: {wrap}({literal(change.value)}.to_owned())"
        made = f"&models::{name_table.types[body.id]} {{ {value}, ..Default::default() }}"
        return self._sample(change.operation, made) if len(body.fields) > 1 else None

    def _is_writable(self, body: Object, field: Field) -> bool:
        return self._types.is_text(field.type) and not self._types.is_secret(body, field)

    def _create(self, operation: Operation) -> Sample | None:
        """Return a call that sends something new, if texts are all that it takes."""
        _, shown = self._views[operation.id]
        named = self._body(operation)
        if named is None or shown.params:
            return None
        required = [field for field in named.fields if field.required and not isinstance(field.type, Const)]
        texts = [self._text(named, field) for field in required]
        if not texts or not all(texts):
            return None
        made = f"models::{self._types.name_table.types[named.id]}::new({', '.join(texts)})"
        return self._sample(operation, f"&{made}", self._code(conflict_codes(operation) or ()))

    def _body(self, operation: Operation) -> Object | None:
        """Return the type of a body that has to be there."""
        body = operation.body if operation.body and operation.body.required else None
        return self._showcase.object(body.contents[body.primary].type) if body else None

    def _text(self, owner: Object, field: Field) -> str:
        if not self._types.is_text(field.type) and not self._types.is_secret(owner, field):
            return ""
        return literal(demo_text(field))

    def _code(self, codes: tuple[str, ...]) -> str:
        """Return the pattern of the first code that goes with a conflict."""
        problems = self._api.problems
        target = self._api.types.get(problems.type) if problems else None
        fields = target.fields if isinstance(target, Object) and problems else ()
        for field in fields:
            type_ = self._api.resolve(field.type)
            named = self._api.types[type_.id] if isinstance(type_, Ref) else None
            if problems and field.wire == problems.code_field and isinstance(named, Enum):
                return self._member(named, codes)
        return ""

    def _member(self, named: Enum, codes: tuple[str, ...]) -> str:
        name_table = self._types.name_table
        found = [index for index, member in enumerate(named.members) if member.value in codes]
        return (
            f"models::{name_table.types[named.id]}::{name_table.members[named.id, found[0]]}" if found else ""
        )
