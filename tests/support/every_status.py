"""Looks back at the whole run: every status of the document was seen, so none is declared in vain.

A plugin and not a test, because the run may be shared by several processes, each of which saw a part.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.support.conformance import declared_statuses, seen
from tests.support.service import DOCUMENT

_TESTS = Path(__file__).parents[1]
_NEEDED = ("attack", "concurrency", "contract", "domain", "handlers")  # folders of tests that ask for answers


class EveryStatus:
    """Gathers what the processes saw; fails a whole run that did not see everything."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, int]] = set()
        self._partial: str | None = None
        self._unseen: list[tuple[str, int]] = []

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A process that ran a part of the tests is done."""
        output = getattr(node, "workeroutput", {})
        self._add(map(tuple, output.get("seen", ())), output.get("partial", "a process died"))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output.update(seen=[list(each) for each in seen], partial=_partial(session))
            return
        if not session.config.getoption("numprocesses", None):
            self._add(seen, _partial(session))
        if self._partial is None:
            self._unseen = sorted(set(declared_statuses(DOCUMENT)) - self._seen)
        if self._unseen and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._unseen:
            terminalreporter.section("declared in the document and never seen", red=True)
            for operation, status in self._unseen:
                terminalreporter.line(f"{operation} {status}")

    def _add(self, statuses: Iterable[Any], partial: str | None) -> None:
        self._seen.update(statuses)
        self._partial = self._partial or partial


def _partial(session: pytest.Session) -> str | None:
    """What was left out of this run, if anything."""
    for option in ("keyword", "markexpr", "deselect", "lf"):
        if value := session.config.getoption(option, None):
            return f"{option} is {value}"
    if named := [argument for argument in session.config.args if "::" in argument]:
        return f"the run was of {', '.join(named)}"
    files = {file for file in _TESTS.rglob("test_*.py") if _folder(file) in _NEEDED}
    absent = files - {item.path for item in session.items}
    return f"without {', '.join(sorted(path.stem for path in absent))}" if absent else None


def _folder(file: Path) -> str:
    return file.relative_to(_TESTS).parts[0]
