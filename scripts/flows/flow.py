"""Register, sign in and read the account, with the standard library alone; prints the account as JSON."""

import json
import os
import sys
from http.client import HTTPConnection, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

_SECONDS = 30


def _call(method: str, path: str, body: Any = None, token: str | None = None) -> Any:
    """One request; the process ends with the service's own words if it says no."""
    address = urlsplit(os.environ["GATEHOUSE_BASE_URL"])
    connect = HTTPSConnection if address.scheme == "https" else HTTPConnection
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    connection = connect(address.netloc, timeout=_SECONDS)
    connection.request(method, address.path.rstrip("/") + path, json.dumps(body) if body else None, headers)
    response = connection.getresponse()
    answer = json.loads(response.read())
    if response.status not in (200, 201):
        sys.exit(f"{method} {path}: {response.status} {answer.get('detail', '')}")
    return answer


def main() -> None:
    email, password = os.environ["GATEHOUSE_EMAIL"], os.environ["GATEHOUSE_PASSWORD"]
    name = os.environ["FLOW_USERNAME"]
    _call("POST", "/auth/register", {"email": email, "username": name, "password": password})
    tokens = _call("POST", "/auth/login", {"email": email, "password": password})
    print(json.dumps(_call("GET", "/users/me", token=tokens["access_token"])))


main()
