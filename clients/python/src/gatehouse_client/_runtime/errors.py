"""Everything that can go wrong with a call. Neither messages nor representations hold credentials."""

from __future__ import annotations

import builtins
import math
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, ClassVar

import httpx

from .values import is_list, is_object

_RETRYABLE = frozenset({408, 429, 502, 503, 504})
_UNAUTHORIZED = 401
_OTHER_REASONS = re.compile(r'\berror\s*=\s*"?(insufficient_scope|insufficient_user_authentication)\b')
_SECONDS = re.compile(r"\d+(\.\d+)?")
_MOST_FIELDS = 3
_LONGEST_TEXT = 500
_TEXTS = ("detail", "message", "error_description", "error", "title")
_OAUTH_CODE = "error"  # the member with the code in errors as RFC 6749 has them


class SdkError(Exception):
    """What all errors of this package have in common; `retryable`: the same call may succeed later."""

    kind: ClassVar[str] = ""
    retryable: bool = False


class InputError(SdkError, ValueError):
    """A call that was never sent: an argument or option is missing or cannot be written into a request."""

    kind = "input"


class CredentialsError(InputError):
    """A call that was never sent, because the client has no credentials that it takes."""


class FactorRequiredError(SdkError):
    """A sign-in that waits for a code of a second factor, while the client has nobody to ask for one.

    `answer` is what the service said. Who has its token and a code is signed in: keep it as you keep a password.
    """

    kind = "factor_required"

    def __init__(self, answer: Any) -> None:
        super().__init__(
            "signing in needs a code of a second factor: choose second_factor, or complete the sign-in yourself"
        )
        self.answer: Any = answer


class TransportError(SdkError):
    """No answer: no connection, no certificate to trust, or the connection broke."""

    kind = "transport"

    def __init__(self, message: str, *, retryable: bool = True, was_sent: bool = True) -> None:
        super().__init__(message)
        self.retryable = retryable
        self.was_sent = was_sent


class CallTimeoutError(SdkError, builtins.TimeoutError):
    """No complete answer in time. It can be caught as Python's own `TimeoutError` as well."""

    kind = "timeout"
    retryable = True


@dataclass(frozen=True)
class AnswerInfo:
    """What is known of an answer besides its body."""

    operation: str
    status: int
    headers: httpx.Headers

    @property
    def request_id(self) -> str | None:
        """The id that the service gave to the request, for asking its operators about it."""
        found: str | None = self.headers.get("x-request-id") or self.headers.get("request-id")
        return found


class DecodeError(SdkError):
    """An answer that cannot be read as what the service describes."""

    kind = "decode"

    def __init__(self, message: str, info: AnswerInfo) -> None:
        super().__init__(f"{info.operation}: {message}")
        self.status = info.status
        self.headers = info.headers
        self.request_id = info.request_id


class StatusError(SdkError):
    """An answer that is no success.

    `body` is what its JSON says, or its text. `data` is the same as the type that the operation declares for
    this status, told apart with `isinstance`; it is `None` where there is no such type, or where it does not fit.
    """

    kind = "status"

    def __init__(self, message: str, info: AnswerInfo, body: Any, data: Any = None) -> None:
        facts = "; ".join([*_field_texts(body), _origin(info)])
        super().__init__(f"{f'{info.status} {message}'.rstrip()} ({facts})")
        self.status = info.status
        self.headers = info.headers
        self.request_id = info.request_id
        self.retryable = info.status in _RETRYABLE
        self.body = body
        self.data: object = data

    @property
    def retry_after(self) -> float | None:
        """How long the service asked to wait, in seconds, if it did."""
        return retry_after(self.headers)


@dataclass(frozen=True)
class FieldError:
    """One fault of a request; `pointer` is where it is, a JSON pointer where the service gives one."""

    pointer: str
    code: str
    detail: str


class ProblemError(StatusError):
    """An error the service describes, told apart from others by its code."""

    kind = "problem"

    def __init__(self, message: str, info: AnswerInfo, body: Any, data: Any = None, code: str = "") -> None:
        super().__init__(message, info, body, data)
        self.code = code

    @property
    def field_errors(self) -> list[FieldError]:
        """The single faults of the request, if the service lists them."""
        return _field_errors(self.body)


@dataclass(frozen=True)
class ProblemTable:
    """How errors are told apart: the member that holds the code, and the class of each code."""

    field: str = ""
    classes: Callable[[], Mapping[str, type[ProblemError]]] = dict


def error_of(info: AnswerInfo, body: Any, data: Any, table: ProblemTable) -> StatusError:
    """Make the error of an answer that is no success."""
    codes = [_member(body, name) for name in (table.field, _OAUTH_CODE) if table.field]
    code = next((each for each in codes if isinstance(each, str) and each), None)
    text = _text(body)
    if code is None:
        return StatusError(text, info, body, data)
    kind = table.classes().get(code, ProblemError)
    return kind(code if text in {"", code} else f"{code}: {text}", info, body, data, code)


def is_retryable(status: int) -> bool:
    """Whether a status says that the same request may succeed later."""
    return status in _RETRYABLE


def refuses_token(status: int, headers: httpx.Headers) -> bool:
    """Whether an answer refuses the token itself.

    One that asks for more (RFC 6750, RFC 9470) would refuse the next token, too.
    """
    return status == _UNAUTHORIZED and not _OTHER_REASONS.search(headers.get("www-authenticate", ""))


def retry_after(headers: httpx.Headers) -> float | None:
    """Read `Retry-After`, in seconds or as a date."""
    text = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(text):
        return float(text) if math.isfinite(float(text)) else None
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time()) if text else None
    except (TypeError, ValueError, OverflowError):
        return None


def _field_errors(body: Any) -> list[FieldError]:
    errors = _member(body, "errors")
    found: list[Any] = errors if is_list(errors) else []
    return [_field_error(each) for each in found if isinstance(each, dict)]


def _field_error(value: Any) -> FieldError:
    def text(*names: str) -> str:
        found = (_member(value, name) for name in names)
        return next((each for each in found if isinstance(each, str)), "")

    return FieldError(text("pointer", "field", "path"), text("code", "type"), text("detail", "message"))


def _origin(info: AnswerInfo) -> str:
    """Say which call it was, for looking it up in logs."""
    return f"{info.operation}, request id {info.request_id}" if info.request_id else info.operation


def _field_texts(body: Any) -> list[str]:
    """Say what is wrong with the first fields of a request."""
    pairs = [(each.pointer, each.detail or each.code) for each in _field_errors(body)[:_MOST_FIELDS]]
    return [": ".join(filter(None, pair))[:_LONGEST_TEXT] for pair in pairs if any(pair)]


def _text(body: Any) -> str:
    nested = _member(body, "error")
    for source in [nested, body] if is_object(nested) else [body]:
        for name in _TEXTS:
            text = _member(source, name)
            if isinstance(text, str) and text:
                return text[:_LONGEST_TEXT]
    return ""


def _member(value: Any, name: str) -> Any:
    return value.get(name) if is_object(value) else None
