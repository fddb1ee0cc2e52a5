"""What shows that a form was sent from a page of ours, and by the browser that got the page."""

import hmac
import secrets
from typing import Any, Final

import orjson
from starlette.datastructures import Headers
from starlette.types import Scope

from gatehouse.contract.problems import Problem
from gatehouse.pages.cookies import Cookies
from gatehouse.security.crypto import Vault, encode

FIELD: Final = "csrf"
_BYTES: Final = 16
_OURS: Final = {"", "same-origin", "none"}


def csrf_token(vault: Vault, cookies: Cookies) -> str:
    """For a hidden field. It is another one for each browser, and for each session of a browser."""
    if not cookies.get("form"):
        cookies.put("form", secrets.token_urlsafe(_BYTES))
    return _token(vault, cookies)


def check_csrf(vault: Vault, cookies: Cookies, scope: Scope, given: str) -> None:
    """`forbidden` unless the form is from a page that this browser got, in this session of it."""
    from_where = Headers(scope=scope).get("sec-fetch-site", "")
    known = bool(cookies.get("form")) and hmac.compare_digest(
        given.encode("utf-8", "replace"), _token(vault, cookies).encode()
    )
    if not known or from_where not in _OURS:
        raise Problem("forbidden", "This form is out of date. Fill it in again.")


def _token(vault: Vault, cookies: Cookies) -> str:
    bound = f"{cookies.get('form')}\n{cookies.get('session')}"
    return encode(vault.mac("page-form", bound.encode("utf-8", "replace"), 24))


def read_json(text: str) -> Any:
    """What a script of ours put into a field; something that is refused, if it is no JSON."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return {}
