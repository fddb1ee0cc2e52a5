"""Whether the sign-in that a browser has is one that an application asks for."""

from datetime import datetime, timedelta
from typing import Final, Literal

from gatehouse.core import clock
from gatehouse.domain.openid.requests import Asked
from gatehouse.security.tokens import ACR_ONE, ACR_SEVERAL, Authentication

Lacking = Literal["sign_in", "factor"]

_KNOWN: Final = {ACR_ONE, ACR_SEVERAL}
_AGAIN: Final = {"login", "select_account"}
_SIGN_IN_LASTS: Final = timedelta(minutes=15)


def lacking(asked: Asked, found: Authentication | None, since: datetime | None) -> Lacking | None:
    """What a person has to do first; `since` is when they were sent to do it, if they were."""
    if found is None:
        return "sign_in"
    just_did = since is not None and found.at >= since and clock.now() - since < _SIGN_IN_LASTS
    if not just_did and (asked.prompts & _AGAIN or _is_too_old(asked, found)):
        return "sign_in"
    wants_factor = bool(_KNOWN & set(asked.acr_values)) and ACR_ONE not in asked.acr_values
    return "factor" if wants_factor and found.claims["acr"] != ACR_SEVERAL else None


def _is_too_old(asked: Asked, found: Authentication) -> bool:
    return asked.max_age is not None and clock.now() - found.at > timedelta(seconds=asked.max_age)
