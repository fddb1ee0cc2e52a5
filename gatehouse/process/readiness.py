"""Asking a running service whether it can answer requests, as a container engine does."""

import json
from http.client import HTTPConnection, HTTPException

_PATIENCE_SECONDS = 5


class NotReady(Exception):
    """The service cannot answer requests; the message says where it was looked for and what came back."""


def require_ready(host: str, port: int) -> str:
    """Say where the service answers, or raise `NotReady`."""
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    connection = HTTPConnection(host, port, timeout=_PATIENCE_SECONDS)
    try:
        connection.request("GET", "/health/ready")
        answer = connection.getresponse()
        body = answer.read()
    except TimeoutError:
        raise NotReady(f"nothing answers at {place} within {_PATIENCE_SECONDS} seconds") from None
    except (OSError, HTTPException) as error:
        raise NotReady(f"no service answers at {place}: {_reason(error)}") from None
    finally:
        connection.close()
    if answer.status != 200:  # noqa: PLR2004 - what the document has for a ready service
        raise NotReady(f"{place} is not ready: {answer.status}, {_detail(body)}")
    return place


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or "it does not speak HTTP"


def _detail(body: bytes) -> str:
    """What a problem says; anything else is not the service's."""
    try:
        return str(json.loads(body)["detail"])
    except (ValueError, KeyError, TypeError):
        return "from something that is not Gatehouse"
