"""Types: expressions such as a list of something, and named types that are declared once."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from sdkgen.diagnostics import Located
from sdkgen.ir.basics import NO_CONSTRAINTS, NO_DOCS, Constraints, Docs, Value
from sdkgen.names import Words

TypeId = str


# Type expressions: what a field, an item or a parameter is.


class PrimitiveKind(StrEnum):
    """The types that are not made of others."""

    STRING = "string"
    INTEGER = "integer"
    INT32 = "int32"
    INT64 = "int64"
    FLOAT = "float"
    DOUBLE = "double"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    UUID = "uuid"
    URI = "uri"
    DECIMAL = "decimal"
    BYTES = "bytes"
    BINARY = "binary"
    NULL = "null"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Primitive:
    """A type that is not made of others; `format` is the document's own word for it."""

    kind: PrimitiveKind
    format: str = ""


@dataclass(frozen=True, slots=True)
class Const:
    """Exactly one value; its kind is `string`, `integer`, `double` or `boolean`."""

    value: str | int | float | bool
    kind: PrimitiveKind


@dataclass(frozen=True, slots=True)
class Array:
    """A list."""

    items: "Type"
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Map:
    """An object with any keys and values of one type."""

    values: "Type"


@dataclass(frozen=True, slots=True)
class Ref:
    """A named type. It is `boxed` where a value would otherwise contain itself, and nowhere else."""

    id: TypeId
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Nullable:
    """The inner type or null. For items, values and the like; a field says so in its `presence`."""

    inner: "Type"


Type = Primitive | Const | Array | Map | Ref | Nullable


# Named types: what is declared once and referred to by id.


class Presence(StrEnum):
    """Whether a field can be absent, and whether it can be null."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NULLABLE = "nullable"
    OPTIONAL_NULLABLE = "optional_nullable"


@dataclass(frozen=True, slots=True)
class Field:
    """A member of an object."""

    wire: str
    name: Words
    type: Type
    presence: Presence
    docs: Docs = NO_DOCS
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    default: Value | None = None
    example: Value | None = None
    constraints: Constraints = NO_CONSTRAINTS
    secret: bool = False

    @property
    def required(self) -> bool:
        """Whether the field is always there."""
        return self.presence in {Presence.REQUIRED, Presence.NULLABLE}

    @property
    def nullable(self) -> bool:
        """Whether the field may be null."""
        return self.presence in {Presence.NULLABLE, Presence.OPTIONAL_NULLABLE}


class Openness(StrEnum):
    """What an object says about members it does not list."""

    UNSTATED = "unstated"
    CLOSED = "closed"
    TYPED = "typed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What all named types have in common.

    `name` is the wish; a language's allocator decides, trying `alternatives` where two wish for the same.
    `rank` says who goes first: schemas that the document names before those that only their place names.
    `origin` is for diagnostics, and no part of the representation.
    """

    kind: ClassVar[str]

    id: TypeId
    name: Words
    alternatives: tuple[Words, ...] = ()
    rank: int = 0
    spelling: str = ""
    docs: Docs = NO_DOCS
    deprecated: bool = False
    in_requests: bool = False
    in_answers: bool = False
    example: Value | None = None
    origin: Located | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Object(Declaration):
    """A type with fields. `extra` is the type of unlisted members where `openness` is typed."""

    kind: ClassVar[str] = "object"

    fields: tuple[Field, ...] = ()
    openness: Openness = Openness.UNSTATED
    extra: Type | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A value of an enum."""

    value: str | int | float
    name: Words
    docs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enum(Declaration):
    """A list of known values. Always open when read; `open` where requests may have others, too."""

    kind: ClassVar[str] = "enum"

    base: Primitive
    members: tuple[Member, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Constant:
    """A member that can have only these values in an arm. One that is not `required` may also be absent."""

    property: str
    values: tuple[str | int | float | bool, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """How an arm of a union is recognised; each test that is given has to hold.

    `json_types` are the JSON types a value of the arm can have (`integer` is a number without a
    fraction). `tags` are the values of the plan's property; where the plan has none, `constants` are
    members with few values. `field` is a member that this arm requires and no other knows. `literals` are
    the values of an enum or constant.
    """

    json_types: tuple[str, ...]
    tags: tuple[str | int | float | bool, ...] = ()
    constants: tuple[Constant, ...] = ()
    field: str = ""
    literals: tuple[str | int | float | bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Arm:
    """One possibility of a union. `statuses` are filled for unions over the answers of an operation."""

    name: Words
    type: Type
    match: Match
    docs: Docs = NO_DOCS
    statuses: tuple[str, ...] = ()


class Strategy(StrEnum):
    """What tells the arms of a union apart."""

    DISCRIMINATOR = "discriminator"
    CONSTANT = "constant"
    JSON_TYPE = "json_type"
    FIELD = "field"
    MIXED = "mixed"
    ORDERED = "ordered"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Plan:
    """How to find the arm of a value: test the arms in `order`, take the first that matches.

    With `ORDERED`, a match is only a hint: decode, and go on to the next arm if that fails. When no arm
    is left, the value is kept as it is in the unknown arm, which every union has.
    """

    strategy: Strategy
    order: tuple[int, ...]
    property: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Union(Declaration):
    """One of several types, or something unknown."""

    kind: ClassVar[str] = "union"

    arms: tuple[Arm, ...]
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias(Declaration):
    """A name for a type expression. `recursive` aliases lead back to themselves through lists or maps."""

    kind: ClassVar[str] = "alias"

    target: Type
    constraints: Constraints = NO_CONSTRAINTS
    recursive: bool = False


NamedType = Object | Enum | Union | Alias
