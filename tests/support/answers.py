"""What tests look at in an answer."""

from typing import Any

import httpx


def problem(response: httpx.Response) -> tuple[int, str]:
    """Status and code of an error."""
    return response.status_code, response.json()["code"]


def faults(response: httpx.Response) -> list[tuple[str, str]]:
    """Place and code of every rule that a request broke."""
    return [(error["pointer"], error["code"]) for error in response.json()["errors"]]


def told(response: httpx.Response) -> tuple[int, list[str], Any]:
    """All that an answer tells its reader: status, names of headers, and the body without the request id."""
    body = {name: value for name, value in response.json().items() if name != "request_id"}
    return response.status_code, sorted(response.headers), body
