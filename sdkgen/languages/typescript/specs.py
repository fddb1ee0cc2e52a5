"""Operations as the runtime wants them: literals that say how a request is written and an answer read."""

from typing import Any

from sdkgen.ir import (
    Api,
    Content,
    ContentKind,
    In,
    Operation,
    Pagination,
    Parameter,
    Part,
    Placeholder,
    SecurityKind,
    Server,
    Stream,
)
from sdkgen.languages.typescript.shapes import Shapes
from sdkgen.languages.typescript.text import Raw
from sdkgen.name_table import NameTable

_WRITERS = {
    ContentKind.JSON: "writeJson",
    ContentKind.FORM: "writeForm",
    ContentKind.MULTIPART: "writeMultipart",
    ContentKind.BINARY: "writeBinary",
}
_READERS = {
    ContentKind.JSON: "readJson",
    ContentKind.BINARY: "readBinary",
    ContentKind.EVENTS: "readEvents",
    ContentKind.JSON_LINES: "readJsonLines",
}
_MODULES = {"readEvents": "streams", "readJsonLines": "streams"}
_STYLES = {In.PATH: "simple", In.QUERY: "form", In.HEADER: "simple", In.COOKIE: "form"}
_LIVE = {ContentKind.BINARY, ContentKind.EVENTS, ContentKind.JSON_LINES}
_USABLE = set(SecurityKind) - {SecurityKind.MUTUAL_TLS, SecurityKind.OTHER}


class Specs:
    """Writes what the runtime has to know about each operation."""

    def __init__(self, api: Api, name_table: NameTable, shapes: Shapes) -> None:
        self._name_table = name_table
        self._shapes = shapes
        self._usable = {scheme.id for scheme in api.security_schemes if scheme.kind in _USABLE}

    def spec(self, operation: Operation, *, streaming: bool = False) -> dict[str, Any]:
        """Return the literal of an operation; `streaming` is the one whose answer arrives piece by piece."""
        facts = operation.facts
        parts: dict[str, Any] = {
            "id": operation.id,
            "method": operation.method,
            "path": _path(operation),
            "server": server_url(operation.servers[0]) if operation.servers else "",
            "parameters": [self._parameter(operation, each) for each in operation.parameters],
            "security": self._security(operation),
            "body": [_content(each) for each in operation.body.contents] if operation.body else [],
            "answer": self._stream(operation) if streaming else self._answer(operation),
            "retryable": facts.is_retryable,
            "idempotency": facts.idempotency_header,
            "page": self._page(operation, facts.pagination) if facts.pagination else {},
        }
        return {name: part for name, part in parts.items() if part}

    def _parameter(self, operation: Operation, parameter: Parameter) -> dict[str, Any]:
        style = parameter.style
        is_plain = parameter.explode == (style in {"form", "cookie"})
        parts: dict[str, Any] = {
            "name": self._name_table.arguments[operation.id, parameter.key],
            "wire": parameter.wire,
            "in": str(parameter.place),
        }
        if style != _STYLES[parameter.place]:
            parts["style"] = style
        if not is_plain:
            parts["explode"] = parameter.explode
        if parameter.allow_reserved:
            parts["reserved"] = True
        if parameter.media_type:
            parts["json"] = True
        return parts

    def _security(self, operation: Operation) -> list[list[str]]:
        alternatives = [[use.scheme for use in each] for each in operation.security]
        return [each for each in alternatives if each and set(each) <= self._usable]

    def _answer(self, operation: Operation) -> dict[str, Any]:
        success = operation.success
        if success.type is None and success.kind is None:
            return {"read": Raw("readNothing")}
        kind = success.kind or ContentKind.JSON
        parts: dict[str, Any] = {"read": Raw(_READERS.get(kind, "readText")), "type": success.media_type}
        if kind in {ContentKind.JSON, ContentKind.EVENTS, ContentKind.JSON_LINES}:
            shape = self._shapes.expression(success.type, "shapes.")
            parts["shape"] = "" if shape == "any" else _at_top(shape)
        parts |= {"empty": success.may_be_empty, "live": kind in _LIVE}
        return {name: part for name, part in parts.items() if part}

    def _stream(self, operation: Operation) -> dict[str, Any]:
        is_events = operation.facts.stream is Stream.EVENTS
        shape = self._shapes.expression(operation.facts.event_type, "shapes.")
        return {
            "read": Raw("readEvents" if is_events else "readJsonLines"),
            "type": "text/event-stream" if is_events else "application/x-ndjson",
            **({} if shape == "any" else {"shape": _at_top(shape)}),
            "live": True,
        }

    def _page(self, operation: Operation, page: Pagination) -> dict[str, Any]:
        keys = [each.key for each in operation.parameters if each.wire == page.parameter]
        parts: dict[str, Any] = {
            "style": str(page.style),
            "items": list(page.items),
            "next": list(page.next),
            "more": list(page.more),
            "parameter": self._name_table.arguments[operation.id, keys[0]] if keys else "",
        }
        return {name: part for name, part in parts.items() if part or name == "items"}


def imports(specs: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Return what the literals of some operations need of the runtime, by module."""
    writers = {content["write"].code for spec in specs for content in spec.get("body", [])}
    readers = {spec["answer"]["read"].code for spec in specs}
    found: dict[str, set[str]] = {}
    for reader in readers:
        found.setdefault(_MODULES.get(reader, "answers"), set()).add(reader)
    if writers:
        found["bodies"] = writers
    return {module: sorted(names) for module, names in sorted(found.items())}


def server_url(server: Server) -> str:
    """Return an address with its blanks filled by their defaults."""
    url = server.url
    for variable in server.variables:
        url = url.replace(f"{{{variable.wire}}}", variable.default)
    return url


def _at_top(shape: Any) -> Any:
    """A shape's constant can be named itself where it is not inside of another."""
    return Raw(shape.code.removeprefix("() => ")) if isinstance(shape, Raw) else shape


def _path(operation: Operation) -> str:
    steps = [
        "".join(f"{{{each.wire}}}" if isinstance(each, Placeholder) else each.text for each in segment)
        for segment in operation.segments
    ]
    return "/" + "/".join(steps)


def _content(content: Content) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "type": content.media_type,
        "write": Raw(_WRITERS.get(content.kind, "writeText")),
    }
    if content.parts and content.kind in {ContentKind.FORM, ContentKind.MULTIPART}:
        parts["parts"] = [_part(each) for each in content.parts]
    return parts


def _part(part: Part) -> dict[str, Any]:
    parts: dict[str, Any] = {"wire": part.wire, "contentType": part.content_type}
    if part.style != "form":
        parts["style"] = part.style
    if not part.explode:
        parts["explode"] = False
    if part.is_file:
        parts["file"] = True
    return parts
