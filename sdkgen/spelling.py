"""What was probably meant by a word that nobody knows."""

import difflib
from collections.abc import Iterable

_LIKE = 0.6


def meant(word: str, known: Iterable[str], like: float = _LIKE) -> str:
    """Return the known word that is most like it as a question behind a message, or nothing."""
    nearest = difflib.get_close_matches(word, list(known), 1, like)
    return f"; did you mean {nearest[0]!r}?" if nearest else ""
