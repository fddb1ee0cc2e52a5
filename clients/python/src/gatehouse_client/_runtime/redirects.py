"""Redirects, followed by hand: API keys and bodies do not go to wherever a service points."""

from __future__ import annotations

import httpx

from .bodies import Body
from .effects import Close, Send, Steps
from .errors import TransportError
from .request import Placement, Prepared

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_HOPS = 5
_SEE_OTHER = 303
_HARMLESS = ("accept", "accept-encoding", "user-agent")


def send_following(
    operation: str, prepared: Prepared, placements: list[Placement], deadline: float
) -> Steps[httpx.Response]:
    """Send a request and go where it is redirected to. Another origin gets no headers of ours and no body."""
    request = prepared.request(placements)
    body = prepared.body
    for _ in range(_MOST_HOPS + 1):
        response: httpx.Response = yield Send(request, deadline)
        location = response.headers.get("location") if response.status_code in _REDIRECTS else None
        if location is None:
            return response
        yield Close(response)
        hop = _next_hop(operation, request, response.status_code, location, body)
        body, request = hop.body, hop.request()
    raise _refusal(operation, "there are too many redirects")


def _next_hop(operation: str, request: httpx.Request, status: int, location: str, body: Body) -> Prepared:
    target = _target(operation, request.url, location)
    is_other, is_old = status == _SEE_OTHER, status < _SEE_OTHER
    becomes_get = (is_other and request.method != "HEAD") or (is_old and request.method == "POST")
    method, kept = ("GET", Body()) if becomes_get else (request.method, body)
    if not kept.replayable:
        raise _refusal(operation, "the service redirects, but the body can be sent only once")
    is_same = _origin(target) == _origin(request.url)
    if not is_same and method not in {"GET", "HEAD"}:
        raise _refusal(operation, "the service redirects to another host, which is not sent the request")
    return Prepared(method, str(target), _headers(request.headers, kept, is_same=is_same), kept if is_same else Body())


def _headers(given: httpx.Headers, body: Body, *, is_same: bool) -> httpx.Headers:
    """Keep what a host may see; httpx adds what describes the body."""
    own = {"host", "content-length", "transfer-encoding", *(() if body.arguments else ("content-type",))}
    kept = [(name, value) for name, value in given.items() if name not in own]
    return httpx.Headers([(name, value) for name, value in kept if is_same or name in _HARMLESS])


def _target(operation: str, base: httpx.URL, location: str) -> httpx.URL:
    try:
        target = base.join(location)
    except httpx.InvalidURL:
        target = httpx.URL()
    if target.scheme not in {"http", "https"} or not target.host or target.userinfo:
        raise _refusal(operation, "the service redirects to an address that cannot be used")
    return target


def same_origin(left: str, right: str) -> bool:
    """Whether two addresses are of one host."""
    return _origin(httpx.URL(left)) == _origin(httpx.URL(right))


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    ports = {"http": 80, "https": 443}
    return url.scheme, url.host, url.port or ports.get(url.scheme)


def _refusal(operation: str, message: str) -> TransportError:
    return TransportError(f"{operation}: {message}", retryable=False)
