"""The table of languages: what builds the driver of each, and what runs it."""

import sys
from dataclasses import dataclass
from pathlib import Path

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

    @property
    def folder(self) -> Path:
        """Where it runs."""
        return self._workspace().root if self.name in TOOLCHAINS else ROOT

    def build(self) -> None:
        """Build what is needed, in a copy of the client."""
        if self.name in TOOLCHAINS:
            workspace = self._workspace()
            workspace.add_client()
            workspace.prepare()
            workspace.run(list(self.builds))

    def _workspace(self) -> Workspace:
        return Workspace.of(TOOLCHAINS[self.name])


def _client(language: str, path: str) -> str:
    return f"{CLIENT}/{language}/{path}"


_RUST_DRIVER = ("--package", package_name(CLIENT), "--example", "conformance")

LANGUAGES = {
    each.name: each
    for each in (
        Language("reference", (sys.executable, "-m", "tests.sdk.conformance.reference")),
        Language(
            "typescript",
            ("node", _client("typescript", "conformance/build/conformance/driver.js")),
            (("npm", "--prefix", f"{CLIENT}/typescript", "run", "build:conformance"),),
        ),
        Language(
            "rust", ("target/debug/examples/conformance",), (("cargo", "build", "--quiet", *_RUST_DRIVER),)
        ),
        Language(
            "go", ("./driver",), (("go", "build", "-o", "driver", f"./{CLIENT}/go/internal/conformance"),)
        ),
        Language(
            "nushell", (find("nu") or "nu", "--no-config-file", _client("nushell", "conformance/driver.nu"))
        ),
    )
}
