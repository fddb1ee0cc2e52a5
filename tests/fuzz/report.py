"""What a run has done so far, what it found, and how that is told."""

import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_TERMINAL_SECONDS, _LOG_SECONDS = 2, 60
_LONGEST_LITERAL = 2000
_MOST_FINDINGS = 20
_FIGURES = re.compile(r"\d+|0x[0-9a-f]+|[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and how to see it again."""

    what: str
    case: str

    @property
    def kind(self) -> str:
        """Findings that differ in nothing but figures and quoted text are one."""
        return _FIGURES.sub("#", re.sub(r"'[^']*'|\"[^\"]*\"", "'...'", self.what))


@dataclass
class Tally:
    """One target: how long, how much, what came back, what was found."""

    target: str
    seconds: float
    unit: str
    sent: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    memory: str = "-"
    _started: float = field(default_factory=time.monotonic)
    _told: float = field(default_factory=time.monotonic)

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self._started

    @property
    def is_over(self) -> bool:
        return self.elapsed >= self.seconds or len(self.findings) >= _MOST_FINDINGS

    def knows(self, what: str) -> bool:
        """Whether something of this kind was found before."""
        return Finding(what, "").kind in {finding.kind for finding in self.findings}

    def add(self, what: str, case: str) -> None:
        if not self.knows(what):
            self.findings.append(Finding(what, case))
            _write(f"{self.target}: FOUND {what}\n")

    def tell(self) -> None:
        """A line of progress, if the last one is some time ago."""
        every = _TERMINAL_SECONDS if sys.stderr.isatty() else _LOG_SECONDS
        if time.monotonic() - self._told < every:
            return
        self._told = time.monotonic()
        kinds = ", ".join(f"{kind} {count}" for kind, count in self.kinds.most_common(6))
        line = f"{self.target}: {self.elapsed:.0f} of {self.seconds:.0f} s, {self.sent} {self.unit}; {kinds}"
        _write(f"\r\x1b[K{line}" if sys.stderr.isatty() else f"{line}\n")


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def literal(data: bytes, suffix: str = "bin") -> str:
    """The bytes as Python reads them, or the name of a file with them if there are many."""
    if len(data) <= _LONGEST_LITERAL:
        return repr(data)
    with tempfile.NamedTemporaryFile(prefix="gatehouse-fuzz-", suffix=f".{suffix}", delete=False) as file:
        file.write(data)
    return f"{Path(file.name)} ({len(data)} bytes)"


def lines(tallies: Iterable[Tally]) -> Iterator[str]:
    """All findings, and a table of what was done."""
    tallies = list(tallies)
    for tally in tallies:
        for finding in tally.findings:
            yield f"FOUND   {tally.target}: {finding.what}"
            yield f"        repeat: {finding.case}"
            yield ""
    yield f"{'target':<10}{'minutes':>8}{'sent':>9}{'found':>7}  memory"
    for tally in tallies:
        figures = f"{tally.elapsed / 60:>8.1f}{tally.sent:>9}{len(tally.findings):>7}"
        yield f"{tally.target:<10}{figures}  {tally.memory}"
    for tally in tallies:
        kinds = ", ".join(f"{kind} {count}" for kind, count in tally.kinds.most_common())
        yield f"{tally.target}: {tally.unit}: {kinds or 'none'}"
