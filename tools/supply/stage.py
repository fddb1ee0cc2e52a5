"""A copy of what names dependencies, with what the copy would run on: versions as they are chosen today."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tools.supply.programs import ROOT, Failed, run

CLIENTS: Final = ("typescript", "rust", "go")
_GENERATED: Final = shutil.ignore_patterns("node_modules", "target", "dist", "build")


def stage(folder: Path) -> dict[str, str]:
    """Fill the folder; of each language that could not be resolved, the reason."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("pyproject.toml", "package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, folder)
    for name in CLIENTS:
        shutil.copytree(ROOT / "clients" / name, folder / "clients" / name, ignore=_GENERATED)
    steps: dict[str, Callable[[], object]] = {
        "python": lambda: _python(folder / ".venv"),
        "typescript": lambda: _npm(folder / "clients" / "typescript"),
        "rust": lambda: run("cargo", "generate-lockfile", cwd=folder / "clients" / "rust"),
    }
    failed = {}
    for name, step in steps.items():
        try:
            step()
        except Failed as error:
            failed[name] = str(error)
    return failed


def _python(venv: Path) -> None:
    """Install what both distributions need with every extra, but not themselves: an index has namesakes."""
    run("uv", "venv", str(venv))
    wanted = ("-r", "pyproject.toml", "--all-extras", "-r", "sdkgen/pyproject.toml")
    run("uv", "pip", "install", "--python", str(venv), *wanted)


def _npm(folder: Path) -> None:
    run("npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund", cwd=folder)
