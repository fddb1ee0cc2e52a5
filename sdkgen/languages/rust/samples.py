"""What the README and the example show, chosen from the document."""

from dataclasses import dataclass

from sdkgen.ir import Api, Const, Enum, Field, Object, Operation, Ref
from sdkgen.languages.rust.operations import GroupView, OperationView
from sdkgen.languages.rust.text import literal
from sdkgen.languages.rust.typing import Types

_CONFLICT = "409"


@dataclass(frozen=True, slots=True)
class Sample:
    """A call, with arguments that make sense; `code` is the pattern of an error that it may meet."""

    group: str
    operation: OperationView
    arguments: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Samples:
    """Calls to show: one that reads, one that goes through pages, and one that may meet a conflict."""

    read: Sample | None
    pages: Sample | None
    create: Sample | None


class Sampler:
    """Chooses calls that anyone can make as they are."""

    def __init__(self, api: Api, types: Types, groups: tuple[GroupView, ...]) -> None:
        self._api = api
        self._types = types
        self._pairs = [
            (view.module, operation, shown)
            for group, view in zip(api.groups, groups, strict=True)
            for operation, shown in zip(group.operations, view.operations, strict=True)
            if not shown.arguments and not shown.deprecated
        ]

    def samples(self) -> Samples:
        """Choose."""
        reads = [
            Sample(module, shown, "&Default::default()" if shown.params else "")
            for module, operation, shown in self._pairs
            if operation.method == "GET" and shown.returned.shown == "json" and _is_optional(shown)
        ]
        creates = filter(None, (self._create(*pair) for pair in self._pairs))
        paged = [sample for sample in reads if sample.operation.paging]
        ranked = sorted(creates, key=lambda sample: not paged or sample.group != paged[0].group)
        return Samples(next(iter(reads), None), next(iter(paged), None), next(iter(ranked), None))

    def _create(self, module: str, operation: Operation, shown: OperationView) -> Sample | None:
        """Return a call that sends something new, if texts are all that it takes."""
        refused = next((answer for answer in operation.answers if answer.status == _CONFLICT), None)
        named = self._body(operation)
        if named is None or refused is None or shown.params:
            return None
        required = [field for field in named.fields if field.required and not isinstance(field.type, Const)]
        texts = [self._text(named, field) for field in required]
        if not texts or not all(texts) or operation.method != "POST":
            return None
        code = self._code(refused.codes)
        made = f"models::{self._types.book.types[named.id]}::new({', '.join(texts)})"
        return Sample(module, shown, f"&{made}", code)

    def _body(self, operation: Operation) -> Object | None:
        """Return the type of a body that has to be there."""
        body = operation.body if operation.body and operation.body.required else None
        type_ = body.contents[body.primary].type if body else None
        resolved = self._api.resolve(type_) if type_ is not None else None
        named = self._api.types[resolved.id] if isinstance(resolved, Ref) else None
        return named if isinstance(named, Object) else None

    def _text(self, owner: Object, field: Field) -> str:
        if not self._types.is_text(field.type) and not self._types.is_secret(owner, field):
            return ""
        if "email" in field.wire:
            return literal("ada@example.com")
        known = field.example.json if field.example else None
        return literal(known if isinstance(known, str) else "ada")

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
        book = self._types.book
        found = [index for index, member in enumerate(named.members) if member.value in codes]
        return f"models::{book.types[named.id]}::{book.members[named.id, found[0]]}" if found else ""


def _is_optional(shown: OperationView) -> bool:
    return shown.body is None and not (shown.params and shown.params.arguments)
