"""Who calls: from which address, how patiently, and with an eye on secrets in answers."""

import asyncio
import ipaddress
import socket
import ssl
import sys
from collections.abc import Awaitable, Generator, Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar

import httpx

_TELLING = 16  # characters of a secret that no answer may repeat
_ISSUING = ("/auth/login", "/auth/token", "/auth/refresh", "/users/me/api-keys")
_ISSUED = ("access_token", "refresh_token", "key")
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # never used; making one for each caller is slow
_LONGEST_WAIT = 120
_AT_A_TIME = 6

T = TypeVar("T")


async def in_turns(calls: Iterable[Awaitable[T]]) -> list[T]:
    """What many calls bring, a few of them at a time."""
    room = asyncio.Semaphore(_AT_A_TIME)

    async def one(call: Awaitable[T]) -> T:
        async with room:
            return await call

    return await asyncio.gather(*map(one, calls))


class Addresses:
    """Addresses to call from: one each on the loopback network of Linux, only one anywhere else."""

    def __init__(self, host: str) -> None:
        self.loopback = _is_loopback(host)
        self.many = sys.platform == "linux" and self.loopback
        self._numbers = count()

    def fresh(self) -> str | None:
        if not self.many:
            return None
        number = next(self._numbers)  # neighbours are in different networks, however wide those are counted
        return f"127.{64 + number % 128}.{number >> 7 & 255}.{1 + (number >> 15)}"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(socket.gethostbyname(host)).is_loopback
    except OSError:
        return False


@dataclass
class Watch:
    """Knows every secret of the run, and which answers repeated one that they do not issue."""

    secrets: set[str] = field(default_factory=set)
    answers: int = 0
    leaks: list[httpx.Response] = field(default_factory=list)

    def look(self, response: httpx.Response) -> None:
        self.answers += 1
        text = response.text + str(response.headers)
        if (
            response.request.method == "POST"
            and response.request.url.path in _ISSUING
            and response.is_success
        ):
            self._learn(response)
        elif any(secret[-_TELLING:] in text for secret in self.secrets):
            self.leaks.append(response)

    def hide(self, text: str) -> str:
        """The text without secrets, for people to read."""
        for secret in sorted(self.secrets, key=len, reverse=True):
            text = text.replace(secret, "***")
        return text

    def _learn(self, response: httpx.Response) -> None:
        issued = response.json()
        self.secrets.update(str(issued[name]) for name in _ISSUED if name in issued)


class Caller(httpx.AsyncClient):
    """A client that waits when the rate limit tells it to, unless it is there to see that."""

    def __init__(
        self,
        url: str,
        tls: ssl.SSLContext | None,
        address: str | None,
        watch: Watch,
        headers: dict[str, str],
        auth: httpx.Auth | None,
        *,
        patient: bool,
    ) -> None:
        limits = httpx.Limits(max_connections=60, max_keepalive_connections=60)
        transport = httpx.AsyncHTTPTransport(verify=tls or _NO_TLS, limits=limits, local_address=address)
        super().__init__(base_url=url, headers=headers, auth=auth, transport=transport, timeout=60)
        self.address = address
        self._watch = watch
        self._patient = patient

    async def send(self, request: httpx.Request, **arguments: Any) -> httpx.Response:
        waited = 0
        while True:
            response = await super().send(request, **arguments)
            self._watch.look(response)
            if not (self._patient and _is_rate_limited(response)) or waited > _LONGEST_WAIT:
                return response
            pause = int(response.headers["retry-after"])
            waited += pause
            await asyncio.sleep(pause)


def _is_rate_limited(response: httpx.Response) -> bool:
    return response.status_code == 429 and b'"rate_limited"' in response.content


class SignedIn(httpx.Auth):
    """Signs in again when the access token has expired."""

    requires_response_body = True

    def __init__(self, url: str, name: str, password: str, watch: Watch) -> None:
        self._url = f"{url}/auth/token"
        self._form = {"grant_type": "password", "username": name, "password": password}
        self._watch = watch
        self._token = ""

    def take(self, tokens: dict[str, Any]) -> None:
        self._token = tokens["access_token"]
        self._watch.secrets.add(self._token)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        response = yield request
        if response.status_code == 401:
            answer = yield httpx.Request("POST", self._url, data=self._form)
            if answer.is_success:
                self.take(answer.json())
                request.headers["Authorization"] = f"Bearer {self._token}"
                yield request
