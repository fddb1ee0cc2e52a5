"""The whole: everything about a service that its clients are written from."""

from dataclasses import dataclass, field
from enum import StrEnum

from sdkgen.ir.basics import NO_DOCS, Docs
from sdkgen.ir.operations import Group, In, Operation, Server
from sdkgen.ir.types import Alias, NamedType, Ref, Type, TypeId
from sdkgen.names import Words

IR_VERSION = 1


class SecurityKind(StrEnum):
    """How credentials are presented."""

    BEARER = "bearer"
    BASIC = "basic"
    API_KEY = "api_key"
    OAUTH2 = "oauth2"
    OPENID = "openid"
    MUTUAL_TLS = "mutual_tls"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Flow:
    """A way of getting OAuth 2 tokens."""

    grant: str
    authorization_url: str = ""
    token_url: str = ""
    refresh_url: str = ""
    scopes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """A kind of credentials. `place` and `wire` say where an API key travels."""

    id: str
    name: Words
    kind: SecurityKind
    docs: Docs = NO_DOCS
    place: In | None = None
    wire: str = ""
    scheme: str = ""
    flows: tuple[Flow, ...] = ()


@dataclass(frozen=True, slots=True)
class ProblemCode:
    """A value of the errors' code field, and the statuses it is documented with."""

    value: str
    name: Words
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problems:
    """The error type that most operations share, if its errors are told apart by a code."""

    type: TypeId
    code_field: str
    codes: tuple[ProblemCode, ...]


@dataclass(frozen=True, slots=True)
class Auth:
    """Operations that credentials are had from, by id, and where in their bodies the tokens are.

    Empty where the service, or its configuration, has nothing to say.
    """

    login: str = ""
    refresh: str = ""
    logout: str = ""
    keys: str = ""
    access_token: str = ""
    refresh_token: str = ""
    expires_in: str = ""


NO_AUTH = Auth()


@dataclass(frozen=True, slots=True)
class Lowered:
    """A construct that could not be kept, how often, and what became of it."""

    code: str
    construct: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """Everything about a service that its clients are written from."""

    title: str
    version: str
    description: str = ""
    ir_version: int = IR_VERSION
    dialect: str = ""
    license: str = ""
    servers: tuple[Server, ...] = ()
    security_schemes: tuple[SecurityScheme, ...] = ()
    groups: tuple[Group, ...] = ()
    types: dict[TypeId, NamedType] = field(default_factory=dict)
    problems: Problems | None = None
    auth: Auth = NO_AUTH
    lowered: tuple[Lowered, ...] = ()

    @property
    def operations(self) -> tuple[Operation, ...]:
        """All operations, group by group."""
        return tuple(operation for group in self.groups for operation in group.operations)

    def resolve(self, type_: Type) -> Type:
        """Look through aliases: the expression that a reference to one stands for."""
        while (
            isinstance(type_, Ref)
            and isinstance(target := self.types[type_.id], Alias)
            and not target.recursive
        ):
            type_ = target.target
        return type_
