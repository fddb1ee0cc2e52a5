"""The whole: everything about a service that its clients are written from."""

from dataclasses import dataclass, field
from enum import StrEnum

from sdkgen.ir.basics import NO_DOCS, Docs
from sdkgen.ir.operations import ContentKind, Group, In, Operation, Webhook
from sdkgen.ir.places import Server
from sdkgen.ir.types import Alias, NamedType, Object, Ref, Type, TypeId
from sdkgen.lowered import Lowered
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

    @property
    def is_token(self) -> bool:
        """Whether a token is presented as `Authorization: Bearer`."""
        return self in {SecurityKind.BEARER, SecurityKind.OAUTH2, SecurityKind.OPENID}


_BY_TRANSPORT = {SecurityKind.MUTUAL_TLS, SecurityKind.OTHER}


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
class TypedError:
    """What an operation answers with an error: `status` is a code, a range such as `4XX`, or `default`."""

    status: str
    type: Type


@dataclass(frozen=True, slots=True)
class Auth:
    """Operations that credentials are had from, by id, and where in their bodies the tokens are.

    `identities` are the members of the login's body that can name an account, the best first, and `password`
    is the one for its password. `second_step` completes a login whose answer has a `login_token` in place of
    tokens: its body takes that and a `code`. Empty where the service, or its configuration, has nothing to
    say.
    """

    login: str = ""
    refresh: str = ""
    logout: str = ""
    keys: str = ""
    access_token: str = ""
    refresh_token: str = ""
    expires_in: str = ""
    identities: tuple[str, ...] = ()
    password: str = ""
    second_step: str = ""
    login_token: str = ""
    code: str = ""


NO_AUTH = Auth()


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
    webhooks: tuple[Webhook, ...] = ()
    types: dict[TypeId, NamedType] = field(default_factory=dict)
    problems: Problems | None = None
    auth: Auth = NO_AUTH
    lowered: tuple[Lowered, ...] = ()

    @property
    def operations(self) -> tuple[Operation, ...]:
        """All operations, group by group."""
        return tuple(operation for group in self.groups for operation in group.operations)

    @property
    def base_url(self) -> str:
        """The address that a client uses unless it is told another; empty if the document has none."""
        return self.servers[0].address if self.servers else ""

    def find(self, id_: str) -> Operation | None:
        """Return an operation by its id."""
        return next((each for each in self.operations if id_ and each.id == id_), None)

    def object(self, type_: Type | None) -> Object | None:
        """Return the object that a type stands for, if it is one."""
        resolved = self.resolve(type_) if type_ else None
        named = self.types[resolved.id] if isinstance(resolved, Ref) else None
        return named if isinstance(named, Object) else None

    def credentials(self, operation: Operation) -> tuple[tuple[str, ...], ...]:
        """Return the schemes that an operation takes, those that are needed together as one alternative.

        What clients cannot present, such as a certificate, is left to the transport, and not among them.
        """
        kinds = {scheme.id: scheme.kind for scheme in self.security_schemes}
        return tuple(
            tuple(use.scheme for use in each if kinds[use.scheme] not in _BY_TRANSPORT)
            for each in operation.security
        )

    def typed_errors(self, operation: Operation) -> tuple[TypedError, ...]:
        """Return the errors of an operation that have a type of their own, apart from problems with codes."""
        problem = Ref(self.problems.type) if self.problems else None
        return tuple(
            TypedError(answer.status, content.type)
            for answer in operation.answers
            if answer.is_error and (content := answer.content) and content.type
            if content.kind is ContentKind.JSON and content.type != problem
        )

    def resolve(self, type_: Type) -> Type:
        """Look through aliases: the expression that a reference to one stands for."""
        while (
            isinstance(type_, Ref)
            and isinstance(target := self.types[type_.id], Alias)
            and not target.recursive
        ):
            type_ = target.target
        return type_
