"""Runs each language's own formatter over the rendered files, if it is installed."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from sdkgen.files import File, Files
from sdkgen.languages import Formatter, Language

_PATIENCE = 300
_SHOWN = 2000


class FormatterError(Exception):
    """A formatter failed; the text says why."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A formatter that is here, with its name and version."""

    formatter: Formatter
    version: str


class Formatters:
    """The formatters of languages, asked for their versions while other work is done."""

    def __init__(self, languages: Iterable[Language], near: Path) -> None:
        self._languages = list(languages)
        self._asked: dict[Formatter, subprocess.Popen[str]] = {}
        for formatter in (each for language in self._languages for each in language.formatters):
            if command := found(formatter.version, near):
                with suppress(OSError):
                    self._asked[formatter] = subprocess.Popen(  # noqa: S603 - the language's own command
                        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
                    )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing running, whatever has become of the other work."""
        for process in self._asked.values():
            process.kill()
            with process:
                pass

    def installed(self) -> dict[str, Installed]:
        """Return the first formatter that works of each language that has one."""
        first = {
            language.name: next(filter(None, map(self._answer, language.formatters)), None)
            for language in self._languages
        }
        return {name: found for name, found in first.items() if found}

    def _answer(self, formatter: Formatter) -> Installed | None:
        process = self._asked.get(formatter)
        if process is None:
            return None
        try:
            said, _ = process.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            return None
        lines = said.strip().splitlines()
        works = lines and process.returncode == 0
        return Installed(formatter, f"{formatter.command[0]} {lines[0]}") if works else None


def found(command: Sequence[str], near: Path) -> list[str]:
    """Return a command with its program's path: from a node_modules nearby, or from PATH."""
    folders = [*near.absolute().parents, Path.cwd(), *Path.cwd().parents]
    places = [folder / "node_modules" / ".bin" / command[0] for folder in folders]
    local = next((str(place) for place in places if place.exists()), None)
    program = local or shutil.which(command[0])
    return [program, *command[1:]] if program else []


def formatted(formatter: Formatter, files: Files, near: Path) -> Files:
    """Return files as a formatter leaves those that were rendered, or raise a `FormatterError`."""
    with tempfile.TemporaryDirectory(prefix="sdkgen-") as folder:
        paths = {name: _place(Path(folder), name, file) for name, file in files.items()}
        rendered = [paths[name] for name, file in files.items() if not file.is_copied]
        chosen = [str(path) for path in rendered if any(map(path.match, formatter.files))]
        if chosen:
            _run([*found(formatter.command, near), *chosen], Path(folder))
        return {name: replace(file, content=paths[name].read_bytes()) for name, file in files.items()}


def _place(folder: Path, name: str, file: File) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.content)
    return path


def _run(command: list[str], folder: Path) -> None:
    name = Path(command[0]).name
    try:
        done = subprocess.run(  # noqa: S603 - the command is the language's own
            command, cwd=folder, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FormatterError(f"{name}: {error}") from None
    if done.returncode:
        said = done.stderr.strip() or done.stdout.strip() or "failed without a message"
        raise FormatterError(f"{name}: {said[:_SHOWN]}")
