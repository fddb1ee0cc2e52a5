"""Content types: one spelling for each, and a clear no to the rest."""

from email.message import Message
from functools import lru_cache

from gatehouse.contract.problems import Problem

_CHARSETS = {"", "utf-8", "utf8"}
_REMEMBERED = 256


@lru_cache(_REMEMBERED)
def canonical_media_type(given: tuple[str, ...], known: frozenset[str]) -> str:
    """The media type in lower case; `unsupported_media_type` if nothing here takes it."""
    if len(given) != 1 or not given[0].strip():
        raise Problem("unsupported_media_type", "A request with a body needs one Content-Type.")
    parsed = Message()
    parsed["content-type"] = given[0]
    media_type = parsed.get_content_type() if "/" in given[0] else ""
    if media_type not in known:
        raise Problem("unsupported_media_type", f"The body must be sent as {' or '.join(sorted(known))}.")
    if str(parsed.get_param("charset", "")).lower() not in _CHARSETS:
        raise Problem("unsupported_media_type", "The body must be encoded in UTF-8.")
    return media_type
