"""What a program that failed has to say."""

import re
from itertools import pairwise

_TELLING = re.compile(
    r"error|exception|panicked|fail|invalid|unsupported|must not|conflict|\.go:\d", re.IGNORECASE
)
_COLOUR = re.compile(r"\x1b\[[\d;]*m")
_ASIDE = re.compile(
    r"(?:INFO|WARN|DEBUG|#)\s|at .*\(|[│╭╰]|[\w./*()@-]+$|/\S+:\d+$"
)  # logs, and frames of a stack
_CAUSE = re.compile(r"- .*:$")  # in ogen's chains of errors, each causes the one before


def complaint(output: str) -> str:
    """Return the first line that says what is wrong, or the next if it only announces that."""
    plain = (_COLOUR.sub("", line).strip() for line in output.splitlines())
    lines = [line for line in plain if line and not _ASIDE.match(line)] or ["it said nothing"]
    if causes := [line for line in lines if _CAUSE.match(line)]:
        lines = [causes[-1].removeprefix("- ").removesuffix(":")]
    for line, reason in pairwise([*lines, lines[-1]]):
        if _TELLING.search(line):
            return reason if line.endswith(":") else line
    return lines[0]
