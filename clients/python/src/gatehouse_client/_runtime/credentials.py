"""Credentials: which ones an operation needs, and where they go."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Union

from .effects import Ask, Steps
from .errors import CredentialsError, InputError
from .operation import Call
from .request import Placement
from .session import Session
from .values import Secret

_SENDABLE = re.compile(r"[\t\x20-\x7e\x80-\xff]+")


@dataclass(frozen=True)
class Basic:
    """User name and password, as HTTP's basic scheme has them."""

    username: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class ClientCredentials:
    """A client that gets its own tokens (OAuth 2.0 client credentials).

    A secret that is exchanged now and then is a function, async or not: it is asked whenever a token is.
    """

    client_id: str
    client_secret: Secret = field(repr=False)
    scopes: Sequence[str] = ()


@dataclass(frozen=True)
class PasswordGrant:
    """A user whose tokens the client gets (OAuth 2.0 password grant)."""

    username: str
    password: str = field(repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    scopes: Sequence[str] = ()


Grant = Union[ClientCredentials, PasswordGrant]
Credential = Union[Secret, Basic, ClientCredentials, PasswordGrant]


@dataclass(frozen=True)
class Flow:
    """Where tokens are had from."""

    token_url: str
    refresh_url: str = ""


@dataclass(frozen=True)
class Scheme:
    """A way in which a service takes credentials; `option` is the argument of the client that gives them."""

    kind: str
    option: str
    place: str = "header"
    wire: str = "authorization"
    flows: Mapping[str, Flow] = field(default_factory=dict[str, Flow])

    def placement(self, secret: str) -> Placement:
        """Return where a secret goes."""
        if self.kind == "api_key":
            return Placement(self.place, self.wire, secret)
        return Placement("header", "authorization", f"{'Basic' if self.kind == 'basic' else 'Bearer'} {secret}")


@dataclass(frozen=True)
class Chosen:
    """Credentials for a request; `renew` is there if they could be replaced when they are refused."""

    placements: list[Placement] = field(default_factory=list[Placement], repr=False)
    renew: Callable[[float], Steps[bool]] | None = None


class Authenticator:
    """Chooses, for each operation, the first of its alternatives that there are credentials for."""

    def __init__(
        self,
        schemes: Mapping[str, Scheme],
        secrets: Mapping[str, Secret],
        sessions: Mapping[str, Session],
        exempt: frozenset[str],
        *,
        is_open: bool,
    ) -> None:
        """Take secrets and sessions by scheme; `exempt` operations get no token of a session."""
        self._schemes = schemes
        self._secrets = secrets
        self._sessions = sessions
        self._exempt = exempt
        self._is_open = is_open

    def choose(self, call: Call, deadline: float) -> Steps[Chosen]:
        """Return the credentials for a call, or raise a `CredentialsError` that says what is missing."""
        alternatives = call.operation.security
        if not alternatives or call.options.without_credentials:
            return Chosen()
        is_exempt = call.operation.id in self._exempt
        known = {*self._secrets, *(() if is_exempt else self._sessions)}
        held = [each for each in alternatives if known.issuperset(each)]
        chosen = next((each for each in held if each), None)
        if chosen is None:
            if not held and not is_exempt and not self._is_open and not self._has_own_header(call):
                raise self._missing(call)
            return Chosen()
        return (yield from self._gather(chosen, deadline))

    def _gather(self, ids: tuple[str, ...], deadline: float) -> Steps[Chosen]:
        placements: list[Placement] = []
        renewals: list[tuple[Session, str]] = []
        for id_ in ids:
            session = self._sessions.get(id_) if id_ not in self._secrets else None
            if session:
                secret = yield from session.token(deadline)
                renewals.append((session, secret))
            else:
                secret = _sendable((yield from revealed(self._secrets[id_])))
            placements.append(self._schemes[id_].placement(secret))
        return Chosen(placements, (lambda until: _replace(renewals, until)) if renewals else None)

    def _has_own_header(self, call: Call) -> bool:
        given = {name.lower() for name in call.options.headers}
        ids = {id_ for each in call.operation.security for id_ in each}
        return any(self._schemes[id_].wire.lower() in given for id_ in ids if self._schemes[id_].place == "header")

    def _missing(self, call: Call) -> CredentialsError:
        alternatives = [
            " and ".join(map(repr, each)) + " together" * (len(each) > 1) for each in call.operation.security
        ]
        ids = dict.fromkeys(id_ for each in call.operation.security for id_ in each)
        options = dict.fromkeys(self._schemes[id_].option for id_ in ids)
        named = ", ".join(f"credentials={{{id_!r}: ...}}" for id_ in ids)
        return CredentialsError(
            f"{call.operation.id} needs credentials for {', or for '.join(alternatives)}: "
            f"give the client {' or '.join(options)}, or {named}"
        )


def _replace(renewals: list[tuple[Session, str]], deadline: float) -> Steps[bool]:
    """Replace the tokens of all sessions; say whether there are others now."""
    found = False
    for session, refused in renewals:
        found = (yield from session.replaced(refused, deadline)) or found
    return found


def revealed(secret: Secret) -> Steps[Any]:
    """Return the current value of a secret."""
    if callable(secret):
        return (yield Ask(secret))
    return secret


def _sendable(value: Any) -> str:
    if not isinstance(value, str) or not _SENDABLE.fullmatch(value):
        raise InputError("a credential is empty, or has characters that cannot be sent")
    return value


def basic_secret(given: Basic | tuple[str, str]) -> str:
    """Return user name and password as they are sent."""
    username, password = (given.username, given.password) if isinstance(given, Basic) else given
    if ":" in username:
        raise InputError("a user name cannot have a colon in it")
    return base64.b64encode(f"{username}:{password}".encode()).decode()
