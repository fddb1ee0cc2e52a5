"""Where pages lead: only ever to another address of this service."""

import re
from typing import Final
from urllib.parse import quote, urlsplit

ACCOUNT: Final = "/account"
SIGN_IN: Final = "/sign-in"
CONFIRM: Final = "/confirm"
_LOCAL: Final = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")
_LONGEST: Final = 6000


def local(address: str) -> str:
    """The address, if it is a path of this service; that of the account otherwise.

    Browsers read `//host`, `/\\host` and what has tabs or line ends in it as other websites.
    """
    if len(address) > _LONGEST or not _LOCAL.fullmatch(address):
        return ACCOUNT
    parts = urlsplit(address)
    return address if not parts.scheme and not parts.netloc else ACCOUNT


def leading_to(path: str, next_address: str, **more: str) -> str:
    """The path, with where to go on afterwards."""
    query = "".join(f"&{name}={quote(value, safe='')}" for name, value in more.items())
    return f"{path}?next={quote(next_address, safe='')}{query}"
