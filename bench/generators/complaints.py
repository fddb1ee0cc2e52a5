"""What a program that failed has to say."""

import re
from itertools import pairwise

_TELLING = re.compile(r"error|exception|panicked|fail|invalid|unsupported", re.IGNORECASE)
_COLOUR = re.compile(r"\x1b\[[\d;]*m")


def complaint(output: str) -> str:
    """Return the first line that says what is wrong, or the next if it only announces that."""
    plain = (_COLOUR.sub("", line).strip() for line in output.splitlines())
    lines = [line for line in plain if line] or ["it said nothing"]
    for line, reason in pairwise([*lines, lines[-1]]):
        if _TELLING.search(line):
            return reason if line.endswith(":") else line
    return lines[0]
