"""An authenticator that makes passkeys and signs with them, as a security key or a phone does."""

import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import cbor2
import httpx
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from gatehouse.security.crypto import encode

DOMAIN, ORIGIN = "127.0.0.1", "http://127.0.0.1:8000"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
BACKUP_ELIGIBLE, BACKED_UP = 0x08, 0x10

Json = dict[str, Any]


@dataclass
class SecurityKey:
    """One key pair (ES256); tests may lie about everything that it and its browser say."""

    domain: str = DOMAIN
    origin: str = ORIGIN
    flags: int = PRESENT | VERIFIED
    sign_count: int = 1
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    handle: str | None = None
    factor_id: str = ""
    recovery_codes: list[str] = field(default_factory=list)

    def create(self, options: Json) -> Json:
        """What `navigator.credentials.create()` returns."""
        self.handle = options.get("user", {}).get("id")
        attested = bytes(16) + len(self.credential_id).to_bytes(2) + self.credential_id + self._cose()
        data = self._data(ATTESTED) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client_data = self._client_data("webauthn.create", options["challenge"])
        return self._credential(
            {
                "clientDataJSON": encode(client_data),
                "attestationObject": encode(attestation),
                "transports": ["usb", "telepathy", "usb"],
            }
        )

    def get(self, options: Json, kind: str = "webauthn.get") -> Json:
        """What `navigator.credentials.get()` returns; the key counts how often it has signed."""
        self.sign_count += bool(self.sign_count)
        data, client_data = self._data(), self._client_data(kind, options["challenge"])
        signed = data + hashlib.sha256(client_data).digest()
        return self._credential(
            {
                "clientDataJSON": encode(client_data),
                "authenticatorData": encode(data),
                "signature": encode(self.private.sign(signed, ec.ECDSA(SHA256()))),
                "userHandle": None if options.get("allowCredentials") else self.handle,
            }
        )

    def _credential(self, response: Json) -> Json:
        name = encode(self.credential_id)
        return {"id": name, "rawId": name, "type": "public-key", "response": response}

    def _data(self, more: int = 0) -> bytes:
        domain = hashlib.sha256(self.domain.encode()).digest()
        return domain + bytes([self.flags | more]) + self.sign_count.to_bytes(4)

    def _client_data(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def _cose(self) -> bytes:
        point = self.private.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)})


async def ask_to_create(client: httpx.AsyncClient, password: str) -> Json:
    """The options for a new passkey."""
    answer = await client.post("/users/me/factors/passkey/options", json={"password": password})
    assert answer.status_code == 200, answer.text
    options: Json = answer.json()["options"]
    return options


async def add(client: httpx.AsyncClient, credential: Json, **fields: str) -> httpx.Response:
    return await client.post("/users/me/factors/passkey", json={"credential": credential, **fields})


async def hold(client: httpx.AsyncClient, password: str, key: SecurityKey | None = None) -> SecurityKey:
    """A key that the account has from now on."""
    key = key or SecurityKey()
    answer = await add(client, key.create(await ask_to_create(client, password)))
    assert answer.status_code == 201, answer.text
    key.factor_id = answer.json()["factor"]["id"]
    key.recovery_codes = answer.json()["recovery_codes"]
    return key


async def ask_to_get(client: httpx.AsyncClient, login_token: str) -> Json:
    """The options for a signature."""
    answer = await client.post("/auth/login/passkey/options", json={"login_token": login_token})
    assert answer.status_code == 200, answer.text
    options: Json = answer.json()["options"]
    return options


async def send(client: httpx.AsyncClient, login_token: str, credential: Json) -> httpx.Response:
    body = {"login_token": login_token, "credential": credential}
    return await client.post("/auth/login/passkey", json=body)


async def sign(
    client: httpx.AsyncClient,
    login_token: str,
    key: SecurityKey,
    change: Callable[[Json], Json] = lambda credential: credential,
) -> httpx.Response:
    """Complete a sign-in with the key; `change` is what somebody does to its answer on the way."""
    options = await ask_to_get(client, login_token)
    return await send(client, login_token, change(key.get(options)))


async def ask_to_sign_in(client: httpx.AsyncClient) -> Json:
    """The options for a signature of whoever it may be."""
    answer = await client.post("/auth/passkey/options")
    assert answer.status_code == 200, answer.text
    options: Json = answer.json()["options"]
    return options


async def sign_in(client: httpx.AsyncClient, credential: Json, **fields: Any) -> httpx.Response:
    return await client.post("/auth/passkey", json={"credential": credential, **fields})
