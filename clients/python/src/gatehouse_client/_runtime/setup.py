"""What a client is made of: settings and credentials, from arguments or from the environment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from .calls import Core, call_steps
from .credentials import Authenticator, Basic, ClientCredentials, Credential, PasswordGrant, Scheme, basic_secret
from .effects import Ask, Steps
from .errors import FactorRequiredError, InputError, ProblemTable
from .grants import granted_session
from .operation import Answer, Call, Operation
from .session import MemoryTokenStore, SecondFactor, Session, TokenMembers, Tokens, TokenStore
from .settings import TIMEOUT, TOTAL_TIMEOUT, Product, Settings, address, environment, retries, seconds
from .values import Secret, is_object


@dataclass(frozen=True)
class Login:
    """How to sign in: the operation, and the members of its body, by option, that say who."""

    operation: Callable[[], Operation[Any]]
    members: Mapping[str, str]
    password: str


@dataclass(frozen=True)
class SecondStep:
    """How to complete a sign-in that waits for a second factor: the operation, and the members of its body.

    The answer that waits has the token in a member of the same name.
    """

    operation: Callable[[], Operation[Any]]
    token: str
    code: str

    def token_in(self, answer: Any) -> str | None:
        """Return the token, if the answer waits for a code."""
        members: dict[str, Any] = answer if is_object(answer) else {}
        token = members.get(self.token)
        return token if isinstance(token, str) else None


@dataclass(frozen=True)
class Refresh:
    """How to renew tokens: the operation, and the member of its body for the token."""

    operation: Callable[[], Operation[Any]]
    member: str


@dataclass(frozen=True)
class Service:
    """What the generated code knows about the service."""

    product: Product
    schemes: Mapping[str, Scheme] = field(default_factory=dict[str, Scheme])
    problems: ProblemTable = field(default_factory=ProblemTable)
    login: Login | None = None
    second_step: SecondStep | None = None
    refresh: Refresh | None = None
    tokens: TokenMembers = field(default_factory=TokenMembers)
    exempt: frozenset[str] = frozenset()
    """The operations that signing in is made of, which need no tokens themselves."""


@dataclass(frozen=True)
class Limits:
    """What the caller chose for all calls; `None` is left to the environment and the defaults."""

    base_url: str | None = None
    server: int | None = None
    server_variables: Mapping[str, str] | None = None
    timeout: float | None = None
    total_timeout: float | None = None
    max_retries: int | None = None
    headers: Mapping[str, str] | None = None
    query: Mapping[str, Any] | None = None
    user_agent: str | None = None
    is_open: bool = False


@dataclass(frozen=True)
class Given:
    """Who calls: what the caller said, or else the environment. The two are never mixed."""

    token: Secret | None = field(default=None, repr=False)
    api_key: Secret | None = field(default=None, repr=False)
    basic: Basic | tuple[str, str] | None = None
    names: Mapping[str, str | None] = field(default_factory=dict[str, "str | None"])
    password: str | None = field(default=None, repr=False)
    access_token: str | None = field(default=None, repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    token_store: TokenStore | None = None
    credentials: Mapping[str, Credential] | None = field(default=None, repr=False)
    second_factor: SecondFactor | None = None

    def completed(self, service: Service) -> Given:
        """Return what the environment says, unless the caller said anything at all."""
        said = [getattr(self, each.name) for each in fields(self) if each.name not in {"names", "second_factor"}]
        if any(each is not None for each in [*said, *self.names.values()]):
            return self
        prefix, kinds = service.product.prefix, {each.kind for each in service.schemes.values()}
        user, password = environment(f"{prefix}_USERNAME"), environment(f"{prefix}_PASSWORD")
        return Given(
            token=environment(f"{prefix}_TOKEN") if "bearer" in kinds else None,
            api_key=environment(f"{prefix}_API_KEY") if "api_key" in kinds else None,
            basic=Basic(user, password) if "basic" in kinds and user and password else None,
            names={name: environment(f"{prefix}_{name.upper()}") for name in self.names},
            password=password if service.login else None,
            second_factor=self.second_factor,
        )


def core_of(service: Service, limits: Limits, given: Given) -> Core:
    """Put together what the calls of a client share."""
    given = given.completed(service)
    known: list[Core] = []
    secrets, sessions = _held(service, given, lambda: known[0])
    authenticator = Authenticator(service.schemes, secrets, sessions, service.exempt, is_open=limits.is_open)
    known.append(Core(_settings(service, limits), authenticator))
    return known[0]


def _settings(service: Service, limits: Limits) -> Settings:
    product, prefix = service.product, service.product.prefix
    agent = " ".join(filter(None, [limits.user_agent, product.agent]))
    return Settings(
        base_url=address(product, limits.base_url, limits.server, limits.server_variables),
        default_url=product.default_url,
        timeout=seconds(limits.timeout, f"{prefix}_TIMEOUT_MS", TIMEOUT, "timeout"),
        total_timeout=seconds(limits.total_timeout, f"{prefix}_TOTAL_TIMEOUT_MS", TOTAL_TIMEOUT, "total_timeout"),
        max_retries=retries(limits.max_retries, f"{prefix}_MAX_RETRIES"),
        headers={"user-agent": agent, **(limits.headers or {})},
        query=limits.query or {},
        problems=service.problems,
    )


def _held(service: Service, given: Given, core: Callable[[], Core]) -> tuple[dict[str, Secret], dict[str, Session]]:
    """Return the secret or the session for each scheme that there is one for."""
    basic = basic_secret(given.basic) if given.basic else None
    by_kind: dict[str, Secret | None] = {"bearer": given.token, "api_key": given.api_key, "basic": basic}
    held = {id_: secret for id_, each in service.schemes.items() if (secret := by_kind.get(each.kind)) is not None}
    session = _session(service, given, core)
    sessions = {id_: session for id_, each in service.schemes.items() if session and each.kind == "bearer"}
    for id_, credential in (given.credentials or {}).items():
        scheme = service.schemes.get(id_)
        if scheme is None:
            raise InputError(f"there is no security scheme {id_!r}, but: {', '.join(service.schemes) or 'none'}")
        if isinstance(credential, (ClientCredentials, PasswordGrant)):
            held.pop(id_, None)
            sessions[id_] = granted_session(id_, scheme, credential, core)
        else:
            held[id_] = basic_secret(credential) if isinstance(credential, Basic) else credential
    return held, sessions


def _session(service: Service, given: Given, core: Callable[[], Core]) -> Session | None:
    """Return the session, if there is anything to begin one with."""
    login = _checked_login(service, given)
    has_tokens = given.access_token is not None or given.refresh_token is not None
    if not login and not has_tokens and given.token_store is None:
        return None
    end = 0.0 if given.access_token is None else None
    tokens = Tokens(given.access_token or "", given.refresh_token, end) if has_tokens else None
    store = given.token_store or MemoryTokenStore(tokens)
    return Session(store, _sign_in(service, login, given.second_factor, core), _renew(service, core))


def _checked_login(service: Service, given: Given) -> dict[str, str] | None:
    """Return the body to sign in with; half of it is refused."""
    if service.login is None or (given.basic is not None and not any(given.names.values())):
        return None
    body = {service.login.members[name]: value for name, value in given.names.items() if value is not None}
    if not body and given.password is None:
        return None
    if not body or given.password is None:
        there = ["password"] if not body else [name for name, value in given.names.items() if value is not None]
        lacking = ["password"] if body else list(given.names)
        variables = " or ".join(f"{service.product.prefix}_{name.upper()}" for name in lacking)
        raise InputError(
            f"{' and '.join(there)} without {' or '.join(lacking)} ({variables}): "
            "credentials are taken from arguments or from the environment, never from both"
        )
    return {**body, service.login.password: given.password}


def _sign_in(
    service: Service, body: dict[str, str] | None, ask: SecondFactor | None, core: Callable[[], Core]
) -> Callable[[], Steps[Tokens]] | None:
    login = service.login
    return (lambda: _signed_in(service, login, body, ask, core())) if login and body else None


def _signed_in(
    service: Service, login: Login, body: dict[str, str], ask: SecondFactor | None, core: Core
) -> Steps[Tokens]:
    """Sign in, with a code where the service wants one."""
    answer, step = (yield from _answered(login.operation(), body, core)), service.second_step
    token = step.token_in(answer) if step else None
    if step and token is not None:
        if ask is None:
            raise FactorRequiredError(answer)
        code: Any = yield Ask(ask, (answer,))
        answer = yield from _answered(step.operation(), {step.token: token, step.code: code}, core)
    return service.tokens.tokens(answer)


def _renew(service: Service, core: Callable[[], Core]) -> Callable[[str], Steps[Tokens]] | None:
    refresh = service.refresh
    if refresh is None:
        return None
    return lambda token: _renewed(service, refresh, token, core())


def _renewed(service: Service, refresh: Refresh, token: str, core: Core) -> Steps[Tokens]:
    answer = yield from _answered(refresh.operation(), {refresh.member: token}, core)
    return service.tokens.tokens(answer)


def _answered(operation: Operation[Any], body: dict[str, str], core: Core) -> Steps[Any]:
    plain = replace(operation, answer=Answer("json", Any, "application/json"))
    outcome = yield from call_steps(core, Call(plain, body=body))
    return outcome.value
