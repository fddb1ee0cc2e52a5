"""Runs each language's own formatter over the rendered files, if it is installed."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sdkgen.diagnostics import Diagnostics
from sdkgen.languages import Language
from sdkgen.render import File, Files

_PATIENCE = 300


def installed(language: Language, near: Path) -> str:
    """Return the name and version of a language's formatter, or nothing if it is not installed."""
    formatter = language.formatter
    if formatter is None or not _found(formatter.version, near):
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - the command is the language's own
            _found(formatter.version, near), capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines = done.stdout.strip().splitlines()
    return f"{formatter.command[0]} {lines[0]}" if lines and done.returncode == 0 else ""


def _found(command: Sequence[str], near: Path) -> list[str]:
    """Return a command with its program's path: from a node_modules nearby, or from PATH."""
    folders = [*near.absolute().parents, Path.cwd(), *Path.cwd().parents]
    places = [folder / "node_modules" / ".bin" / command[0] for folder in folders]
    local = next((str(place) for place in places if place.exists()), None)
    program = local or shutil.which(command[0])
    return [program, *command[1:]] if program else []


def formatted(language: Language, files: Files, near: Path, diagnostics: Diagnostics) -> Files | None:
    """Return the formatted files, or nothing if the formatter fails."""
    formatter = language.formatter
    if formatter is None:
        return files
    with tempfile.TemporaryDirectory(prefix="sdkgen-") as folder:
        paths = [_place(Path(folder), name, file) for name, file in files.items()]
        chosen = [str(path) for path in paths if path.name.endswith(formatter.suffixes)]
        problem = _run([*_found(formatter.command, near), *chosen], Path(folder)) if chosen else ""
        if problem:
            message = f"{formatter.command[0]}: {problem}"
            diagnostics.report("FMT001", None, message)
            return None
        return {
            name: File((Path(folder) / name).read_bytes(), file.is_executable) for name, file in files.items()
        }


def _place(folder: Path, name: str, file: File) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.content)
    return path


def _run(command: list[str], folder: Path) -> str:
    """Run a formatter and return its error message, if any."""
    try:
        done = subprocess.run(  # noqa: S603 - the command is the language's own
            command, cwd=folder, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return (
        ""
        if done.returncode == 0
        else (done.stderr.strip() or done.stdout.strip() or "failed without a message")[:2000]
    )
