"""Patterns: regular expressions as ECMAScript has them, checked as far as Python's own can tell."""

import re
from functools import lru_cache

_NAMED = re.compile(r"\(\?<(?![=!])")
_ESCAPED = re.compile(
    r"\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|k<[^>]*>|c[A-Za-z]|[^0-9])"
)
_EMPTY_SET = re.compile(r"\[\^?\]")
_DIFFERENT = ("look-behind", "character range", "possessive", "group reference", "nested set")


@lru_cache(maxsize=4096)
def pattern_fault(pattern: object) -> str:
    """Return what is wrong with a pattern for certain; nothing where the two kinds of expressions differ."""
    if not isinstance(pattern, str):
        return "it is not a string"
    plain = _EMPTY_SET.sub("a", _NAMED.sub("(?P<", _ESCAPED.sub("a", pattern)))
    try:
        re.compile(plain)
    except (re.error, OverflowError, RecursionError) as error:
        message = str(error)
        return "" if any(word in message for word in _DIFFERENT) else message.partition(" at position")[0]
    return ""
