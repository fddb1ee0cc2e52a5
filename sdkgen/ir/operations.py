"""Operations: what a client can ask of the service, and what it may be told."""

from dataclasses import dataclass, field
from enum import StrEnum

from sdkgen.diagnostics import Located
from sdkgen.ir.basics import NO_CONSTRAINTS, NO_DOCS, Constraints, Docs, Value
from sdkgen.ir.places import Segment, Server
from sdkgen.ir.types import Type
from sdkgen.names import Words


class In(StrEnum):
    """Where a parameter travels."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of an operation. `media_type` is set where the value travels as JSON and not by `style`."""

    key: str
    wire: str
    name: Words
    place: In
    type: Type
    required: bool
    style: str
    explode: bool
    allow_reserved: bool = False
    media_type: str = ""
    docs: Docs = NO_DOCS
    deprecated: bool = False
    default: Value | None = None
    example: Value | None = None
    constraints: Constraints = NO_CONSTRAINTS
    secret: bool = False


class ContentKind(StrEnum):
    """What a media type means for a client."""

    JSON = "json"
    FORM = "form"
    MULTIPART = "multipart"
    TEXT = "text"
    XML = "xml"
    EVENTS = "events"
    JSON_LINES = "json_lines"
    BINARY = "binary"


@dataclass(frozen=True, slots=True)
class Part:
    """How a member of a form or multipart body is written; the member itself is a field of its type."""

    wire: str
    content_type: str
    style: str = "form"
    explode: bool = True
    is_file: bool = False
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """A body in one media type. `type` is `None` where nothing is known but bytes."""

    media_type: str
    kind: ContentKind
    type: Type | None
    parts: tuple[Part, ...] = ()
    example: Value | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a request. `primary` is the media type a client sends unless told otherwise."""

    required: bool
    contents: tuple[Content, ...]
    primary: int = 0
    docs: Docs = NO_DOCS


@dataclass(frozen=True, slots=True)
class Header:
    """A header of an answer."""

    wire: str
    name: Words
    type: Type
    required: bool
    docs: Docs = NO_DOCS
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation may answer: `status` is a code, a range such as `4XX`, or `default`."""

    status: str
    docs: Docs
    contents: tuple[Content, ...] = ()
    headers: tuple[Header, ...] = ()
    primary: int = 0
    is_error: bool = False
    codes: tuple[str, ...] = ()

    @property
    def content(self) -> Content | None:
        """The content a client asks for, if there is any."""
        return self.contents[self.primary] if self.contents else None


@dataclass(frozen=True, slots=True)
class Success:
    """What a call returns: `type` is `None` for nothing; `may_be_empty` where some answers have no body."""

    type: Type | None
    kind: ContentKind | None = None
    media_type: str = ""
    may_be_empty: bool = False
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SecurityUse:
    """A scheme and the scopes it needs here."""

    scheme: str
    scopes: tuple[str, ...] = ()


class PageStyle(StrEnum):
    """How one page leads to the next.

    `cursor`: send the value at `next` as `parameter`, until it is null, empty or absent, or `more` is
    false. `next_url`: get the address at `next`, while there is one. `link`: the same with the `Link`
    header, `rel="next"`. `offset`: add the number of items to `parameter`. `page`: add one to
    `parameter`. Both end with an empty page. Where `member` is set, it stands for `parameter`.
    """

    CURSOR = "cursor"
    NEXT_URL = "next_url"
    LINK = "link"
    OFFSET = "offset"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Pagination:
    """How to get all items of a list. Paths of member names lead into the answer; an empty one is itself.

    `member` leads into the body of the request, which is JSON. The size is beside what says which page it is.
    """

    style: PageStyle
    items: tuple[str, ...]
    item_type: Type
    next: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    parameter: str = ""
    size_parameter: str = ""
    member: tuple[str, ...] = ()


class Stream(StrEnum):
    """What a streaming answer consists of."""

    EVENTS = "events"
    JSON_LINES = "json_lines"
    BINARY = "binary"


class Role(StrEnum):
    """What an operation means for authentication."""

    LOGIN = "login"
    SECOND_STEP = "second_step"
    REFRESH = "refresh"
    LOGOUT = "logout"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Facts:
    """What every language wants to know about an operation, decided once."""

    has_body: bool = False
    pagination: Pagination | None = None
    is_idempotent: bool = False
    idempotency_header: str = ""
    is_retryable: bool = False
    stream: Stream | None = None
    event_type: Type | None = None
    stream_field: str = ""
    etag_header: bool = False
    if_match_header: bool = False
    role: Role | None = None
    needs_auth: bool = False


NOTHING = Success(None)
NO_FACTS = Facts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing the service does."""

    id: str
    operation_id: str
    group: str
    name: Words
    alternatives: tuple[Words, ...]
    method: str
    path: str
    segments: tuple[Segment, ...]
    docs: Docs = NO_DOCS
    deprecated: bool = False
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    answers: tuple[Answer, ...] = ()
    success: Success = NOTHING
    security: tuple[tuple[SecurityUse, ...], ...] = ()
    servers: tuple[Server, ...] = ()
    facts: Facts = NO_FACTS
    origin: Located | None = field(default=None, compare=False, repr=False)

    @property
    def primary(self) -> Content | None:
        """The body that is sent unless the caller says otherwise."""
        return self.body.contents[self.body.primary] if self.body else None

    @property
    def server(self) -> str:
        """The address of the operation's own first server, if it has one."""
        return self.servers[0].address if self.servers else ""

    def parameters_in(self, place: In) -> tuple[Parameter, ...]:
        """Return the parameters that travel in one place."""
        return tuple(parameter for parameter in self.parameters if parameter.place is place)


@dataclass(frozen=True, slots=True)
class Webhook:
    """A message that the service sends by itself, as JSON."""

    id: str
    name: Words
    type: Type
    docs: Docs = NO_DOCS


@dataclass(frozen=True, slots=True)
class Group:
    """Operations that belong together, such as all about users."""

    id: str
    name: Words
    docs: Docs
    operations: tuple[Operation, ...]
