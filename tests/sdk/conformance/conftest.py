"""Drivers that live for the whole run, and the parity table at its end."""

import pytest

from tests.sdk.conformance.fixtures import drivers
from tests.sdk.conformance.languages import LANGUAGES
from tests.sdk.conformance.parity import Parity

__all__ = ["drivers"]

_PARITY = pytest.StashKey[Parity]()


@pytest.fixture(scope="session")
def parity(pytestconfig: pytest.Config) -> Parity:
    return pytestconfig.stash.setdefault(_PARITY, Parity())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    table = config.stash.get(_PARITY, Parity())
    if table.cells:
        terminalreporter.section("parity")
        for line in table.lines(LANGUAGES):
            terminalreporter.write_line(line)
