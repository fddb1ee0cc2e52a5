"""The cookies of pages: none of them can be read by scripts or sent along by other websites' forms."""

from datetime import timedelta
from http.cookies import CookieError, SimpleCookie
from typing import Final, Literal

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

Name = Literal["session", "form", "login", "later", "language"]

_NAMES: Final[dict[Name, str]] = {
    "session": "gatehouse",
    "form": "gatehouse-form",
    "login": "gatehouse-login",
    "later": "gatehouse-later",
    "language": "gatehouse-language",
}
_HOST: Final = "__Host-"  # browsers take these over HTTPS only, and from no other host of the domain


class Cookies:
    """What a browser sent, and what its answer is to set."""

    def __init__(self, scope: Scope, *, secure: bool) -> None:
        self._secure = secure
        self._sent = _read(Headers(scope=scope).get("cookie", ""))
        self._set: dict[Name, tuple[str, int | None]] = {}

    def get(self, name: Name) -> str:
        """The value as this answer leaves it; empty if there is none."""
        if name in self._set:
            return self._set[name][0]
        return self._sent.get(self._full(name), "")

    def put(self, name: Name, value: str, life: timedelta | None = None) -> None:
        """Set it for a time, or until the browser is closed."""
        self._set[name] = value, int(life.total_seconds()) if life else None

    def drop(self, name: Name) -> None:
        self._set[name] = "", 0

    def on(self, response: Response) -> Response:
        """The response, which sets them."""
        for name, (value, life) in self._set.items():
            response.set_cookie(
                self._full(name), value, life, path="/", secure=self._secure, httponly=True, samesite="lax"
            )
        return response

    def _full(self, name: Name) -> str:
        return f"{_HOST if self._secure else ''}{_NAMES[name]}"


def _read(header: str) -> dict[str, str]:
    """The first of each name: browsers send the most specific one first."""
    found: dict[str, str] = {}
    for part in header.split(";"):
        try:
            morsels = SimpleCookie(part.strip())
        except CookieError:
            continue
        for name, morsel in morsels.items():
            found.setdefault(name, morsel.value)
    return found
