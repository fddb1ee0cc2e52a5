"""What the two transports have in common."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import httpx

from .answers import CAPTURE
from .calls import Outcome
from .errors import TransportError
from .operation import Call, Operation, RequestOptions

_PHASES = ("connect", "read", "write", "pool")


def call_of(
    operation: Operation[Any],
    arguments: Mapping[str, Any],
    options: RequestOptions | None,
    body: Any,
    content_type: str | None,
) -> Call:
    """Gather what a method was given."""
    return Call(operation, arguments, body, content_type, options or RequestOptions())


def capturing(call: Call) -> Call:
    """Leave the answer as it is if that is wanted."""
    capture = CAPTURE.get()
    return replace(call, raw=True) if capture and capture.is_raw else call


def limit(request: httpx.Request, deadline: float) -> None:
    """Give each phase of a request what is left of the time; that of reading begins anew with each piece."""
    request.extensions["timeout"] = dict.fromkeys(_PHASES, max(0.001, deadline - time.monotonic()))


def left(deadline: float) -> float:
    """Return how much time there is."""
    return max(0.0, deadline - time.monotonic())


def finished(call: Call, outcome: Outcome) -> Outcome:
    """Show the answer to who wants to see it, and give one that is handed over unread all the time it takes."""
    is_live = call.operation.answer.live
    if is_live:
        outcome.response.request.extensions["timeout"] = dict.fromkeys(_PHASES)
    if capture := CAPTURE.get():
        capture.response, capture.is_live = outcome.response, is_live
    return outcome


def abandoned(operation: str) -> TransportError:
    """Return the error of who waited for somebody who gave up."""
    return TransportError(f"{operation}: signing in was given up elsewhere", was_sent=False)
