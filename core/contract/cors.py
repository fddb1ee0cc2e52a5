"""CORS for the origins that were allowed, and silence for all others."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

_METHODS = "GET, POST, PUT, PATCH, DELETE"
_REQUEST_HEADERS = "Authorization, Content-Type, Idempotency-Key, If-Match, X-API-Key, X-Request-ID"
_EXPOSED = (
    "ETag, Idempotency-Replayed, Link, Location, RateLimit, RateLimit-Policy, Retry-After, "
    "WWW-Authenticate, X-Request-ID"
)
_MAX_AGE = "600"


class Cors:
    """Answers preflights and marks answers; credentials are never cookies, so none are allowed."""

    def __init__(self, origins: list[str]) -> None:
        self._origins = frozenset(origins)

    def preflight(self, method: str, request: Headers) -> Response | None:
        """The answer to a preflight of an allowed origin."""
        if method != "OPTIONS" or "access-control-request-method" not in request:
            return None
        if not self._allows(request.get("origin")):
            return None
        headers = {
            "Access-Control-Allow-Methods": _METHODS,
            "Access-Control-Allow-Headers": _REQUEST_HEADERS,
            "Access-Control-Max-Age": _MAX_AGE,
        }
        return Response(status_code=204, headers=headers)

    def add_headers(self, answer: MutableHeaders, origin: str | None) -> None:
        if not self._origins:
            return
        answer.add_vary_header("Origin")
        if origin is not None and self._allows(origin):
            answer["Access-Control-Allow-Origin"] = origin
            answer["Access-Control-Expose-Headers"] = _EXPOSED
            answer["Cross-Origin-Resource-Policy"] = "cross-origin"

    def _allows(self, origin: str | None) -> bool:
        return origin is not None and (origin in self._origins or "*" in self._origins)
