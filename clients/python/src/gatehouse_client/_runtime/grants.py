"""OAuth 2.0: tokens from a token endpoint, by client credentials or a user's password."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urljoin

from .calls import Core, call_steps
from .credentials import Basic, ClientCredentials, Grant, Scheme, basic_secret, revealed
from .effects import Steps
from .errors import InputError
from .operation import Answer, Call, Content, Operation, RequestOptions
from .session import MemoryTokenStore, Session, TokenMembers, Tokens

_MEMBERS = TokenMembers()
_SHORTEST_END = 30.0


def granted_session(id_: str, scheme: Scheme, grant: Grant, core: Callable[[], Core]) -> Session:
    """Return a session whose tokens come from the token endpoint of a scheme."""
    kind = "client_credentials" if isinstance(grant, ClientCredentials) else "password"
    flow = scheme.flows.get(kind)
    if flow is None:
        raise InputError(f"the scheme {id_!r} has no flow {kind!r}, but: {', '.join(scheme.flows) or 'none'}")

    def ask(url: str, form: dict[str, str]) -> Steps[Tokens]:
        secret = yield from revealed(grant.client_secret)
        answer = yield from call_steps(core(), _token_call(id_, _absolute(core(), url), _client(grant, secret), form))
        return _plain_end(_MEMBERS.tokens(answer.value), answer.value)

    return Session(
        MemoryTokenStore(),
        lambda: ask(flow.token_url, _first_form(grant, kind)),
        lambda token: ask(flow.refresh_url or flow.token_url, {"grant_type": "refresh_token", "refresh_token": token}),
    )


def _plain_end(tokens: Tokens, answer: Any) -> Tokens:
    """Keep a token until half a minute before its end, however short its life is; without one, until it is refused."""
    if tokens.expires_at is None:
        return tokens
    return replace(tokens, expires_at=time.time() + max(_SHORTEST_END, float(answer["expires_in"])))


def _first_form(grant: Grant, kind: str) -> dict[str, str]:
    user = {} if isinstance(grant, ClientCredentials) else {"username": grant.username, "password": grant.password}
    scopes = {"scope": " ".join(grant.scopes)} if grant.scopes else {}
    return {"grant_type": kind, **user, **scopes}


def _absolute(core: Core, url: str) -> str:
    return urljoin(f"{core.settings.base_url}/", url)


def _token_call(id_: str, url: str, client: str, form: dict[str, str]) -> Call:
    operation: Operation[Any] = Operation(
        id=f"token of {id_!r}",
        method="POST",
        path="",
        contents=(Content("application/x-www-form-urlencoded", "form"),),
        answer=Answer("json", Any, "application/json"),
        server=url,
    )
    headers = {"authorization": f"Basic {client}"} if client else {}
    return Call(operation, body=form, options=RequestOptions(headers=headers))


def _client(grant: Grant, secret: str) -> str:
    """Return id and secret as RFC 6749 wants them, each escaped as in a form first; nothing without an id."""
    return basic_secret(Basic(quote(grant.client_id, safe=""), quote(secret, safe=""))) if grant.client_id else ""
