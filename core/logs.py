"""Structured logs: JSON for machines, readable lines for a developer's terminal."""

import logging
import sys
from functools import lru_cache
from typing import Any

import orjson
import structlog

from core.contract.edge import Exchange
from core.settings import Settings


class _Loggers:
    """Made when logs are configured: loggers that look up their settings for each line are slow."""

    access: Any = structlog.get_logger()
    errors: Any = structlog.get_logger()


def configure_logs(settings: Settings) -> None:
    """Set up structlog once per process; libraries that log the standard way join in from warnings on."""
    _configure(settings.log_level, terminal=settings.environment == "development" and sys.stderr.isatty())
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")


@lru_cache(maxsize=1)
def _configure(level: str, *, terminal: bool) -> None:
    renderer, factory = _outlet(terminal)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=factory,
    )
    _Loggers.access = structlog.get_logger("gatehouse.access").bind()
    _Loggers.errors = structlog.get_logger("gatehouse.error").bind()


def _outlet(terminal: bool) -> tuple[Any, Any]:
    """What makes lines of events, and what writes them."""
    if terminal:
        return structlog.dev.ConsoleRenderer(), structlog.PrintLoggerFactory(sys.stderr)
    return structlog.processors.JSONRenderer(orjson.dumps), structlog.BytesLoggerFactory(sys.stderr.buffer)


def log_access(exchange: Exchange) -> None:
    """One line per request: the operation in place of the path, which may hold a token."""
    _Loggers.access.info(
        "request",
        operation=exchange.operation_id,
        method=exchange.method,
        status=exchange.status,
        ms=round(exchange.milliseconds, 1),
        request_id=exchange.request_id,
        client=exchange.client,
    )


def log_crash(error: BaseException, request_id: str) -> None:
    """Something nobody foresaw; where it happened, and not what was in the variables."""
    _Loggers.errors.error("crash", request_id=request_id, exc_info=error)
