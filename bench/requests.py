"""Requests as data: wrk sends them by the thousand, the check one at a time."""

import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

_TIMEOUT_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Request:
    """One request; the body is JSON text."""

    method: str
    path: str
    token: str = ""
    body: str = ""
    if_match: str = ""
    client: str = ""  # what a trusted proxy says of where it comes from
    api_key: str = ""

    def line(self) -> str:
        """As the load script reads it."""
        return f"{self.method}\t{self.path}\t{self.token}\t{self.body}\t{self.client}\t{self.api_key}\n"

    def headers(self) -> dict[str, str]:
        given = {
            "Authorization": f"Bearer {self.token}" if self.token else "",
            "Content-Type": "application/json" if self.body else "",
            "If-Match": self.if_match,
            "X-Forwarded-For": self.client,
            "X-API-Key": self.api_key,
        }
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a client sees of an answer."""

    status: int
    etag: str | None
    link: str | None
    content_type: str | None
    body: Any


def send(url: str, request: Request) -> Reply:
    """Send one request on a connection of its own."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=_TIMEOUT_SECONDS)
    try:
        connection.request(request.method, request.path, request.body or None, request.headers())
        answer = connection.getresponse()
        content = answer.read()
        header = answer.getheader
        body = json.loads(content) if content else None
        return Reply(answer.status, header("ETag"), header("Link"), header("Content-Type"), body)
    finally:
        connection.close()
