"""A bare ASGI function: nothing in Python on this server can answer faster."""

from starlette.types import Receive, Scope, Send

_BODY = b'{"status":"alive"}'
_HEADERS = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(_BODY))]


async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    await send({"type": "http.response.body", "body": _BODY})
