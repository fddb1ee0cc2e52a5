"""Checks what callers choose. What cannot be used is an `InputError`, which names the setting but not its value."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from .errors import InputError, ProblemTable

TIMEOUT = 30.0
TOTAL_TIMEOUT = 120.0
MAX_RETRIES = 2


@dataclass(frozen=True)
class Variable:
    """A blank in the address of a server."""

    default: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Server:
    """An address that the service's description has."""

    url: str
    variables: Mapping[str, Variable] = field(default_factory=dict[str, Variable])


@dataclass(frozen=True)
class Product:
    """What the generated code says about the service and this package; `prefix` begins its environment variables."""

    agent: str
    prefix: str
    default_url: str = ""
    servers: tuple[Server, ...] = ()


@dataclass(frozen=True)
class Settings:
    """What holds for all calls of a client."""

    base_url: str
    default_url: str
    timeout: float
    total_timeout: float
    max_retries: int
    headers: Mapping[str, str]
    query: Mapping[str, Any]
    problems: ProblemTable


def environment(name: str) -> str | None:
    """Return a variable of the environment; an empty one is as good as none."""
    return os.environ.get(name) or None


def address(product: Product, base_url: str | None, server: int | None, variables: Mapping[str, str] | None) -> str:
    """Return where the service is: as the caller says, else the environment, else its description."""
    name = f"base_url (or {product.prefix}_BASE_URL)"
    if server is None and not variables:
        return checked_url(base_url or environment(f"{product.prefix}_BASE_URL") or product.default_url, name)
    if base_url:
        raise InputError("base_url and server are both given: choose one")
    return checked_url(_server_url(product.servers, server or 0, variables or {}), "the server's address")


def _server_url(servers: tuple[Server, ...], index: int, variables: Mapping[str, str]) -> str:
    if not 0 <= index < len(servers):
        what = f"0 to {len(servers) - 1}" if servers else "none"
        raise InputError(f"there is no server {index}: the description has {what}")
    server = servers[index]
    for name, value in variables.items():
        known = server.variables.get(name)
        if known is None:
            raise InputError(f"server {index} has no variable {name!r}, but: {', '.join(server.variables) or 'none'}")
        if known.values and value not in known.values:
            raise InputError(f"the server variable {name!r} must be one of {', '.join(known.values)}")
    filled = {name: variables.get(name, each.default) for name, each in server.variables.items()}
    return re.sub(r"\{([^{}]*)\}", lambda blank: filled.get(blank[1], blank[0]), server.url)


def checked_url(text: str, name: str) -> str:
    """Return an address without a slash at its end; `name` is what callers know it by."""
    if not text:
        raise InputError(f"{name} is missing")
    if not re.match(r"https?://", text, re.IGNORECASE):
        raise InputError(f"{name} must begin with http:// or https://")
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError):
        raise InputError(f"{name} has no valid host or port") from None
    if not url.host:
        raise InputError(f"{name} has no valid host or port")
    unwanted = [("a user or password", bool(url.userinfo)), ("a query", "?" in text), ("a fragment", "#" in text)]
    if found := [part for part, is_there in unwanted if is_there]:
        raise InputError(f"{name} cannot have {' or '.join(found)}")
    return str(url).rstrip("/")


def seconds(value: float | None, variable: str, default: float, name: str) -> float:
    """Return a time limit: the caller's, else the environment's (in milliseconds), else the default."""
    if value is None:
        text = environment(variable)
        return _whole_number(text, variable, 1) / 1000 if text else default
    return checked_seconds(value, name)


def checked_seconds(value: float, name: str) -> float:
    """Refuse limits that no call could keep."""
    if not value > 0:
        raise InputError(f"{name} must be a number of seconds above zero")
    return value


def retries(value: int | None, variable: str) -> int:
    """Return how often to try again: as the caller says, else the environment, else twice."""
    if value is None:
        text = environment(variable)
        return _whole_number(text, variable, 0) if text else MAX_RETRIES
    return checked_retries(value)


def checked_retries(value: int) -> int:
    """Refuse a number of retries that makes no sense."""
    if not value >= 0:
        raise InputError("max_retries must be 0 or more")
    return value


def _whole_number(text: str, variable: str, least: int) -> int:
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or int(text) < least:
        raise InputError(f"the environment variable {variable} must be a whole number, {least} or more")
    return int(text)
