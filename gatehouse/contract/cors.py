"""CORS for allowed origins only."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders

from gatehouse.contract.answer import Reply
from gatehouse.contract.headers import RawHeaders, RequestHeaders, encoded

_METHODS = "GET, POST, PUT, PATCH, DELETE"
_MAX_AGE = "600"


@dataclass(frozen=True, slots=True)
class CorsOptions:
    """Who may call from a browser, and the headers that scripts may send and read there."""

    origins: Sequence[str]
    request_headers: Sequence[str]
    exposed_headers: Sequence[str]


class Cors:
    """Answers preflights and adds CORS headers; credentials are never cookies, so none are allowed."""

    def __init__(self, options: CorsOptions) -> None:
        self._origins = frozenset(options.origins)
        self._request_headers = ", ".join(options.request_headers)
        self._exposed_headers = ", ".join(options.exposed_headers)

    def preflight(self, method: str, request: RequestHeaders) -> Reply | None:
        """The answer to a preflight of an allowed origin."""
        if method != "OPTIONS" or b"access-control-request-method" not in request:
            return None
        if not self._allows(request.text(b"origin")):
            return None
        headers = {
            "Access-Control-Allow-Methods": _METHODS,
            "Access-Control-Allow-Headers": self._request_headers,
            "Access-Control-Max-Age": _MAX_AGE,
        }
        return Reply(204, encoded(headers))

    def with_headers(self, answer: RawHeaders, origin: str) -> RawHeaders:
        """The headers of an answer, with CORS headers added."""
        if not self._origins:
            return answer
        headers = MutableHeaders(raw=answer)
        headers.add_vary_header("Origin")
        if self._allows(origin):
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Expose-Headers"] = self._exposed_headers
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return headers.raw

    def _allows(self, origin: str) -> bool:
        return bool(origin) and (origin in self._origins or "*" in self._origins)
