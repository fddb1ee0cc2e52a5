"""Sending: credentials, tries, and time limits."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any, Self

import httpx

from tests.sdk.conformance.reference_calls import RETRYABLE, Call, Failure, call_for, decoded

_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # never used; making one for each client is slow
_FIRST_PAUSE = 0.1
_AHEAD = 5  # seconds before its end at which a token is renewed

Json = dict[str, Any]


class Client:
    """One caller of the service."""

    def __init__(self, base_url: str, options: Json) -> None:
        self._base_url = base_url
        self._options = options
        self._http = httpx.AsyncClient(timeout=None, follow_redirects=False, trust_env=False, verify=_TLS)
        self._lock = asyncio.Lock()
        self._access: str | None = options.get("token", options.get("access_token"))
        self._refresh: str | None = options.get("refresh_token")
        self._stale_at = float("inf")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def send(self, call: Call) -> httpx.Response:
        """Send, renewing tokens if need be, within the total time."""
        total = self._options.get("total_timeout_ms", 60_000) / 1000
        async with _limited(total):
            return await self._authorised(call, monotonic() + total)

    async def _authorised(self, call: Call, deadline: float) -> httpx.Response:
        credentials = await self._credentials(deadline) if call.needs_auth else {}
        response = await self._tried(call, credentials, deadline)
        if _refuses_token(response) and call.needs_auth and self._refresh:
            await self._renew(credentials["Authorization"], deadline)
            response = await self._tried(call, self._bearer(), deadline)
        return response

    async def _credentials(self, deadline: float) -> dict[str, str]:
        if key := self._options.get("api_key"):
            return {"X-API-Key": key}
        if self._access is None and "email" in self._options:
            await self._sign_in(deadline)
        if monotonic() >= self._stale_at:
            await self._renew(f"Bearer {self._access}", deadline)
        return self._bearer()

    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._access}"} if self._access else {}

    async def _sign_in(self, deadline: float) -> None:
        async with self._lock:
            if self._access is None:
                given = {name: self._options[name] for name in ("email", "password")}
                answer = await self._asked("auth.login", given, deadline)
                if answer["status"] == "factor_required":
                    answer = await self._second_step(answer["login_token"], deadline)
                self._keep(answer)

    async def _second_step(self, login_token: str, deadline: float) -> Json:
        if "code" not in self._options:
            raise Failure("factor_required", "signing in needs a code of a second factor")
        given = {"login_token": login_token, "code": self._options["code"]}
        return await self._asked("auth.complete_login", given, deadline)

    async def _renew(self, refused: str, deadline: float) -> None:
        """Get the next pair, unless somebody else has since the given token was refused."""
        async with self._lock:
            if refused == f"Bearer {self._access}":
                given = {"refresh_token": self._refresh}
                self._keep(await self._asked("auth.refresh", given, deadline))

    async def _asked(self, operation: str, body: Json, deadline: float) -> Json:
        call = call_for(operation, {"body": body})
        answer: Json = decoded(call, await self._tried(call, {}, deadline))
        return answer

    def _keep(self, tokens: Json) -> None:
        self._access, self._refresh = tokens["access_token"], tokens["refresh_token"]
        self._stale_at = monotonic() + tokens["expires_in"] - min(_AHEAD, tokens["expires_in"] / 2)

    async def _tried(self, call: Call, credentials: dict[str, str], deadline: float) -> httpx.Response:
        tries = 1 + (self._options.get("max_retries", 2) if call.is_repeatable else 0)
        for number in range(tries):
            result = await self._try(call, credentials)
            pause = _pause(result, number)
            is_last = number == tries - 1 or pause is None or monotonic() + pause > deadline
            if is_last:
                break
            await asyncio.sleep(pause or 0)
        if isinstance(result, Failure):
            raise result
        return result

    async def _try(self, call: Call, credentials: dict[str, str]) -> httpx.Response | Failure:
        try:
            async with _limited(self._options.get("timeout_ms", 30_000) / 1000):
                return await self._http.send(call.request(self._base_url, credentials))
        except httpx.HTTPError as error:
            return Failure("transport", f"the request failed: {type(error).__name__}", retryable=True)
        except Failure as timeout:
            return timeout


def _refuses_token(response: httpx.Response) -> bool:
    """Whether the token is refused, and not what its session lacks."""
    return response.status_code == 401 and "insufficient_" not in response.headers.get("WWW-Authenticate", "")


def _pause(result: httpx.Response | Failure, number: int) -> float | None:
    """How long to wait before the next try; None if there should be none."""
    pause: float = _FIRST_PAUSE * 2**number
    if isinstance(result, Failure):
        return pause
    if result.status_code not in RETRYABLE:
        return None
    return float(result.headers.get("Retry-After", pause))


@asynccontextmanager
async def _limited(seconds: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise Failure("timeout", f"there was no answer within {seconds} s", retryable=True) from None
