"""The package, written once for all tests."""

from pathlib import Path

import pytest

from tests.sdk.nushell.support import write


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("nushell"))
