"""The table of languages: what builds the driver of each, and what runs it."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sdk.builds import TOOLCHAINS
from tests.sdk.builds.rust import package_name
from tests.sdk.builds.toolchain import ROOT, Words, find
from tests.sdk.builds.workspace import CLIENT, Workspace


@dataclass(frozen=True, slots=True)
class Language:
    """How to build and run a driver, both in the workspace of its language; the reference has none."""

    name: str
    command: Words
    builds: tuple[Words, ...] = ()
    document: Path | None = None

    @property
    def folder(self) -> Path:
        """Where it runs."""
        return self._workspace().root if self.name in TOOLCHAINS else ROOT

    def build(self) -> None:
        """Build what is needed, in a copy of our client or in the client of another document."""
        if self.name in TOOLCHAINS:
            workspace = self._workspace()
            if self.document is None:
                workspace.add_client()
            else:
                workspace.add(self.document, self.document.stem)
            workspace.prepare()
            workspace.run(list(self.builds))

    def _workspace(self) -> Workspace:
        return Workspace.of(TOOLCHAINS[self.name])


def languages(document: Path | None = None) -> dict[str, Language]:
    """Return the drivers of our client, or of the client of another document."""
    name = document.stem if document else CLIENT
    rust = ("--package", package_name(name), "--example", "conformance")
    known = (
        Language("reference", (sys.executable, "-m", "tests.sdk.conformance.reference")),
        Language(
            "typescript",
            ("node", f"{name}/typescript/conformance/build/conformance/driver.js"),
            (("npm", "--prefix", f"{name}/typescript", "run", "build:conformance"),),
            document,
        ),
        Language(
            "rust",
            (f"./{name}-driver",),
            (
                ("cargo", "build", "--quiet", *rust),
                # All packages share that place, and an earlier driver may still run.
                ("ln", "-f", "target/debug/examples/conformance", f"{name}-driver"),
            ),
            document,
        ),
        Language(
            "go",
            (f"./{name}-driver",),
            (("go", "build", "-o", f"{name}-driver", f"./{name}/go/internal/conformance"),),
            document,
        ),
        Language(
            "nushell",
            (find("nu") or "nu", "--no-config-file", f"{name}/nushell/conformance/driver.nu"),
            document=document,
        ),
        Language("python", (sys.executable, f"{name}/python/conformance/driver.py"), document=document),
    )
    return {each.name: each for each in known}


LANGUAGES = languages()


def apart(names: Iterable[str]) -> list[object]:
    """Languages as parameters of a test: one process builds, and has, all that is of one language."""
    return [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in names]
