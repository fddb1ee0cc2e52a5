"""Drivers that live for the whole run, and the parity table at its end."""

from collections.abc import Callable

import pytest

from tests.sdk.conformance.fixtures import drivers
from tests.sdk.conformance.languages import LANGUAGES
from tests.sdk.conformance.parity import Enter, Parity

__all__ = ["drivers"]

_PROPERTY = "parity"


@pytest.fixture
def enter(record_property: Callable[[str, object], None]) -> Enter:
    """Name the row and the column of a test; its report takes them to the process that draws the table."""
    return lambda case, language: record_property(_PROPERTY, (case, language))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    table = Parity()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, cell in report.user_properties:
                if name == _PROPERTY:
                    table.add(*cell, passed=report.passed)
    if table.cells:
        terminalreporter.section("parity")
        for line in table.lines(LANGUAGES):
            terminalreporter.write_line(line)
