"""A run whose clients are up to date says what the last one said, and does nothing else."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sdkgen import generate, languages
from sdkgen.languages import Formatter
from sdkgen.run import Run
from tests.sdkgen.conftest import Command
from tests.sdkgen.support import FAKE

DOCUMENT = """openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets/{id}:
    get:
      operationId: pets.get
      responses: {"200": {description: Yes}}
"""


@pytest.fixture(autouse=True)
def project(command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A project whose clients are up to date, which the cache knows."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(languages, "templates", lambda: tmp_path / "templates")
    shutil.copytree(FAKE / "templates", tmp_path / "templates")
    (tmp_path / "pets.yaml").write_text(DOCUMENT)
    assert " written" in generated(command)


def generated(command: Command) -> str:
    done = command("generate", "pets.yaml", "--out", "clients", "--name", "acme")
    assert done.exit_code == 0, done.output
    return done.output


def whole_runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each whole run, and go on with it."""
    runs: list[str] = []

    def noted(work: Callable[[Run], object]) -> Callable[[Run], object]:
        def noting(run: Run) -> object:
            runs.append(work.__name__)
            return work(run)

        return noting

    for work in (generate.generate, generate.check):
        monkeypatch.setattr(generate, work.__name__, noted(work))
    return runs


def test_nothing_is_done_twice(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = whole_runs(monkeypatch)
    assert "nothing to do" in generated(command)
    assert command("check", "pets.yaml", "--out", "clients", "--name", "acme").exit_code == 0
    assert runs == []


def test_nothing_is_loaded_that_only_a_whole_run_needs() -> None:
    slow = "{'jinja2', 'sdkgen.generate', 'sdkgen.ir', 'yaml'}"
    program = f"import sdkgen.cli, sys; print({slow} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", program], text=True) == "set()\n"


def test_what_was_said_is_said_again(command: Command, tmp_path: Path) -> None:
    document = tmp_path / "pets.yaml"
    document.write_text(
        DOCUMENT.replace("/pets/{id}:", "/pets/{id}:\n    description: a\n    description: b")
    )
    first, second = generated(command), generated(command)
    assert "SPEC" in first
    assert first.split("warning", 1)[1] == second.split("warning", 1)[1]


def edited(name: str, more: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text((folder / name).read_text() + more)


def without(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


def interrupted(folder: Path) -> None:
    (folder / ".clients.sdkgen").mkdir()
    (folder / ".clients.sdkgen/journal.json").write_text('{"moved": [], "deleted": []}')


CHANGES: dict[str, Callable[[Path], object]] = {
    "the document": edited("pets.yaml", "# more\n"),
    "a template": edited("templates/fake/README.md", "more\n"),
    "a client": edited("clients/fake/README.md", "more\n"),
    "a client that is gone": without("clients/fake/README.md"),
    "the manifest": edited("clients/.sdkgen-manifest.json", "\n"),
    "an interrupted run": interrupted,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_any_change_makes_a_whole_run(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    runs = whole_runs(monkeypatch)
    before = (tmp_path / "clients/fake/README.md").read_text()
    change(tmp_path)
    generated(command)
    assert runs == ["generate"]
    more = "more\n" * ("more" in (tmp_path / "templates/fake/README.md").read_text())
    assert (tmp_path / "clients/fake/README.md").read_text() == before + more


def test_a_new_formatter_makes_a_whole_run(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "shout"
    fake = languages.load("fake")
    monkeypatch.setattr(fake, "formatters", (Formatter((str(program),), (str(program),), ("*.txt",)),))
    edited("pets.yaml", "# more\n")(tmp_path)
    runs = whole_runs(monkeypatch)
    generated(command)
    generated(command)
    program.write_text("#!/bin/sh\necho 1\n")
    program.chmod(0o755)
    generated(command)
    assert len(runs) == 2


def test_a_cache_that_is_not_ours_does_no_harm(command: Command, tmp_path: Path) -> None:
    (entry,) = (tmp_path / "caches/sdkgen").glob("*.run")
    for text in ("", "[]", '{"documents": [1]}', '{"documents": [], "seen": {}}'):
        entry.write_text(text)
        assert "nothing to do" in generated(command)
