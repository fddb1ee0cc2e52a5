"""A call, with all the tries it takes: every decision, and nothing that touches the network."""

from __future__ import annotations

import json
import logging
import time
from dataclasses import dataclass, replace
from typing import Any, NoReturn

import httpx

from .credentials import Authenticator, Chosen
from .decoding import Mismatch, decode_status
from .effects import Close, Read, Steps, Wait
from .errors import (
    AnswerInfo,
    CallTimeoutError,
    DecodeError,
    ProblemTable,
    SdkError,
    StatusError,
    TransportError,
    error_of,
    is_retryable,
    refuses_token,
)
from .operation import Answer, Call
from .redirects import same_origin, send_following
from .request import Prepared, prepare
from .retry import wait_before_retry
from .settings import Settings, checked_retries, checked_seconds, checked_url

_EMPTY = frozenset({204, 205})
_log = logging.getLogger(__name__.partition(".")[0])


@dataclass(frozen=True)
class Core:
    """What the calls of a client share."""

    settings: Settings
    authenticator: Authenticator


@dataclass(frozen=True)
class Outcome:
    """What came of a call. The response of a `live` or raw answer is still open."""

    value: Any
    response: httpx.Response


@dataclass(frozen=True)
class _Try:
    call: Call
    core: Core
    prepared: Prepared
    chosen: Chosen
    attempt: int
    is_last: bool
    deadline: float


def call_steps(core: Core, call: Call) -> Steps[Outcome]:
    """Carry out a call."""
    options, settings = call.options, core.settings
    total = (
        settings.total_timeout
        if options.total_timeout is None
        else checked_seconds(options.total_timeout, "total_timeout")
    )
    retries = settings.max_retries if options.max_retries is None else checked_retries(options.max_retries)
    limit = settings.timeout if options.timeout is None else checked_seconds(options.timeout, "timeout")
    prepared, end = _prepared(core, call), time.monotonic() + total
    retries = retries if prepared.body.replayable else 0
    attempt, is_renewed = 0, False
    while True:
        chosen = yield from core.authenticator.choose(call, end)
        deadline = min(end, time.monotonic() + limit)
        try:
            return (yield from _try(_Try(call, core, prepared, chosen, attempt, attempt >= retries, deadline)))
        except StatusError as error:
            caught: SdkError = error
            can_renew = refuses_token(error.status, error.headers) and not is_renewed and prepared.body.replayable
            if can_renew and chosen.renew:
                is_renewed = True
                if (yield from chosen.renew(end)):
                    continue
        except (TransportError, CallTimeoutError) as error:
            caught = error
        yield from _pause(call, caught, attempt, retries, end)
        attempt += 1


def _pause(call: Call, error: SdkError, attempt: int, retries: int, end: float) -> Steps[None]:
    """Wait before another try, or raise the error of the last one."""
    is_last = attempt >= retries or time.monotonic() >= end
    pause = None if is_last else wait_before_retry(error, attempt, is_retryable=call.operation.retryable)
    if pause is None or pause >= end - time.monotonic():
        raise error
    _log.debug("%s: trying again in %.2f s after %s", call.operation.id, pause, type(error).__name__)
    yield Wait(pause)


def _prepared(core: Core, call: Call) -> Prepared:
    operation, settings = call.operation, core.settings
    is_default = settings.base_url == settings.default_url
    uses_own = (operation.server and is_default) or operation.path == ""
    base = checked_url(operation.server, f"the address of {operation.id}") if uses_own else settings.base_url
    prepared = prepare(call, base, settings.headers, settings.query)
    if not call.place.url:
        return prepared
    target = str(httpx.URL(prepared.url).join(call.place.url))
    if not same_origin(target, prepared.url):
        raise TransportError(f"{operation.id}: the next page is on another host", retryable=False)
    return replace(prepared, url=target)


def _try(each: _Try) -> Steps[Outcome]:
    operation = each.call.operation
    if time.monotonic() >= each.deadline:
        raise CallTimeoutError(f"{operation.id}: no answer in time")
    response = yield from send_following(operation.id, each.prepared, each.chosen.placements, each.deadline)
    _log.debug("%s: %s (try %d)", operation.id, response.status_code, each.attempt + 1)
    if each.call.raw and not _goes_on(each, response):
        return Outcome(None, response)
    info = AnswerInfo(operation.id, response.status_code, response.headers)
    if not response.is_success:
        content = yield Read(response, each.deadline)
        _fail(each, info, _text_of(response, content))
    return (yield from _success(each, info, response))


def _goes_on(each: _Try, response: httpx.Response) -> bool:
    """Whether an answer that is no success is followed by another try."""
    can_repeat = is_retryable(response.status_code) and not each.is_last and each.call.operation.retryable
    is_refused = refuses_token(response.status_code, response.headers)
    return can_repeat or (is_refused and each.chosen.renew is not None)


def _success(each: _Try, info: AnswerInfo, response: httpx.Response) -> Steps[Outcome]:
    answer = each.call.operation.answer
    if answer.kind == "nothing" or (info.status in _EMPTY and answer.may_be_empty):
        yield Close(response)
        return Outcome(None, response)
    if answer.live:
        return Outcome(None, response)
    content = yield Read(response, each.deadline)
    return Outcome(_decoded(answer, info, _text_of(response, content)), response)


def _text_of(response: httpx.Response, content: bytes) -> str:
    try:
        return content.decode(response.charset_encoding or "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _decoded(answer: Answer, info: AnswerInfo, text: str) -> Any:
    if answer.kind == "text":
        return text
    if not text.strip():
        if answer.may_be_empty:
            return None
        raise DecodeError("JSON was expected, but the answer is empty", info)
    return decode_json(answer.type, info, text)


def decode_json(type_: Any, info: AnswerInfo, text: str) -> Any:
    """Make a value of the text of an answer."""
    try:
        return decode_status(type_, _parsed(text), info.status)
    except Mismatch as error:
        raise DecodeError(f"the answer is not as described: {error}", info) from None
    except (ValueError, RecursionError):
        media_type = info.headers.get("content-type", "no media type").partition(";")[0]
        raise DecodeError(f"JSON was expected, but the answer ({media_type}) is not JSON", info) from None


def _parsed(text: str) -> Any:
    return json.loads(text, parse_constant=_refuse)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _fail(each: _Try, info: AnswerInfo, text: str) -> NoReturn:
    body: Any = text
    if "json" in info.headers.get("content-type", ""):
        try:
            body = _parsed(text)
        except (ValueError, RecursionError):
            body = text
    # The codes of a token endpoint are those of RFC 6749, and none of the service's.
    problems = each.core.settings.problems if each.call.operation.path else ProblemTable()
    raise error_of(info, body, _data(each.call, info, body), problems)


def _data(call: Call, info: AnswerInfo, body: Any) -> Any:
    """Return the body of an error as the type that is declared for its status, if it fits."""
    if isinstance(body, str):
        return None
    order = (str(info.status), f"{info.status // 100}XX", "default")
    known = next((call.operation.errors[each] for each in order if each in call.operation.errors), None)
    try:
        return None if known is None else decode_status(known, body, info.status)
    except Mismatch:
        return None
