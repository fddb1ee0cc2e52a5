"""What the tests of sdkgen share: a fake language in place of the real ones, and a folder to write to."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sdkgen import languages
from sdkgen.cli import main
from tests.sdkgen.support import FAKE

Command = Callable[..., Result]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes whole public documents apart")


@pytest.fixture
def only_fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hide the real languages, and offer the fake one with its templates."""
    monkeypatch.setattr(languages, "__path__", [str(FAKE / "languages")])
    monkeypatch.setattr(languages, "templates", lambda: FAKE / "templates")
    yield


@pytest.fixture
def command(only_fake: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run `sdkgen` with arguments, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments])
