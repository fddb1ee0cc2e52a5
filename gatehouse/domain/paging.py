"""Cursors and links of lists."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from gatehouse.contract.problems import FieldError, Problem
from gatehouse.security.crypto import Vault
from gatehouse.security.opaque import read_cursor, write_cursor


def write_position(vault: Vault, order: str, *values: Any) -> str:
    """The cursor after the last item of a page; valid only for the same sort order."""
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return write_cursor(vault, [order, *plain])


def read_position(vault: Vault, order: str, cursor: str | None) -> list[Any] | None:
    """The values in the cursor, or `cursor_invalid`."""
    if cursor is None:
        return None
    position = read_cursor(vault, cursor)
    if position is None or position[0] != order:
        error = FieldError("/query/cursor", "cursor", "Must be a next_cursor of this list and sort order.")
        raise Problem(
            "cursor_invalid",
            "The cursor does not belong to this list and sort order. Start with the first page.",
            [error],
        )
    return position[1:]


def next_link(path: str, arguments: dict[str, Any], cursor: str | None) -> dict[str, str]:
    """The Link header to the next page, if there is one."""
    if cursor is None:
        return {}
    given = {name: _text(value) for name, value in arguments.items() if value is not None}
    return {"Link": f'<{path}?{urlencode({**given, "cursor": cursor})}>; rel="next"'}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, datetime) else str(value)
