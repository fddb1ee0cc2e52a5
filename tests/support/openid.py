"""An application that signs people in, as one would be written: it trusts nothing that it does not check."""

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import jwt

from gatehouse.security.crypto import encode
from tests.support.applications import Application, basic, register
from tests.support.pages import Browser
from tests.support.service import Service

CALLBACK = "https://wiki.example/callback"
ISSUER = "http://127.0.0.1:8000"


@dataclass
class Start:
    """A request to sign in, as the application remembers it."""

    state: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    redirect_uri: str = CALLBACK

    @property
    def challenge(self) -> str:
        return encode(hashlib.sha256(self.verifier.encode()).digest())


@dataclass
class Relying:
    """The application."""

    application: Application

    @property
    def service(self) -> Service:
        return self.application.service

    @property
    def client_id(self) -> str:
        return self.application.client_id

    def address(self, start: Start, **changes: str | None) -> str:
        """Where it sends people; a parameter of None is left out."""
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": start.redirect_uri,
            "scope": "openid profile email",
            "state": start.state,
            "nonce": start.nonce,
            "code_challenge": start.challenge,
            "code_challenge_method": "S256",
            **changes,
        }
        return "/oauth/authorize?" + urlencode({k: v for k, v in asked.items() if v is not None})

    async def ask(self, browser: Browser, start: Start, **changes: str | None) -> httpx.Response:
        """Send a browser to sign in; what it is answered, without following where it leads."""
        browser.page = await browser.client.get(self.address(start, **changes))
        return browser.page

    async def code(self, browser: Browser, start: Start, **changes: str | None) -> str:
        """The code that a browser brings back, allowing what it is asked for."""
        page = await self.ask(browser, start, **changes)
        if page.status_code == 200:
            page = await allow(browser)
        return self.brought_back(page, start)["code"]

    def brought_back(self, page: httpx.Response, start: Start) -> dict[str, str]:
        answer = answer_of(page, start.redirect_uri)
        assert (answer.pop("state", None), answer.pop("iss")) == (start.state, issuer_of(self.service))
        return answer

    async def exchange(self, given: str, start: Start, **changes: str | None) -> httpx.Response:
        form = {
            "grant_type": "authorization_code",
            "code": given,
            "redirect_uri": start.redirect_uri,
            "code_verifier": start.verifier,
        }
        return await self.post(**{**form, **changes})

    async def refresh(self, tokens: dict[str, Any], **more: str) -> httpx.Response:
        return await self.post(grant_type="refresh_token", refresh_token=tokens["refresh_token"], **more)

    async def post(self, **form: str | None) -> httpx.Response:
        shown = basic(self.client_id, self.application.secret) if self.application.secret else {}
        form = {**({} if shown else {"client_id": self.client_id}), **form}
        sent = {name: value for name, value in form.items() if value is not None}
        return await self.service.client().post("/auth/token", data=sent, headers=shown)

    async def sign_in(self, browser: Browser, **changes: str | None) -> dict[str, Any]:
        """The tokens of a browser whose visitor is signed in."""
        start = Start()
        response = await self.exchange(await self.code(browser, start, **changes), start)
        assert response.status_code == 200, response.text
        tokens: dict[str, Any] = response.json()
        if "id_token" in tokens:
            assert (await self.claims(tokens))["nonce"] == start.nonce
        return tokens

    async def claims(self, tokens: dict[str, Any], audience: str | None = None) -> dict[str, Any]:
        """What the ID token says, or another one for an audience."""
        name = "access_token" if audience else "id_token"
        return await verified(self.service, tokens[name], audience or self.client_id)

    def userinfo(self, tokens: dict[str, Any]) -> httpx.AsyncClient:
        return self.service.client(Authorization=f"Bearer {tokens['access_token']}")


async def relying(service: Service, **fields: Any) -> Relying:
    """A new application that people sign in to."""
    given = {"name": "Wiki", "kind": "web", "redirect_uris": [CALLBACK], **fields}
    return Relying(await register(service, **given))


async def allow(browser: Browser, **fields: str) -> httpx.Response:
    return await browser.send({"decision": "allow", **fields}, to="/oauth/consent")


def answer_of(page: httpx.Response, redirect_uri: str = CALLBACK) -> dict[str, str]:
    """What a browser is sent back with: by a redirect, or by a page that goes on by itself."""
    if page.status_code == 303:
        address = page.headers["location"]
    else:
        _, _, rest = page.text.partition('http-equiv="refresh" content="0;url=')
        address = rest.partition('"')[0].replace("&amp;", "&")
    assert address.startswith(f"{redirect_uri}?"), (page.status_code, address, page.text)
    return dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))


def issuer_of(service: Service) -> str:
    """The address that it was given; otherwise a server of its own has a port of its own."""
    if "public_url" in service.settings.model_fields_set:
        return service.settings.issuer
    return getattr(service, "url", ISSUER)


async def verified(service: Service, token: str, audience: str) -> dict[str, Any]:
    """The claims of a token, checked with the keys that are published."""
    keys = jwt.PyJWKSet.from_dict((await service.client().get("/.well-known/jwks.json")).json())
    header = jwt.get_unverified_header(token)
    claims: dict[str, Any] = jwt.decode(
        token, keys[header["kid"]], [header["alg"]], audience=audience, issuer=issuer_of(service)
    )
    return claims
