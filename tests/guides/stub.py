"""A small server that has keys as Gatehouse has, and answers `GET /users/me` as a test wants."""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any
from uuid import UUID, uuid4

import jwt

from gatehouse.core import clock
from gatehouse.security.tokens import BY_PASSWORD, Authentication, SigningKey, TokenIssuer
from tests.support.threads import handling

UUID_OF_ADA = UUID("0b0e3a52-7a0e-4d0c-9c1f-5c2f1d9a6e11")
_HOUR = timedelta(hours=1)
_SILENCE_SECONDS = 1.5


@dataclass(frozen=True)
class Answer:
    """What comes back; without a status the connection is closed, at once or after some silence."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    is_silent: bool = False


def problem(status: int, code: str, *fields: dict[str, str], **headers: str) -> Answer:
    """An error as Gatehouse describes it."""
    body = {
        "type": f"urn:gatehouse:problem:{code}",
        "title": code,
        "status": status,
        "detail": f"Said by a test of {code}.",
        "code": code,
        "errors": list(fields),
    }
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    kind = {"Content-Type": "application/problem+json", "X-Request-ID": "of-the-stub"}
    return Answer(status, kind | given, json.dumps(body).encode())


@dataclass
class Stub:
    """Signs tokens, publishes its key, and counts who asks."""

    key: SigningKey
    keys_status: int = 200
    answer: Answer = field(default_factory=Answer)
    seen: int = 0
    url: str = ""

    def token(self, life: timedelta = _HOUR, issuer: str = "gatehouse", audience: str = "gatehouse") -> str:
        return TokenIssuer(issuer, audience, self.key).sign(
            UUID_OF_ADA, uuid4(), 1, life, Authentication(BY_PASSWORD, clock.now())
        )

    def forged(self, key: Any, algorithm: str, kind: str = "at+jwt") -> str:
        """A token that says the right things, with a signature or type of its own."""
        claims = jwt.decode(self.token(), options={"verify_signature": False})
        return jwt.encode(claims, key, algorithm, headers={"kid": self.key.kid, "typ": kind})

    @property
    def keys(self) -> bytes:
        return json.dumps(TokenIssuer("", "", self.key).jwks).encode()


@contextmanager
def stub() -> Iterator[Stub]:
    """A stub on a free port."""
    made = Stub(SigningKey.generate())
    with handling(_handler(made)) as port:
        made.url = f"http://127.0.0.1:{port}"
        yield made


def _handler(served: Stub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/.well-known/jwks.json":
                self._send(Answer(served.keys_status, {"Content-Type": "application/json"}, served.keys))
            else:
                served.seen += 1
                self._send(served.answer)

        def _send(self, answer: Answer) -> None:
            if answer.is_silent:
                time.sleep(_SILENCE_SECONDS)
            if not answer.status:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in {**answer.headers, "Content-Length": str(len(answer.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler
