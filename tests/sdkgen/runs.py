"""Runs of the fake language, and what they leave behind."""

from dataclasses import replace
from pathlib import Path

from sdkgen.diagnostics import Diagnostics
from sdkgen.run import Run
from tests.sdkgen.support import FAKE, FIXTURES

DOCUMENT = FIXTURES / "minimal.yaml"


def again(run: Run, **changes: object) -> Run:
    """Return the same run with fresh findings, and with something else about it."""
    return replace(run, diagnostics=Diagnostics(), **changes)  # type: ignore[arg-type]


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def codes(run: Run) -> list[str]:
    return [found.code for found in run.diagnostics]


def with_templates(run: Run, folder: Path, files: dict[str, str]) -> Run:
    """Return the run with templates of the user's."""
    for name, text in files.items():
        path = folder / "mine" / "fake" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return again(run, templates=[FAKE / "templates", folder / "mine"])
