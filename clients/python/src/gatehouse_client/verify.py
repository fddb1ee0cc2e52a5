"""Checks access tokens offline, by the service's public keys. Needs `pip install "gatehouse-client[verify]"`."""

from __future__ import annotations

import threading
from collections.abc import Collection
from typing import Any

import anyio
import httpx

from ._runtime.requirements import Requirements, VerifyError
from ._runtime.verify import TIMEOUT, Expected, Keys, Token

KEYS_PATH = "/.well-known/jwks.json"


class Verifier:
    """Checks tokens. Keep one for as long as the program runs: it remembers the keys. Threads can share it."""

    def __init__(
        self,
        base_url: str,
        *,
        issuer: str,
        audience: str | Collection[str],
        leeway: float = 30.0,
        cache_seconds: float = 600.0,
        http_client: httpx.Client | None = None,
    ) -> None:
        """Choose whose tokens are accepted, and for whom they must be meant: of several audiences, one."""
        self._url = base_url.rstrip("/") + KEYS_PATH
        self._expected = Expected(issuer, audience, leeway=leeway)
        self._keys = Keys(cache_seconds)
        self._client = http_client or httpx.Client()
        self._lock = threading.Lock()

    def verify(
        self,
        token: str,
        *,
        scopes: Collection[str] = (),
        clients: Collection[str] | None = None,
        acr: Collection[str] | None = None,
        max_age: float | None = None,
    ) -> dict[str, Any]:
        """Return what a token says; raises a `VerifyError` if it is not accepted.

        It needs each of `scopes`, one of `clients` as its `client_id`, one of `acr`, and a sign-in that is no older
        than `max_age` seconds; what is left out is not looked at.
        """
        requirements = Requirements(scopes, clients, acr, max_age)
        parsed = Token.parse(token, self._expected)
        if self._keys.are_stale(parsed.header):
            with self._lock:
                if self._keys.are_stale(parsed.header):
                    self._keys.take(self._fetched())
        return parsed.check(self._keys.required(parsed.header), self._expected, requirements)

    def _fetched(self) -> Any:
        try:
            return self._client.get(self._url, timeout=TIMEOUT, follow_redirects=False).raise_for_status().json()
        except (httpx.HTTPError, ValueError):
            return None


class AsyncVerifier:
    """Checks tokens. Keep one for as long as the program runs: it remembers the keys. Tasks can share it."""

    def __init__(
        self,
        base_url: str,
        *,
        issuer: str,
        audience: str | Collection[str],
        leeway: float = 30.0,
        cache_seconds: float = 600.0,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        """Choose whose tokens are accepted, and for whom they must be meant: of several audiences, one."""
        self._url = base_url.rstrip("/") + KEYS_PATH
        self._expected = Expected(issuer, audience, leeway=leeway)
        self._keys = Keys(cache_seconds)
        self._client = http_client or httpx.AsyncClient()
        self._lock = anyio.Lock()

    async def verify(
        self,
        token: str,
        *,
        scopes: Collection[str] = (),
        clients: Collection[str] | None = None,
        acr: Collection[str] | None = None,
        max_age: float | None = None,
    ) -> dict[str, Any]:
        """Return what a token says; raises a `VerifyError` if it is not accepted.

        It needs each of `scopes`, one of `clients` as its `client_id`, one of `acr`, and a sign-in that is no older
        than `max_age` seconds; what is left out is not looked at.
        """
        requirements = Requirements(scopes, clients, acr, max_age)
        parsed = Token.parse(token, self._expected)
        if self._keys.are_stale(parsed.header):
            async with self._lock:
                if self._keys.are_stale(parsed.header):
                    self._keys.take(await self._fetched())
        return parsed.check(self._keys.required(parsed.header), self._expected, requirements)

    async def _fetched(self) -> Any:
        try:
            response = await self._client.get(self._url, timeout=TIMEOUT, follow_redirects=False)
            return response.raise_for_status().json()
        except (httpx.HTTPError, ValueError):
            return None


__all__ = ["AsyncVerifier", "Verifier", "VerifyError"]
