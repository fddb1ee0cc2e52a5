"""Tokens that run out: had by signing in, renewed ahead of time, shared by all calls."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from .effects import Ask, Share, Steps
from .errors import InputError, StatusError
from .values import is_object

_AHEAD = 30.0
_REFUSED = frozenset({400, 401, 403, 404})


@dataclass(frozen=True)
class Tokens:
    """What signing in gives. `expires_at` is in seconds since 1970."""

    access_token: str = field(repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    expires_at: float | None = None

    @property
    def is_ending(self) -> bool:
        """Whether the access token is about to run out."""
        return self.expires_at is not None and self.expires_at - _AHEAD < time.time()


class TokenStore(Protocol):
    """Where tokens are kept. Several clients may share one; with an async client, its methods may be async."""

    def load(self) -> Any:
        """Return the tokens, or `None`."""

    def save(self, tokens: Tokens | None) -> Any:
        """Keep the tokens; `None` forgets them."""


class MemoryTokenStore:
    """Keeps tokens for as long as the program runs."""

    def __init__(self, tokens: Tokens | None = None) -> None:
        self._tokens = tokens

    def load(self) -> Tokens | None:
        """Return the tokens, or `None`."""
        return self._tokens

    def save(self, tokens: Tokens | None) -> None:
        """Keep the tokens; `None` forgets them."""
        self._tokens = tokens


SecondFactor = Callable[[Any], Any]
"""Finds out the code of a second factor, for example by asking a person: it is given what the service answered, and
returns a text. With an async client, it may be async."""

SignIn = Callable[[], Steps[Tokens]]
Renew = Callable[[str], Steps[Tokens]]


class Session:
    """The tokens of a client. However many calls need new ones at once, they are asked for once."""

    def __init__(self, store: TokenStore, sign_in: SignIn | None, renew: Renew | None) -> None:
        self._store = store
        self._sign_in = sign_in
        self._renew = renew

    def token(self, deadline: float) -> Steps[str]:
        """Return an access token that is good for a while."""
        tokens = yield from self._load()
        if tokens is None or tokens.is_ending:
            tokens = yield from self._renewed(tokens.access_token if tokens else None, deadline)
        return tokens.access_token

    def replaced(self, refused: str, deadline: float) -> Steps[bool]:
        """Replace a token that was refused; say whether there is another one now."""
        tokens = yield from self._load()
        if tokens and tokens.access_token != refused:
            return True
        if not self._sign_in and not (self._renew and tokens and tokens.refresh_token):
            return False
        yield from self._renewed(refused, deadline)
        return True

    def _load(self) -> Steps[Tokens | None]:
        tokens: Tokens | None = yield Ask(self._store.load)
        return tokens

    def _renewed(self, stale: str | None, deadline: float) -> Steps[Tokens]:
        tokens: Tokens = yield Share(self, lambda: self._replace(stale), deadline)
        return tokens

    def _replace(self, stale: str | None) -> Steps[Tokens]:
        current = yield from self._load()
        if current and current.access_token != stale and not current.is_ending:
            return current
        tokens = yield from self._obtain(current)
        yield Ask(self._store.save, (tokens,))
        return tokens

    def _obtain(self, current: Tokens | None) -> Steps[Tokens]:
        if self._renew and current and current.refresh_token:
            try:
                tokens = yield from self._renew(current.refresh_token)
                return replace(tokens, refresh_token=tokens.refresh_token or current.refresh_token)
            except StatusError as error:
                if error.status not in _REFUSED:
                    raise
                yield Ask(self._store.save, (None,))
                if not self._sign_in:
                    raise
        if self._sign_in:
            return (yield from self._sign_in())
        if current:
            return current
        raise InputError("there are no tokens, and nothing to sign in with")


@dataclass(frozen=True)
class TokenMembers:
    """The names of the members that hold the tokens in an answer."""

    access: str = "access_token"
    refresh: str = "refresh_token"
    expires_in: str = "expires_in"

    def tokens(self, answer: Any) -> Tokens:
        """Take the tokens out of the answer of signing in."""
        members: dict[str, Any] = answer if is_object(answer) else {}
        access, refresh = members.get(self.access), members.get(self.refresh)
        if not isinstance(access, str):
            raise InputError(f"the answer to signing in has no {self.access}")
        return Tokens(access, refresh if isinstance(refresh, str) else None, _end(members.get(self.expires_in)))


def _end(seconds: Any) -> float | None:
    """Return when a token ends; one that lives for less than a minute is renewed when half of its time is over."""
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or seconds <= 0:
        return None
    return time.time() + seconds + max(0.0, _AHEAD - seconds / 2)
