"""The table of tokens: how they are signed, and the service that publishes the keys."""

import base64
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import yaml
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as generate_rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from tests.support.threads import handling

ISSUER = "https://accounts.example"
_TIMES = ("exp", "nbf", "auth_time")
_SIGNERS: dict[str, Any] = {
    "EdDSA": (OKPAlgorithm(), Ed25519PrivateKey.generate),
    "ES256": (ECAlgorithm(ECAlgorithm.SHA256), lambda: generate_private_key(SECP256R1())),
    "RS256": (RSAAlgorithm(RSAAlgorithm.SHA256), lambda: generate_rsa(65537, 2048)),
}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenCase:
    """A row of the table."""

    case: str
    token: str | None = None
    algorithm: str = "EdDSA"
    header: Json = field(default_factory=dict)
    claims: Json = field(default_factory=dict)
    altered: str = ""
    audiences: list[str] = field(default_factory=lambda: ["billing"])
    required: Json = field(default_factory=dict)
    is_down: bool = False
    refused: str | list[str] = ""
    challenge: str = 'Bearer error="invalid_token"'

    @property
    def reasons(self) -> list[str]:
        """Why it may be refused; nothing if it is good."""
        named = [self.refused] if isinstance(self.refused, str) else self.refused
        return [each for each in named if each]

    @property
    def status(self) -> int:
        return {"unavailable": 503, "scope": 403, "client": 403}.get(self.reasons[0], 401)

    def said(self) -> Json:
        """What the token says."""
        now = int(time.time())
        usual = {"iss": ISSUER, "aud": "billing", "sub": "ada", "exp": 60}
        told = {name: value for name, value in {**usual, **self.claims}.items() if value is not None}
        return {name: value + now if name in _TIMES else value for name, value in told.items()}

    def signed(self) -> str:
        """The token, signed with the key of its algorithm, and then altered."""
        if self.token is not None:
            return self.token
        usual = {"alg": self.algorithm, "typ": "at+jwt", "kid": self.algorithm}
        header = {name: value for name, value in {**usual, **self.header}.items() if value is not None}
        signed = f"{_part(header)}.{_part(self.said())}"
        return self._altered(signed, self.algorithm)

    def _altered(self, signed: str, algorithm: str) -> str:
        header, claims = signed.split(".")
        signer, key = _SIGNERS[algorithm][0], _key(algorithm)
        if self.altered == "signature":
            key = _SIGNERS[algorithm][1]()
        proof = _text(signer.sign(signed.encode(), key))
        if self.altered == "claims":
            claims = _part({**self.said(), "sub": "eve"})
        if self.altered == "padding":
            proof += "=="
        return f"{header}.{claims}.{proof}"


def token_cases() -> list[TokenCase]:
    """All rows."""
    rows = yaml.safe_load(Path(__file__).with_name("tokens.yaml").read_text())
    return [TokenCase(**row) for row in rows]


@contextmanager
def publishing() -> Iterator[str]:
    """Serve the public keys of all algorithms, and nothing below `/down`."""
    keys = [_public(algorithm) for algorithm in _SIGNERS]
    content = json.dumps({"keys": [{"kty": "other", "kid": "k0"}, *keys]}).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_down = self.path.startswith("/down/")
            self.send_response(503 if is_down else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    with handling(Handler) as port:
        yield f"http://127.0.0.1:{port}"


@cache
def _key(algorithm: str) -> Any:
    return _SIGNERS[algorithm][1]()


def _public(algorithm: str) -> Json:
    written = _SIGNERS[algorithm][0].to_jwk(_key(algorithm).public_key(), as_dict=True)
    members = {name: value for name, value in written.items() if name != "key_ops"}
    return {**members, "alg": algorithm, "use": "sig", "kid": algorithm}


def _part(value: Json) -> str:
    return _text(json.dumps(value).encode())


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
