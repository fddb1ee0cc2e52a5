"""Structured logs: JSON for machines, readable lines for a developer's terminal."""

import logging
import sys

import structlog

from core.contract.edge import Exchange
from core.settings import Settings

_access = structlog.get_logger("gatehouse.access")
_errors = structlog.get_logger("gatehouse.error")


def configure_logs(settings: Settings) -> None:
    """Set up structlog once per process; libraries that log the standard way join in from warnings on."""
    level = logging.getLevelName(settings.log_level.upper())
    terminal = settings.environment == "development" and sys.stderr.isatty()
    renderer = structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")


def log_access(exchange: Exchange) -> None:
    """One line per request: the operation in place of the path, which may hold a token."""
    _access.info(
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
    _errors.error("crash", request_id=request_id, exc_info=error)
