"""What the client knows about an operation: plain data that the generated code is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Item = TypeVar("Item")


@dataclass(frozen=True)
class Parameter:
    """A parameter: the argument it is taken from, and how it is written."""

    name: str
    wire: str
    place: str
    style: str = ""
    explode: bool = False
    reserved: bool = False
    json: bool = False


@dataclass(frozen=True)
class Part:
    """How a member of a form or multipart body is written."""

    content_type: str = ""
    style: str = "form"
    explode: bool = True
    is_file: bool = False


@dataclass(frozen=True)
class Content:
    """A media type that an operation takes; `kind` says how it is written."""

    media_type: str
    kind: str = "json"
    parts: Mapping[str, Part] = field(default_factory=dict[str, Part])


@dataclass(frozen=True)
class Answer:
    """What a successful answer looks like; one that is `live` is handed over before it has arrived in full."""

    kind: str = "nothing"
    type: Any = None
    accept: str = "*/*"
    may_be_empty: bool = False

    @property
    def live(self) -> bool:
        """Whether the answer arrives piece by piece."""
        return self.kind in {"binary", "events", "json_lines"}


@dataclass(frozen=True)
class PageSpec:
    """How one page of a list leads to the next. Paths of names lead into the answer, `member` into the body."""

    style: str
    items: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    parameter: str = ""
    member: tuple[str, ...] = ()


@dataclass(frozen=True)
class Operation(Generic[T]):
    """An operation of the service, and with it the type of what it answers.

    `security` holds alternatives, each a list of schemes that are needed together; `errors` has types by status;
    `idempotency` is the header that takes an idempotency key.
    """

    id: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    contents: tuple[Content, ...] = ()
    answer: Answer = field(default_factory=Answer)
    errors: Mapping[str, Any] = field(default_factory=dict[str, Any])
    security: tuple[tuple[str, ...], ...] = ()
    server: str = ""
    retryable: bool = False
    idempotency: str = ""
    page: PageSpec | None = None


@dataclass(frozen=True)
class PagedOperation(Operation[T], Generic[T, Item]):
    """An operation whose answer is a page of a list."""


@dataclass(frozen=True)
class RequestOptions:
    """What can be chosen for one call. Times are in seconds; `without_credentials` sends none."""

    timeout: float | None = None
    total_timeout: float | None = None
    max_retries: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    query: Mapping[str, Any] = field(default_factory=dict[str, Any])
    without_credentials: bool = False


@dataclass(frozen=True)
class Place:
    """Where a page is: arguments to set, or an address that the service gave."""

    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    url: str = ""


@dataclass(frozen=True)
class Call:
    """Everything about one call."""

    operation: Operation[Any]
    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    body: Any = None
    content_type: str | None = None
    options: RequestOptions = field(default_factory=RequestOptions)
    place: Place = field(default_factory=Place)
    raw: bool = False
