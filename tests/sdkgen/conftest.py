"""What the tests of sdkgen share: a fake language in place of the real ones, and a folder to write to."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sdkgen import languages
from sdkgen.cli import main
from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.run import Run
from tests.sdkgen.fake.languages.fake import Fake
from tests.sdkgen.runs import DOCUMENT
from tests.sdkgen.support import FAKE

Command = Callable[..., Result]


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the work of runs here, where coverage sees it and a fork would copy all of pytest."""
    monkeypatch.setattr("sdkgen.forks._can_fork", lambda: False)


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


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A run of the fake language into an empty folder."""
    return Run(
        spec=DOCUMENT,
        out=tmp_path / "clients",
        config=Config(name="acme"),
        languages=[Fake()],
        templates=[FAKE / "templates"],
        diagnostics=Diagnostics(),
    )
