"""Parameters: from the path item and the operation, each once, as they travel."""

import re
from typing import Any

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import NO_CONSTRAINTS, In, Literal, Nullable, Parameter, Placeholder, Segment, Type
from sdkgen.names import words
from sdkgen.normalise.dialect import read_docs, read_example
from sdkgen.normalise.lowering import Lowering
from sdkgen.normalise.merging import Merger
from sdkgen.normalise.primitives import STRING
from sdkgen.normalise.schema import Source
from sdkgen.spec import Bundle, Node

_BLANK = re.compile(r"\{([^{}]+)\}")
_STYLES = {In.QUERY: "form", In.COOKIE: "form", In.PATH: "simple", In.HEADER: "simple"}
_TRANSPORT_HEADERS = {"accept", "content-type", "authorization"}


def segments(path: str) -> tuple[Segment, ...]:
    """Take a path apart at its slashes, and each segment at its blanks."""
    return tuple(_segment(text) for text in path.removeprefix("/").split("/"))


def _segment(text: str) -> Segment:
    pieces = _BLANK.split(text)
    found = [
        Placeholder(piece) if index % 2 else Literal(piece) for index, piece in enumerate(pieces) if piece
    ]
    return tuple(found)


def serialisation(raw: dict[str, Any], default: str) -> tuple[str, bool]:
    """Return how a value is written: the style, and whether each of its elements is on its own."""
    style, explode = raw.get("style"), raw.get("explode")
    style = style if isinstance(style, str) else default
    return style, explode if isinstance(explode, bool) else style in {"form", "deepObject"}


class ParameterReader:
    """Reads the parameters of operations."""

    def __init__(self, bundle: Bundle, merger: Merger, lowering: Lowering, diagnostics: Diagnostics) -> None:
        self._bundle = bundle
        self._merger = merger
        self._lowering = lowering
        self._diagnostics = diagnostics

    def read(self, path: str, items: tuple[Node, ...], operation: Node) -> tuple[Parameter, ...]:
        """Read all parameters of an operation; its own come before those of the path of the same name."""
        found: dict[str, Parameter] = {}
        for owner in (*items, operation):
            for parameter in self._listed(owner):
                found[parameter.key] = parameter
        blanks = _BLANK.findall(path)
        for name in blanks:
            if f"path:{name}" not in found:
                found[f"path:{name}"] = self._undeclared(name, operation)
        return tuple(p for p in found.values() if self._is_used(p, blanks, operation))

    def _listed(self, owner: Node) -> list[Parameter]:
        node = self._bundle.entry_of(owner, "parameters")
        found: dict[str, Parameter] = {}
        for reference in node.elements() if node else []:
            parameter = self._parameter(reference)
            if parameter and parameter.key in found:
                self._diagnostics.report(
                    "OPER006", reference, f"the parameter {parameter.wire!r} is listed twice"
                )
            if parameter:
                found[parameter.key] = parameter
        return list(found.values())

    def _undeclared(self, name: str, operation: Node) -> Parameter:
        self._diagnostics.report(
            "OPER003", operation, f"the path has {{{name}}}, but no parameter declares it"
        )
        key = f"path:{name}"
        return Parameter(
            key=key,
            wire=name,
            name=words(name),
            place=In.PATH,
            type=STRING,
            required=True,
            style="simple",
            explode=False,
        )

    def _is_used(self, parameter: Parameter, blanks: list[str], operation: Node) -> bool:
        if parameter.place is not In.PATH or parameter.wire in blanks:
            return True
        self._diagnostics.report("OPER004", operation, f"parameter {parameter.wire!r} is not in the path")
        return False

    def _parameter(self, reference: Node) -> Parameter | None:
        node = self._bundle.follow(reference)
        if node is None:
            return None
        raw = node.value if isinstance(node.value, dict) else {}
        name, place = raw.get("name"), raw.get("in")
        if not isinstance(name, str) or place not in list(In):
            self._diagnostics.report(
                "OPER007", node, "a parameter needs `name`, and `in` as one of path, query, header, cookie"
            )
            return None
        if place == In.HEADER and name.lower() in _TRANSPORT_HEADERS:
            self._diagnostics.report("OPER008", node, f"header {name} cannot be a parameter")
            return None
        return self._built(node, name, In(place))

    def _built(self, node: Node, name: str, place: In) -> Parameter:
        raw = node.value
        if place is In.PATH and raw.get("required") is not True:
            self._diagnostics.report("OPER011", node, f"the path parameter {name!r} is not `required: true`")
        schema, media_type = self._schema(node)
        flat = self._merger.flat(Source.of(schema)) if schema else None
        style, explode = serialisation(raw, _STYLES[place])
        return Parameter(
            key=f"{place}:{name}",
            wire=name,
            name=words(name),
            place=place,
            type=self._type(schema),
            required=place is In.PATH or raw.get("required") is True,
            style=style,
            explode=explode,
            allow_reserved=raw.get("allowReserved") is True,
            media_type=media_type,
            docs=read_docs(raw),
            deprecated=raw.get("deprecated") is True,
            default=flat.default if flat else None,
            example=read_example(raw) or (flat.example if flat else None),
            constraints=flat.constraints if flat else NO_CONSTRAINTS,
        )

    def _schema(self, node: Node) -> tuple[Node | None, str]:
        content = self._bundle.entry_of(node, "content")
        entries = content.entries() if content else []
        if entries:
            media_type, inner = entries[0]
            return inner.get("schema"), media_type
        return node.get("schema"), ""

    def _type(self, schema: Node | None) -> Type:
        if schema is None:
            return STRING
        type_ = self._lowering.type_at(schema)
        return type_.inner if isinstance(type_, Nullable) else type_
