"""A service of a few operations that answers as it is told, without a network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

from gatehouse_client._runtime.async_transport import AsyncTransport
from gatehouse_client._runtime.credentials import Scheme
from gatehouse_client._runtime.operation import Answer, Content, Operation
from gatehouse_client._runtime.settings import Product
from gatehouse_client._runtime.setup import Given, Limits, Login, Service, core_of
from gatehouse_client._runtime.transport import Transport

Handler = Callable[[httpx.Request], httpx.Response]

LOGIN: Operation[Any] = Operation("login", "POST", "/login", contents=(Content("application/json"),))
READ: Operation[Any] = Operation(
    "read", "GET", "/things", answer=Answer("json", dict[str, int]), security=(("token",),), retryable=True
)
FOLLOW: Operation[Any] = Operation("follow", "GET", "/events", answer=Answer("events", dict[str, int]))
FETCH: Operation[Any] = Operation("fetch", "GET", "/file", answer=Answer("binary"))
CREATE: Operation[Any] = Operation("create", "POST", "/things", contents=(Content("application/json"),))
SERVICE = Service(
    Product("tests", "NOBODY_HAS_THIS"),
    schemes={"token": Scheme("bearer", "token")},
    login=Login(lambda: LOGIN, {"email": "email"}, "password"),
    exempt=frozenset({"login"}),
)
TOKEN = Given(token="t-1")
PASSWORD = Given(names={"email": "ada@example.com"}, password="p-1")


def transport(handler: Handler, given: Given = TOKEN, **limits: Any) -> Transport:
    """Return a transport whose requests a function answers."""
    core = core_of(SERVICE, Limits("https://service.test", **limits), given)
    return Transport(core, httpx.Client(transport=httpx.MockTransport(handler)), ())


def async_transport(handler: Handler, given: Given = TOKEN, **limits: Any) -> AsyncTransport:
    """Return an async transport whose requests a function answers."""
    core = core_of(SERVICE, Limits("https://service.test", **limits), given)
    return AsyncTransport(core, httpx.AsyncClient(transport=httpx.MockTransport(handler)), ())


class Script:
    """Answers in turn, the last one again and again; `seen` are the requests."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.seen: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer
