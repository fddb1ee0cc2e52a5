"""Patterns: regular expressions as ECMAScript has them, checked as far as Python's own can tell."""

import re
from functools import lru_cache

_NAMED = re.compile(r"\(\?<(?![=!])")
_ESCAPED = re.compile(
    r"\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|k<[^>]*>|c[A-Za-z]|[^0-9])"
)
_EMPTY_SET = re.compile(r"\[\^?\]")
_DIFFERENT = ("look-behind", "character range", "possessive", "group reference", "nested set")


def pattern_fault(pattern: object) -> str:
    """Return what is wrong with a pattern for certain; nothing where the two kinds of expressions differ."""
    return _fault(pattern) if isinstance(pattern, str) else "it is not a string"


@lru_cache(maxsize=4096)
def _fault(pattern: str) -> str:
    plain = _EMPTY_SET.sub("a", _NAMED.sub("(?P<", _ESCAPED.sub("a", pattern)))
    try:
        re.compile(plain)
    except (re.error, OverflowError, RecursionError) as error:
        message = str(error)
        return "" if any(word in message for word in _DIFFERENT) else message.partition(" at position")[0]
    return ""
