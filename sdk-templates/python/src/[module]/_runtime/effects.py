"""What calls ask of the world. Calls are generators that yield these; a transport carries them out, with or
without `await`, so that every decision is written once."""

from __future__ import annotations

from collections.abc import Callable, Generator, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar, Union

import httpx

T = TypeVar("T")


@dataclass(frozen=True)
class Send:
    """Send a request, and return the answer as soon as its headers are there."""

    request: httpx.Request
    deadline: float


@dataclass(frozen=True)
class Read:
    """Read the body of an answer to its end."""

    response: httpx.Response
    deadline: float


@dataclass(frozen=True)
class Close:
    """Do not read what is left of an answer."""

    response: httpx.Response


@dataclass(frozen=True)
class Wait:
    """Let some seconds pass."""

    seconds: float


@dataclass(frozen=True)
class Ask:
    """Call something of the caller's that may be async."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Share:
    """Take these steps, unless somebody else is taking them already; then wait for what comes of it."""

    key: Hashable
    steps: Callable[[], Generator[Effect, Any, Any]]
    deadline: float


Effect = Union[Send, Read, Close, Wait, Ask, Share]
Steps = Generator[Effect, Any, T]
