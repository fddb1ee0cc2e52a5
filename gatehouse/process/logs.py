"""Structured logs: JSON for machines, readable lines for a developer's terminal."""

import asyncio
import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, BinaryIO

import orjson
import structlog

from gatehouse.contract.edge import Exchange
from gatehouse.core import clock
from gatehouse.core.settings import Settings
from gatehouse.domain.actors import Principal
from gatehouse.domain.system_roles import RoleChange

_FLUSH_SECONDS = 0.1
_MOST_LINES = 256
_JSON_LINE = orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE


class AccessLines:
    """Lines made and written together, a moment later: one at a time they cost several times as much."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._waiting: list[tuple[Exchange, datetime]] = []

    def add(self, exchange: Exchange) -> None:
        if not self._waiting:
            asyncio.get_running_loop().call_later(_FLUSH_SECONDS, self.flush)
        self._waiting.append((exchange, clock.now()))
        if len(self._waiting) >= _MOST_LINES:
            self.flush()

    def flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._stream.write(b"".join(_line(exchange, now) for exchange, now in waiting))
            self._stream.flush()


class JsonLine(logging.Formatter):
    """What a library has to say, in the form of everything else."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "event": "library",
            "logger": record.name,
            "message": record.getMessage(),
            "level": record.levelname.lower(),
            "timestamp": clock.now(),
        }
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        return orjson.dumps(fields, option=orjson.OPT_UTC_Z).decode()


class Logs:
    """What the application has to say, to loggers that look up their settings once and not for each line."""

    def __init__(self, events: Any, lines: AccessLines, access: Callable[[Exchange], None]) -> None:
        self._events = events
        self.flush = lines.flush
        self._access = access

    def access(self, exchange: Exchange) -> None:
        """One line per request: its operation, or its path if there is none; a path may hold a token."""
        self._access(exchange)

    def plans(self, planned: int, left: Mapping[str, str]) -> None:
        """How many operations a compiled plan answers, and why Connexion answers the others."""
        self._events.info("plans", planned=planned, left_to_connexion=left)

    def roles(self, differing: Sequence[RoleChange]) -> None:
        """System roles that this version or these settings define otherwise; they stay as they are."""
        for change in differing:
            self._events.warning("system_role_differs", **change._asdict(), remedy="gatehouse roles sync")

    def unknown_roles(self, names: Sequence[str]) -> None:
        """Roles that need a second factor, and that nobody can have: perhaps they are misspelt."""
        for name in names:
            self._events.warning("factor_role_unknown", role=name, remedy="see FACTOR_REQUIRED_FOR_ROLES")

    def crash(self, error: BaseException, request_id: str) -> None:
        """Something nobody foresaw; where it happened, and not what was in the variables."""
        self.flush()
        self._events.error("crash", request_id=request_id, exc_info=error)


def configure_logs(settings: Settings) -> Logs:
    """Set up structlog once per process; libraries that log the standard way join in from warnings on."""
    terminal = settings.environment == "development" and sys.stderr.isatty()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s") if terminal else JsonLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    return _configured(settings.log_level, terminal=terminal)


@lru_cache(maxsize=1)
def _configured(level: str, *, terminal: bool) -> Logs:
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
    events, lines = structlog.get_logger("gatehouse").bind(), AccessLines(sys.stderr.buffer)
    return Logs(events, lines, _access(level, events, lines, terminal=terminal))


def _outlet(terminal: bool) -> tuple[Any, Any]:
    """What makes lines of events, and what writes them."""
    if terminal:
        return structlog.dev.ConsoleRenderer(), structlog.PrintLoggerFactory(sys.stderr)
    return structlog.processors.JSONRenderer(orjson.dumps), structlog.BytesLoggerFactory(sys.stderr.buffer)


def _access(level: str, events: Any, lines: AccessLines, *, terminal: bool) -> Callable[[Exchange], None]:
    if logging.getLevelName(level.upper()) > logging.INFO:
        return lambda _: None
    return (lambda exchange: events.info("request", **_fields(exchange))) if terminal else lines.add


def _line(exchange: Exchange, now: datetime) -> bytes:
    fields = _fields(exchange)
    fields.update(event="request", level="info", timestamp=now)
    return orjson.dumps(fields, option=_JSON_LINE)


def _fields(exchange: Exchange) -> dict[str, Any]:
    path = {} if exchange.path is None else {"path": exchange.path}
    problem = {} if exchange.problem is None else {"problem": exchange.problem}
    user = {"user": str(exchange.caller.user_uuid)} if isinstance(exchange.caller, Principal) else {}
    trace = {} if exchange.trace_id is None else {"trace_id": exchange.trace_id}
    return {
        "operation": exchange.operation_id,
        **path,
        "method": exchange.method,
        "status": exchange.status,
        **problem,
        "ms": round(exchange.milliseconds, 1),
        "request_id": exchange.request_id,
        **trace,
        "client": exchange.client,
        **user,
    }
