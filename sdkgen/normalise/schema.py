"""The one form of a schema, whichever version of OpenAPI it was written for."""

from dataclasses import dataclass, field
from typing import Any

from sdkgen.ir import NO_CONSTRAINTS, NO_DOCS, Constraints, Docs, Value
from sdkgen.spec import Node

COMPONENTS = "/components/schemas/"


@dataclass(slots=True)
class Source:
    """Something to be read as a schema: the parts that apply together, and the place that they apply at."""

    place: Node
    parts: "tuple[Node | Schema, ...]"

    @classmethod
    def of(cls, node: Node) -> "Source":
        """Return a schema as it stands in the document."""
        return cls(node, (node,))

    @classmethod
    def joined(cls, place: Node, one: "Source", other: "Source") -> "Source":
        """Return what two demand together, each part once: they may have come by the same way."""
        return cls(place, tuple({_key(part): part for part in (*one.parts, *other.parts)}.values()))

    @property
    def key(self) -> "tuple[object, ...]":
        """What it is told from others by; its parts have to stay alive."""
        return (self.place.key, *map(_key, self.parts))


def _key(part: "Node | Schema") -> object:
    return part.key if isinstance(part, Node) else id(part)


@dataclass(slots=True)
class Schema:
    """A schema in the one form. Nothing of what is inside it has been read yet."""

    place: Node
    types: tuple[str, ...] = ()
    nullable: bool = False
    never: bool = False
    ref: Node | None = None
    all_of: list[Node] = field(default_factory=list)
    choices: list[list[Source]] = field(default_factory=list)
    values: list[Any] | None = None
    is_const: bool = False
    value_names: list[str] = field(default_factory=list)
    value_docs: list[str] = field(default_factory=list)
    properties: dict[str, Source] = field(default_factory=dict)
    required: dict[str, None] = field(default_factory=dict)
    closed: bool = False
    extra: Source | None = None
    items: Source | None = None
    tuple_items: list[Source] = field(default_factory=list)
    discriminator: Node | None = None
    format: str = ""
    encoding: str = ""
    media_type: str = ""
    constraints: Constraints = NO_CONSTRAINTS
    docs: Docs = NO_DOCS
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    default: Value | None = None
    example: Value | None = None
    ignored_rules: list[str] = field(default_factory=list)

    @property
    def has_shape(self) -> bool:
        """Whether anything but annotations and a bare type is said."""
        return bool(
            self.properties
            or self.required
            or self.choices
            or self.values is not None
            or self.items
            or self.tuple_items
            or self.extra
            or self.closed
            or self.never
        )
