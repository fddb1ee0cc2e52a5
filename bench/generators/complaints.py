"""What a program that failed has to say."""

import re
from itertools import pairwise

_TELLING = re.compile(r"error|exception|fail|invalid|unsupported", re.IGNORECASE)


def complaint(output: str) -> str:
    """Return the first line that says what is wrong."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    panics = (reason for line, reason in pairwise(lines) if " panicked at " in line)  # Rust takes two lines
    telling = (line for line in lines if _TELLING.search(line))
    return next(panics, None) or next(telling, None) or "".join(lines[:1]) or "it said nothing"
