"""What an answer is held against, and how a request and an answer are told."""

from typing import Any

import httpx

from tests.attack.blackbox.suite import Fallen


def sent(request: httpx.Request) -> str:
    """The request as a reader would repeat it."""
    headers = [
        f"{name}: {value}"
        for name, value in request.headers.items()
        if name in ("authorization", "content-type", "x-api-key", "x-forwarded-for", "if-match")
    ]
    try:
        body = request.content.decode("utf-8", "backslashreplace")
    except httpx.RequestNotRead:
        body = "a streamed body"
    told = [f"{request.method} {request.url.raw_path.decode('latin-1')}", *headers, body]
    return " | ".join(part for part in told if part)


def came(response: httpx.Response) -> str:
    return f"{response.status_code} {response.text}"


def fall(response: httpx.Response, right: str) -> Fallen:
    return Fallen(sent(response.request), came(response), right)


def expect(response: httpx.Response, *wanted: int | tuple[int, str]) -> httpx.Response:
    """The answer, if it has one of these statuses, or statuses and problem codes."""
    if response.status_code in wanted or (response.status_code, code(response)) in wanted:
        return response
    raise fall(response, " or ".join(_told(each) for each in wanted))


def expect_refusal(response: httpx.Response) -> httpx.Response:
    """The answer, if it is a 4xx problem."""
    media_type = response.headers.get("content-type", "")
    if 400 <= response.status_code < 500 and media_type == "application/problem+json" and code(response):
        return response
    raise fall(response, "4xx, as application/problem+json")


def code(response: httpx.Response) -> str:
    """The code of a problem, or nothing."""
    body = json_of(response)
    return str(body.get("code", body.get("error", ""))) if isinstance(body, dict) else ""


def json_of(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return None


def _told(wanted: int | tuple[int, str]) -> str:
    return str(wanted) if isinstance(wanted, int) else f"{wanted[0]} {wanted[1]}"
