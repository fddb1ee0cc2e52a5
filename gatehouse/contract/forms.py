"""URL-encoded text, bounded before it is decoded."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

from gatehouse.contract.document import Document, Json
from gatehouse.contract.paths import BODY_STEP, BYTES_PER_CHARACTER
from gatehouse.contract.problems import Problem

_MOST_FIELDS = 64


class FormReader:
    """Reads the forms of one schema."""

    def __init__(self, document: Document, schema: Json) -> None:
        fields = document.resolve(schema)["properties"]
        lengths = [document.resolve(field).get("maxLength", BODY_STEP) for field in fields.values()]
        self._most_bytes = max(*lengths, *map(len, fields)) * BYTES_PER_CHARACTER

    def read(self, body: bytes) -> dict[str, str]:
        """The fields by name; each is there once."""
        if any(len(field) > self._most_bytes for field in _parts(body.split(b"&", _MOST_FIELDS))):
            raise Problem(
                "payload_too_large", f"A field of the form is too long: at most {self._most_bytes} bytes."
            )
        pairs = urlencoded(body, "form")
        if len({name for name, _ in pairs}) < len(pairs):
            raise Problem("bad_request", "The form contains the same field twice.")
        if any("\0" in text for pair in pairs for text in pair):
            raise Problem("bad_request", "The form must not contain NUL characters.")
        return dict(pairs)


def _parts(fields: Iterable[bytes]) -> Iterable[bytes]:
    """Names and values, still encoded."""
    for field in fields:
        yield from field.split(b"=", 1)


def urlencoded(raw: bytes, what: str) -> list[tuple[str, Any]]:
    """The fields of a form or a query string, in their order."""
    try:
        text = raw.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        detail = f"The {what} must be URL-encoded UTF-8 with at most {_MOST_FIELDS} fields."
        raise Problem("bad_request", detail) from None
