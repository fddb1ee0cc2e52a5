"""What calls take: arguments for the path, a struct for other parameters, and the body."""

from dataclasses import dataclass

from sdkgen.ir import Array, Body, Content, ContentKind, Field, In, Operation, Parameter, Part
from sdkgen.languages.rust.typing import VALUE, By, Passing, RustTypes
from sdkgen.names import pascal, words

_TEXTS = {ContentKind.TEXT, ContentKind.XML}
_KEPT = {ContentKind.JSON, ContentKind.FORM, ContentKind.MULTIPART}
_TEXT = Passing("&str", "String", By.TEXT)
_ANY = Passing(f"&{VALUE}", VALUE, By.REFERENCE)
_UPLOAD = Passing("impl Into<runtime::Upload>", "Vec<u8>", By.VALUE)
_MAYBE_UPLOAD = Passing("runtime::Upload", "Vec<u8>", By.VALUE)


@dataclass(frozen=True, slots=True)
class ParameterView:
    """A parameter, which is an argument in the path, and a field elsewhere."""

    ir: Parameter
    name: str
    passing: Passing
    is_text: bool

    @property
    def owned(self) -> str:
        """The type of a field or variable for it."""
        return self.passing.owned if self.ir.required else f"Option<{self.passing.owned}>"


@dataclass(frozen=True, slots=True)
class ParamsView:
    """A struct of the parameters of an operation that are not in the path."""

    name: str
    fields: tuple[ParameterView, ...]

    @property
    def asked(self) -> tuple[ParameterView, ...]:
        """The fields that a new one needs."""
        return tuple(field for field in self.fields if field.ir.required)


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a multipart body, and the field that it comes from; `kind` is how many files there may be."""

    ir: Part
    field: str
    kind: str


@dataclass(frozen=True, slots=True)
class BodyView:
    """The body of a request; without `parts`, all members of a multipart body are sent as values."""

    content: Content
    name: str
    kind: str
    passing: Passing
    required: bool
    parts: tuple[PartView, ...] | None

    @property
    def files(self) -> tuple[PartView, ...]:
        """The parts that are files."""
        return tuple(part for part in self.parts or () if part.kind)

    @property
    def owned(self) -> str:
        """The type of a variable for it."""
        return self.passing.owned if self.required else f"Option<{self.passing.owned}>"


class Inputs:
    """Makes views of what calls take."""

    def __init__(self, types: RustTypes) -> None:
        self._types = types
        self._name_table = types.name_table

    def path(self, operation: Operation) -> tuple[ParameterView, ...]:
        """Return the parameters of the path, as arguments."""
        return tuple(
            self._parameter(operation, each, self._types.passing(each.type))
            for each in operation.parameters_in(In.PATH)
        )

    def params(self, operation: Operation, name: str) -> ParamsView | None:
        """Return the struct of all other parameters, if there are any."""
        rest = [each for each in operation.parameters if each.place is not In.PATH]
        fields = tuple(self._field(operation, each) for each in rest if not is_chained(operation, each))
        return ParamsView(f"{pascal(words(name))}Params", fields) if fields else None

    def _field(self, operation: Operation, parameter: Parameter) -> ParameterView:
        kept = self._types.kept(parameter.type, secret=parameter.secret)
        return self._parameter(operation, parameter, Passing(kept, kept, By.REFERENCE))

    def _parameter(self, operation: Operation, parameter: Parameter, passing: Passing) -> ParameterView:
        name = self._name_table.arguments[operation.id, parameter.key]
        is_text = parameter.secret or self._types.is_text(parameter.type)
        return ParameterView(parameter, name, passing, is_text)

    def body(self, operation: Operation) -> BodyView | None:
        """Decide how a body is passed and set."""
        body, content = operation.body, operation.primary
        if body is None or content is None:
            return None
        name, kind = self._name_table.arguments[operation.id, "body"], _kind(content)
        parts = self._parts(content) if kind == "multipart" else None
        return BodyView(content, name, kind, self._passing(body, content, kind), body.required, parts)

    def _passing(self, body: Body, content: Content, kind: str) -> Passing:
        if kind == "text":
            return _TEXT
        if kind == "upload":
            return _UPLOAD if body.required else _MAYBE_UPLOAD
        return self._types.passing(content.type) if content.type else _ANY

    def _parts(self, content: Content) -> tuple[PartView, ...] | None:
        owner = self._types.api.object(content.type)
        if owner is None:
            return None
        fields, names = {each.wire: each for each in owner.fields}, self._name_table.fields
        return tuple(
            PartView(part, names[owner.id, part.wire], self._files(fields[part.wire]))
            for part in content.parts
            if part.wire in fields
        )

    def _files(self, field: Field) -> str:
        """Say how many files a part has: `one`, `some`, `maybe some`, or none."""
        wrapper, resolved = self._types.wrapper(field), self._types.api.resolve(field.type)
        if self._types.is_file(field.type):
            return {"": "one", "Option": "some"}.get(wrapper, "")
        is_list = isinstance(resolved, Array) and self._types.is_file(resolved.items)
        return {"": "some", "Option": "maybe some"}.get(wrapper, "") if is_list else ""


def _kind(content: Content) -> str:
    """Name the way a body is sent: that of its media type, unless only bytes are known."""
    if content.kind in _TEXTS:
        return "text"
    is_kept = content.kind is ContentKind.JSON or (content.kind in _KEPT and content.type is not None)
    return str(content.kind) if is_kept else "upload"


def is_chained(operation: Operation, parameter: Parameter) -> bool:
    """Whether a parameter is given by a method of the call: those that have a meaning of their own."""
    wire = parameter.wire.lower()
    special = {"if-match", operation.facts.idempotency_header.lower()}
    return parameter.place is In.HEADER and not parameter.required and wire in special
