"""The service with a weakness put in front of it, one at a time: what a suite of attacks has to notice."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

import jwt
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.attack.blackbox.families.mass_assignment import DECIDED

_LARGE = 500_000
_SPUN_SECONDS = 0.3
_KNOWN_SECONDS = 0.03
_LOUD, _LOUD_SECONDS = 10, 0.5


@dataclass(frozen=True)
class Reply:
    """A whole answer."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    def saying(self, status: int, body: bytes) -> "Reply":
        kept = [(name, value) for name, value in self.headers if name.lower() != b"content-length"]
        return Reply(status, [*kept, (b"content-length", str(len(body)).encode())], body)


@dataclass
class Request:
    """A whole request, and the service that would answer it."""

    app: ASGIApp
    scope: Scope
    body: bytes

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode(): value.decode("latin-1") for name, value in self.scope["headers"]}

    @property
    def json(self) -> dict[str, Any]:
        try:
            read = json.loads(self.body)
        except ValueError:
            return {}
        return read if isinstance(read, dict) else {}

    def with_headers(self, **changes: str | None) -> "Request":
        """With other headers; None removes one."""
        named = {name.replace("_", "-"): value for name, value in changes.items()}
        kept = {name: value for name, value in self.headers.items() if name not in named}
        headers = kept | {name: value for name, value in named.items() if value is not None}
        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        return replace(self, scope={**self.scope, "headers": raw})

    async def answered(self) -> Reply:
        """What the service answers."""
        messages: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": self.body}

        async def send(message: Message) -> None:
            messages.append(message)

        await self.app(self.scope, receive, send)
        start, *rest = messages
        return Reply(
            start["status"], list(start["headers"]), b"".join(each.get("body", b"") for each in rest)
        )


@dataclass
class Weak:
    """The service with the weakness named by `weakness`, and what that has seen."""

    app: ASGIApp
    weakness: str = ""
    answers: dict[str, Reply] = field(default_factory=dict)
    bearers: dict[str, str] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    guesses: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self.weakness:
            await self.app(scope, receive, send)
            return
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        reply = await WEAKNESSES[self.weakness](self, Request(self.app, scope, body))
        await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
        await send({"type": "http.response.body", "body": reply.body})


async def _crashes(_weak: Weak, request: Request) -> Reply:
    """On what it does not know."""
    reply = await request.answered()
    return reply.saying(500, b"Traceback ...") if reply.status in (404, 422) else reply


async def _toils(_weak: Weak, request: Request) -> Reply:
    """Over large bodies."""
    until = time.process_time() + _SPUN_SECONDS if len(request.body) > _LARGE else 0
    while time.process_time() < until:
        pass
    return await request.answered()


async def _trusts(weak: Weak, request: Request) -> Reply:
    """Whoever a token names, when it says that it is not signed."""
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
        signed = str(jwt.get_unverified_header(token)["alg"]).lower() != "none"
    except (jwt.InvalidTokenError, KeyError):
        return await request.answered()
    if signed:
        weak.bearers[claims["sub"]] = token
    return await request.with_headers(authorization=f"Bearer {weak.bearers[claims['sub']]}").answered()


async def _remembers(weak: Weak, request: Request) -> Reply:
    """What it once showed to somebody."""
    reply = await request.answered()
    key = f"{request.scope['path']} {request.headers.get('authorization')}"
    if request.scope["method"] == "GET" and reply.status == 200:
        weak.answers[key] = reply
    return weak.answers.get(key, reply) if request.scope["method"] == "GET" else reply


async def _repeats(_weak: Weak, request: Request) -> Reply:
    """What was to be done once."""
    return await request.with_headers(idempotency_key=None).answered()


async def _overlooks_conditions(_weak: Weak, request: Request) -> Reply:
    return await request.with_headers(if_match=None).answered()


async def _opens(_weak: Weak, request: Request) -> Reply:
    """One route to everybody."""
    reply = await request.answered()
    opened = request.scope["path"].startswith("/users/") and request.scope["method"] == "GET"
    return reply.saying(200, b"{}") if opened and reply.status in (401, 403) else reply


async def _mistakes(weak: Weak, request: Request) -> Reply:
    """An API key for its owner."""
    key = request.headers.get("x-api-key", "")
    if key in weak.owners:
        request = request.with_headers(x_api_key=None, authorization=weak.owners[key])
    reply = await request.answered()
    if request.scope["path"] == "/users/me/api-keys" and reply.status == 201:
        weak.owners[json.loads(reply.body)["key"]] = request.headers["authorization"]
    return reply


async def _forgives(_weak: Weak, request: Request) -> Reply:
    """Fields that nobody may set."""
    if fields := request.json:
        body = json.dumps({name: value for name, value in fields.items() if name not in DECIDED}).encode()
        request = replace(request.with_headers(content_length=str(len(body))), body=body)
    return await request.answered()


async def _matches(_weak: Weak, request: Request) -> Reply:
    """Everybody, when asked for a percent sign."""
    if b"%25" in request.scope["query_string"]:
        request.scope["query_string"] = b""
    return await request.answered()


async def _tells(weak: Weak, request: Request) -> Reply:
    """In words, who has an account."""
    reply = await request.answered()
    if _is_known(weak, request, reply) and reply.status == 401:
        return reply.saying(401, reply.body.replace(b"Wrong ", b"A wrong "))
    return reply


async def _hesitates(weak: Weak, request: Request) -> Reply:
    """When somebody has an account."""
    reply = await request.answered()
    if _is_known(weak, request, reply) and request.scope["path"].startswith("/auth/"):
        await asyncio.sleep(_KNOWN_SECONDS)
    return reply


def _is_known(weak: Weak, request: Request, reply: Reply) -> bool:
    email = str(request.json.get("email"))
    if request.scope["path"] == "/users" and reply.status == 201:
        weak.known.add(email)
    return email in weak.known


async def _believes(_weak: Weak, request: Request) -> Reply:
    """Any address that the caller makes up."""
    if address := request.headers.get("x-forwarded-for"):
        request.scope["client"] = (address, 1)
    return await request.answered()


async def _echoes(_weak: Weak, request: Request) -> Reply:
    """What it refused."""
    reply = await request.answered()
    if reply.status != 422:
        return reply
    return reply.saying(422, json.dumps({**json.loads(reply.body), "input": request.body.decode()}).encode())


async def _accepts(_weak: Weak, request: Request) -> Reply:
    """A token that was used."""
    reply = await request.answered()
    reset = request.scope["path"] == "/auth/password/reset/confirm"
    return reply.saying(204, b"") if reset and reply.status == 422 else reply


async def _shrugs(_weak: Weak, request: Request) -> Reply:
    """At a weak password."""
    if request.json.get("password") == "Password1!":
        body = request.body.replace(b"Password1!", b"tulip-orbit-lantern-42")
        request = replace(request.with_headers(content_length=str(len(body))), body=body)
    return await request.answered()


async def _serves_the_loudest(weak: Weak, request: Request) -> Reply:
    """And nobody else, once somebody guesses a lot."""
    if request.scope["path"] == "/users/me/change-password":
        weak.guesses += 1
        await asyncio.sleep(_LOUD_SECONDS)
    reply = await request.answered()
    turned_away = weak.guesses > _LOUD and request.scope["path"] == "/auth/login"
    return reply.saying(503, b"{}") if turned_away else reply


WEAKNESSES: dict[str, Callable[[Weak, Request], Awaitable[Reply]]] = {
    "crashes": _crashes,
    "toils": _toils,
    "trusts": _trusts,
    "remembers": _remembers,
    "repeats": _repeats,
    "overlooks conditions": _overlooks_conditions,
    "opens": _opens,
    "mistakes": _mistakes,
    "forgives": _forgives,
    "matches": _matches,
    "tells": _tells,
    "hesitates": _hesitates,
    "believes": _believes,
    "echoes": _echoes,
    "accepts": _accepts,
    "shrugs": _shrugs,
    "serves the loudest": _serves_the_loudest,
}
