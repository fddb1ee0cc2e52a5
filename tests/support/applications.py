"""Applications that tests register, and the ways in which they show who they are."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import uuid4

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from gatehouse.core import clock
from tests.support.service import Person, Service

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass
class Application:
    """A registered application, its newest secret, and who registered it."""

    service: Service
    owner: Person
    client_id: str
    secret: str

    @property
    def path(self) -> str:
        return f"/admin/applications/{self.client_id}"

    @property
    def basic(self) -> dict[str, str]:
        return basic(self.client_id, self.secret)

    async def ask(self, address: str = "198.51.100.7", **form: str) -> httpx.Response:
        """Ask for a token of its own."""
        client = self.service.client(address)
        form = {"grant_type": "client_credentials", **form}
        return await client.post("/auth/token", data=form, headers=self.basic)

    async def token(self, **form: str) -> str:
        response = await self.ask(**form)
        assert response.status_code == 200, response.text
        return str(response.json()["access_token"])

    async def client(self, **form: str) -> httpx.AsyncClient:
        """A client with a token of the application."""
        return self.service.client(Authorization=f"Bearer {await self.token(**form)}")

    async def grant(self, role: str) -> None:
        response = await self.owner.client.put(f"{self.path}/roles/{role}")
        assert response.status_code == 200, response.text

    async def update(self, **changes: Any) -> None:
        response = await self.owner.client.patch(self.path, json=changes)
        assert response.status_code == 200, response.text


def basic(client_id: str, secret: str) -> dict[str, str]:
    return {"Authorization": f"Basic {b64encode(f'{client_id}:{secret}'.encode()).decode()}"}


async def register(
    service: Service,
    *roles: str,
    owner: Person | None = None,
    permissions: tuple[str, ...] = (),
    **fields: Any,
) -> Application:
    """A new application with a secret and roles, registered by a superuser or whoever is named."""
    owner = owner or await service.admin()
    defined = [{"name": name, "description": "For a test."} for name in permissions]
    body = {"name": "Billing", "kind": "service", "permissions": defined, **fields}
    response = await owner.client.post("/admin/applications", json=body)
    assert response.status_code == 201, response.text
    application = Application(service, owner, response.json()["client_id"], "")
    if body["kind"] in ("service", "web"):
        application.secret = (await new_secret(application))["secret"]
    for role in roles:
        await application.grant(role)
    return application


async def new_secret(application: Application, **fields: Any) -> dict[str, Any]:
    path = f"{application.path}/secrets"
    response = await application.owner.client.post(path, json={"name": "test", **fields})
    assert response.status_code == 201, response.text
    made: dict[str, Any] = response.json()
    return made


class Signer:
    """A key pair of an application, which signs assertions."""

    def __init__(self, kid: str = "first", algorithm: str = "EdDSA", private: Any = None) -> None:
        self.kid = kid
        self.algorithm = algorithm
        self.private = private or Ed25519PrivateKey.generate()

    @cached_property
    def jwk(self) -> dict[str, Any]:
        public: dict[str, Any] = OKPAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        return {**{name: public[name] for name in ("kty", "crv", "x")}, "kid": self.kid}

    def sign(self, client_id: str, *, headers: dict[str, Any] | None = None, **claims: Any) -> str:
        """An assertion; a claim of None is left out."""
        now = clock.now()
        all_claims = {
            "iss": client_id,
            "sub": client_id,
            "aud": "http://127.0.0.1:8000",
            "jti": str(uuid4()),
            "iat": int(now.timestamp()),
            "exp": int((now + timedelta(minutes=1)).timestamp()),
            **claims,
        }
        kept = {name: value for name, value in all_claims.items() if value is not None}
        return jwt.encode(kept, self.private, self.algorithm, headers={"kid": self.kid, **(headers or {})})


async def add_key(application: Application, signer: Signer) -> httpx.Response:
    body = {"name": "test", "jwk": signer.jwk}
    return await application.owner.client.post(f"{application.path}/keys", json=body)


async def ask_by_assertion(service: Service, assertion: str, **form: str) -> httpx.Response:
    shown = {"client_assertion": assertion, "client_assertion_type": ASSERTION_TYPE}
    return await service.client().post(
        "/auth/token", data={"grant_type": "client_credentials", **shown, **form}
    )
