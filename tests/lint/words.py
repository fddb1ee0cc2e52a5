"""Phrases that nobody should have to read again, and what to write instead: `python -m tests.lint.words`."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

BETTER: Final[dict[str, str]] = {
    r"\bthe own (account|password|profile|sessions?|API keys?)\b": "your account, or the caller's account",
    r"\bswitch(es)? (an|the|your|the own) account (on|off)\b": "activate or deactivate an account",
    r"\baccount (is|was|that is) switched (on|off)\b": "active, deactivated",
    r"\btaken on[;,.]": "accepted; instructions are emailed",
    r"\bnot of the right type\b": "wrong type: must be a string",
    r"(?-i:\bThere) is no such (field|parameter|user|role|session|API key)\.": "unknown field; no such user",
    r"\bmust be not\b": "must not",
    r"\b(request|key)\b.{0,40}\bstill runs\b": "is still in progress",
    r"\bin force\b": "active, valid",
    r"\bask whether a token\b": "introspect a token",
    r"\bgive a token back\b": "revoke a token",
    r"\bthe OAuth 2\.0 way\b": "OAuth 2.0 token endpoint",
    r"\bmade no more\b": "no longer generated",
    r"\bthere is no language\b": "unknown language 'x'; choose from a, b",
    r"\bwhich the document does not have\b": "which is not in the document",
    r"\bspeaks of\b": "refers to",
    r"\b(folder|file|path|directory) that is none\b": "path is not a directory",
    r"\bTries and time\b": "Retries and timeouts",
    r"\bnothing to download\b": "no dependencies",
    r"\bare the clients what\b": "are the clients up to date?",
}

_READ: Final = {".py", ".md", ".jinja"}
_SKIPPED: Final = {"clients", "goldens", "node_modules", "build", "dist", "gatehouse-data"}
_HERE: Final = Path(__file__).parent.name


class Finding(NamedTuple):
    """A phrase in a line of a file."""

    place: str
    phrase: str
    better: str

    def __str__(self) -> str:
        return f"{self.place}: {self.phrase!r}; better: {self.better}"


def check(root: Path, better: Mapping[str, str] = BETTER) -> list[Finding]:
    """Every such phrase in hand-written text below a folder."""
    patterns = [(re.compile(pattern, re.IGNORECASE), advice) for pattern, advice in better.items()]
    return [
        Finding(f"{path.relative_to(root)}:{number}", found[0], advice)
        for path in sorted(_texts(root))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for pattern, advice in patterns
        if (found := pattern.search(line))
    ]


def _texts(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name[0] != "." and name not in {*_SKIPPED, _HERE}]
        for name in files:
            path = Path(folder, name)
            read = path.suffix in _READ or name == "openapi.yaml"
            if read and not name.startswith("CHANGELOG") and not path.is_symlink():
                yield path


def main(root: Path) -> int:
    """Print what is found; 1 if there is anything."""
    findings = check(root)
    for finding in findings:
        print(finding)
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
