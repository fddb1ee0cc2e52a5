"""Content types in canonical spelling; others are refused."""

from email.message import Message
from functools import lru_cache

from gatehouse.contract.problems import Problem

_CHARSETS = {"", "utf-8", "utf8"}
_REMEMBERED = 256


@lru_cache(_REMEMBERED)
def canonical_media_type(given: tuple[str, ...], known: frozenset[str]) -> str:
    """The media type in lower case; `unsupported_media_type` if no operation accepts it."""
    if len(given) != 1 or not given[0].strip():
        raise Problem("unsupported_media_type", "Send exactly one Content-Type with the body.")
    parsed = Message()
    parsed["content-type"] = given[0]
    media_type = parsed.get_content_type() if "/" in given[0] else ""
    if media_type not in known:
        raise Problem("unsupported_media_type", f"Send the body as {' or '.join(sorted(known))}.")
    if str(parsed.get_param("charset", "")).lower() not in _CHARSETS:
        raise Problem("unsupported_media_type", "Send the body in UTF-8.")
    return media_type
