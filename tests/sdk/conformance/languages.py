"""The table of languages: where each client is, what builds its driver, and what runs it.

Clients are built in a copy, so that nothing but the generator ever writes into `clients/`.
"""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
_CLIENTS = Path(os.environ.get("GATEHOUSE_SDK_CLIENTS", ROOT / "clients"))
_BUILDS = Path(os.environ.get("GATEHOUSE_SDK_BUILD", ROOT / "build" / "sdk"))
_KEPT = frozenset({"node_modules", "target", "package-lock.json", "Cargo.lock"})  # for a quick build


@dataclass(frozen=True, slots=True)
class Language:
    """How to build and run a driver. `tools` says for each program what installs it."""

    name: str
    tools: dict[str, str]
    command: tuple[str, ...]
    builds: tuple[tuple[str, ...], ...] = ()

    @property
    def folder(self) -> Path:
        """Where it is built and runs."""
        return _BUILDS / self.name if self.tools else ROOT

    def lacking(self) -> list[str]:
        """What has to be done before the driver can run."""
        missing = [f"{tool} is missing: {how}" for tool, how in self.tools.items() if not shutil.which(tool)]
        if self.tools and not (_CLIENTS / self.name).is_dir():
            missing.append(f"clients/{self.name}/ is missing: run sdkgen generate")
        return missing

    def copy(self) -> None:
        """Bring the copy up to date; times of files stay, as compilers look at them."""
        if not self.tools:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.iterdir():
            if old.name not in _KEPT:
                shutil.rmtree(old) if old.is_dir() else old.unlink()
        shutil.copytree(_CLIENTS / self.name, self.folder, dirs_exist_ok=True)


_NODE = "install Node.js 20 or newer, with npm"
_NPM_INSTALL = ("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")

LANGUAGES = {
    each.name: each
    for each in (
        Language("reference", {}, (sys.executable, "-m", "tests.sdk.conformance.reference")),
        Language(
            "typescript",
            {"node": _NODE, "npm": _NODE},
            ("node", "conformance/build/conformance/driver.js"),
            (
                _NPM_INSTALL,
                ("npm", "run", "build:conformance"),
            ),
        ),
        Language(
            "rust",
            {"cargo": "install Rust with rustup"},
            ("target/debug/examples/conformance",),
            (("cargo", "build", "--quiet", "--example", "conformance", "--target-dir", "target"),),
        ),
        Language(
            "go",
            {"go": "install Go 1.24 or newer"},
            ("./driver",),
            (("go", "build", "-o", "driver", "./internal/conformance"),),
        ),
        Language(
            "nushell",
            {"npm": _NODE},
            ("node_modules/.bin/nu", "--no-config-file", "conformance/driver.nu"),
            ((*_NPM_INSTALL, "--prefix", ".", "--no-save", "nushell@0.115"),),
        ),
    )
}
