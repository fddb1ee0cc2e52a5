"""Bodies of requests: the argument that takes one, and the statement that sets it."""

from dataclasses import dataclass

from sdkgen.ir import Array, Body, Content, ContentKind, Object, Part, Ref, Type
from sdkgen.languages.rust.text import literal
from sdkgen.languages.rust.typing import VALUE, RustTypes

_TEXT = {ContentKind.TEXT, ContentKind.XML}
_UPLOAD = "runtime::Upload"


@dataclass(frozen=True, slots=True)
class BodyView:
    """The body of a request.

    `statement` uses the argument `name`, by reference and, if optional, only where it is there. `owned` is
    the type a caller has at hand before passing `passed`.
    """

    name: str
    type: str
    statement: str
    optional: bool
    owned: str
    passed: str
    parts: tuple[str, ...] = ()


class Bodies:
    """Makes views of bodies."""

    def __init__(self, types: RustTypes) -> None:
        self._types = types

    def body(self, body: Body, name: str) -> BodyView:
        """Decide how a body is passed and set."""
        content = body.contents[body.primary]
        media = literal(content.media_type)
        if content.kind in _TEXT:
            return self._view(body, name, "&str", f"request.text({media}, {name});", "String")
        if content.kind is ContentKind.MULTIPART and content.type is not None:
            return self._multipart(body, content, content.type, name)
        if content.kind is ContentKind.FORM and content.type is not None:
            styles = ", ".join(_styled(part) for part in content.parts if _is_styled(part))
            return self._typed(body, content.type, name, f"request.form({name}, &[{styles}]);")
        if content.kind is ContentKind.JSON:
            return self._typed(body, content.type, name, f"request.json({media}, {name});")
        return self._upload(body, name, media)

    def _typed(self, body: Body, type_: Type | None, name: str, statement: str) -> BodyView:
        if type_ is None:
            return self._view(body, name, f"&{VALUE}", statement, VALUE)
        argument = self._types.argument(type_)
        if not argument.startswith("&"):
            statement = statement.replace(f"{name})", f"&{name})").replace(f"({name},", f"(&{name},")
            return self._view(body, name, argument, statement, self._types.write(type_))
        resolved = self._types.api.resolve(type_)
        owned = (
            "String"
            if argument == "&str"
            else self._types.write(resolved if isinstance(resolved, Array) else type_)
        )
        return self._view(body, name, argument, statement, owned)

    def _view(self, body: Body, name: str, argument: str, statement: str, owned: str) -> BodyView:
        if not argument.startswith("&"):
            passed = name
        elif body.required:
            passed = f"&{name}"
        else:
            passed = (
                f"{name}.as_deref()"
                if argument == "&str" or argument.startswith("&[")
                else f"{name}.as_ref()"
            )
        wanted = argument if body.required else f"Option<{argument}>"
        kept = owned if body.required else f"Option<{owned}>"
        return BodyView(name, wanted, statement, not body.required, kept, passed)

    def _upload(self, body: Body, name: str, media: str) -> BodyView:
        statement = f"request.upload({media}, {name});"
        if body.required:
            return BodyView(name, f"impl Into<{_UPLOAD}>", statement, False, "Vec<u8>", name)
        return BodyView(
            name, f"Option<{_UPLOAD}>", statement, True, "Option<Vec<u8>>", f"{name}.map({_UPLOAD}::Bytes)"
        )

    def _multipart(self, body: Body, content: Content, type_: Type, name: str) -> BodyView:
        view = self._typed(body, type_, name, "request.multipart(form);")
        target = self._object(type_)
        if target is None:
            parts: tuple[str, ...] = (f"form.members({name});",)
        else:
            parts = tuple(self._part(target, part, name) for part in content.parts if self._has(target, part))
        return BodyView(name, view.type, view.statement, view.optional, view.owned, view.passed, parts)

    def _object(self, type_: Type) -> Object | None:
        resolved = self._types.api.resolve(type_)
        named = self._types.api.types[resolved.id] if isinstance(resolved, Ref) else None
        return named if isinstance(named, Object) else None

    def _has(self, target: Object, part: Part) -> bool:
        return any(field.wire == part.wire for field in target.fields)

    def _part(self, target: Object, part: Part, name: str) -> str:
        """Write the statement that adds a field to a form."""
        field = next(field for field in target.fields if field.wire == part.wire)
        place = f"{name}.{self._types.name_table.fields[target.id, part.wire]}"
        wire, kind = (
            literal(part.wire),
            literal(part.content_type if part.content_type != "text/plain" else ""),
        )
        written = self._types.field(target, field)
        if written == "runtime::File":
            return f"form.file({wire}, &{place}, {kind});"
        if written in {"Vec<runtime::File>", "Option<runtime::File>"}:
            return f"form.files({wire}, &{place}, {kind});"
        if written == "Option<Vec<runtime::File>>":
            return f"form.files({wire}, {place}.iter().flatten(), {kind});"
        return f"form.value({wire}, &{place}, {kind});"


def _is_styled(part: Part) -> bool:
    return part.content_type == "application/json" or part.style != "form" or not part.explode


def _styled(part: Part) -> str:
    as_json = part.content_type == "application/json"
    return f"({literal(part.wire)}, {style(part.style, as_json, explode=part.explode)})"


def style(name: str, is_json: bool, *, explode: bool) -> str:
    """Write how a parameter is written."""
    flag = "true" if explode else "false"
    if is_json:
        return "runtime::Style::Json"
    if name in {"simple", "label", "matrix"}:
        return f"runtime::Style::{name.capitalize()} {{ explode: {flag} }}"
    plain = {
        "spaceDelimited": "Space",
        "pipeDelimited": "Pipe",
        "deepObject": "Deep",
    }
    delimited = name in plain and not (explode and name in {"spaceDelimited", "pipeDelimited"})
    return f"runtime::Style::{plain[name]}" if delimited else f"runtime::Style::Form {{ explode: {flag} }}"
