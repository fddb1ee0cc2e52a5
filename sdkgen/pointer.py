"""JSON pointers (RFC 6901): the address of a place inside a document."""

from collections.abc import Iterable
from urllib.parse import unquote


def escape(token: str) -> str:
    """Make a key usable as one step of a pointer."""
    if "~" in token or "/" in token:
        return token.replace("~", "~0").replace("/", "~1")
    return token


def split(pointer: str) -> list[str]:
    """Take a pointer apart into the keys it passes through."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def join(steps: Iterable[str]) -> str:
    """Put keys together."""
    return "".join(f"/{escape(step)}" for step in steps)


def from_fragment(fragment: str) -> str:
    """Read the part of a reference behind its `#`, where percent escapes are allowed."""
    return unquote(fragment) if "%" in fragment else fragment
