"""What httpx raises, as our own errors: their messages name no address, and nothing of the request."""

from __future__ import annotations

import contextvars
import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from .errors import CallTimeoutError, InputError, SdkError, TransportError

_ERRNO = re.compile(r"^\[Errno -?\d+\] ")
_PLAIN_WORDS = re.compile(r"[A-Za-z][A-Za-z ]{0,80}")
_quiet: contextvars.ContextVar[bool] = contextvars.ContextVar("quiet", default=False)


def translated(operation: str, error: Exception) -> Exception:
    """Make one of our errors of what httpx raises; what the code of callers raises is left alone."""
    if isinstance(error, SdkError):
        return error
    if isinstance(error, (httpx.TimeoutException, TimeoutError)):
        return CallTimeoutError(f"{operation}: no answer in time")
    if any(isinstance(each, ssl.SSLError) for each in _causes(error)):
        message = f"{operation}: the certificate cannot be trusted, or TLS failed"
        return TransportError(message, retryable=False, was_sent=False)
    if isinstance(error, (httpx.ConnectError, httpx.ProxyError)):
        return TransportError(f"{operation}: no connection could be made{_detail(error)}", was_sent=False)
    if isinstance(error, (httpx.NetworkError, httpx.ProtocolError, httpx.StreamError, httpx.DecodingError)):
        return TransportError(f"{operation}: the connection failed{_detail(error)}")
    if isinstance(error, (httpx.InvalidURL, httpx.HTTPError)):
        return InputError(f"{operation}: the request cannot be sent ({type(error).__name__})")
    return error


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _detail(error: Exception) -> str:
    """Return what the error says, if it is nothing but words: a message that quotes something may quote a secret."""
    text = _ERRNO.sub("", str(error))
    return f": {text}" if _PLAIN_WORDS.fullmatch(text) else f" ({type(error).__name__})"


class _Addresses(logging.Filter):
    """Takes paths and queries, which may hold secrets, out of what httpx logs of our requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        if _quiet.get() and isinstance(record.args, tuple):
            record.args = tuple(
                each.copy_with(raw_path=b"/...") if isinstance(each, httpx.URL) else each for each in record.args
            )
        return True


logging.getLogger("httpx").addFilter(_Addresses())


@contextmanager
def quietly() -> Iterator[None]:
    """Keep secrets in addresses out of httpx's log."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)
