"""Errors in the form that OAuth clients know (RFC 6749, section 5.2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from gatehouse.contract.answer import Answer, Handler

_NO_STORE = {"Cache-Control": "no-store"}


@dataclass(slots=True)
class OAuthError(Exception):
    """A refusal that the caller is told about; raising it rolls the transaction back."""

    error: str
    description: str
    status: int = 400
    headers: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.error}: {self.description}"

    @property
    def answer(self) -> Answer:
        body = {"error": self.error, "error_description": self.description, **self.more}
        return Answer(body, self.status, {**_NO_STORE, **self.headers})


def telling_oauth_errors(handler: Handler) -> Handler:
    """The same handler, whose `OAuthError` becomes its answer."""

    @wraps(handler)
    async def telling(**arguments: Any) -> Answer:
        try:
            return await handler(**arguments)
        except OAuthError as error:
            return error.answer

    return telling


def invalid_request(description: str) -> OAuthError:
    return OAuthError("invalid_request", description)
