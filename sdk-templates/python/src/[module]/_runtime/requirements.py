"""What a token has to say, and what is to be answered where it does not."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

Members = dict[str, Any]

_ANSWERS = {
    "client": (403, "insufficient_scope"),
    "scope": (403, "insufficient_scope"),
    "authentication": (401, "insufficient_user_authentication"),
    "unavailable": (503, ""),
}


class VerifyError(Exception):
    """A token that is not accepted, which is nowhere in the error.

    `reason` is one of malformed, algorithm, type, key, signature, issuer, audience, expired, early, client, scope,
    authentication, unavailable; the last says nothing about the token: the keys cannot be fetched. `status` and
    `challenge` are what to answer: 401, 403 or 503, and the header `WWW-Authenticate` (RFC 6750, RFC 9470), empty with 503.
    """

    def __init__(self, reason: str, message: str, details: str = "") -> None:
        super().__init__(message)
        self.reason = reason
        self.status, error = _ANSWERS.get(reason, (401, "invalid_token"))
        self.challenge = f'Bearer error="{error}"{details}' if error else ""


@dataclass(frozen=True)
class Requirements:
    """What a token needs besides being a good one; what is `None` is not looked at."""

    scopes: Collection[str] = ()
    clients: Collection[str] | None = None
    acr: Collection[str] | None = None
    max_age: float | None = None

    def __post_init__(self) -> None:
        """Refuse a text where a list belongs: its letters would be taken for names."""
        for name in ("scopes", "clients", "acr"):
            if isinstance(getattr(self, name), str):
                raise TypeError(f"{name} has to be a list of texts, not one text")

    def check(self, claims: Members, leeway: float) -> None:
        """Raise a `VerifyError` if a token does not have what it needs."""
        if self.clients is not None and claims.get("client_id") not in list(self.clients):
            raise VerifyError("client", "the token is of an application that is not accepted here")
        granted = str(claims.get("scope", "")).split(" ")
        if missing := [each for each in self.scopes if each not in granted]:
            message = f"the token lacks: {' '.join(missing)}"
            raise VerifyError("scope", message, f', scope="{" ".join(self.scopes)}"')
        if self.acr is not None and claims.get("acr") not in list(self.acr):
            raise self._weak(f"the sign-in has to be one of: {' '.join(self.acr)}")
        if self.max_age is not None and _time(claims.get("auth_time")) + self.max_age + leeway < time.time():
            raise self._weak(f"the sign-in must not be older than {self.max_age:.0f} seconds")

    def _weak(self, message: str) -> VerifyError:
        values = "" if self.acr is None else f', acr_values="{" ".join(self.acr)}"'
        age = "" if self.max_age is None else f', max_age="{self.max_age:.0f}"'
        return VerifyError("authentication", message, values + age)


def _time(value: Any) -> float:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number else float("-inf")
