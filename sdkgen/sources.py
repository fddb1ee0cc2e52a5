"""Where documents come from: files on the disk, or as they were in a revision of a Git repository."""

import os
import subprocess
from pathlib import Path
from typing import Protocol


class Files(Protocol):
    """Files that can be read; `entry` is the absolute path of the one that was asked for."""

    entry: Path

    def find(self, path: Path) -> Path | None:
        """Return the path as there is only one of each file, or nothing where something else is."""

    def read(self, path: Path) -> bytes:
        """Return what is in a file, or raise `OSError`."""

    def name(self, path: Path) -> str:
        """Return what people call a file."""


class Disk:
    """Files on the disk."""

    def __init__(self, entry: Path) -> None:
        self.entry = entry.resolve()
        self._shown = entry.parent

    def find(self, path: Path) -> Path | None:
        """Return the path unless something else is there, such as a device that never ends."""
        try:
            found = path.resolve()
            return found if found.is_file() or not found.exists() else None
        except (ValueError, OSError):  # it has a NUL in it, or is longer than a path can be
            return None

    def read(self, path: Path) -> bytes:
        """Return what is in a file."""
        return path.read_bytes()

    def name(self, path: Path) -> str:
        """Return the path as seen from where the entry was named."""
        return (self._shown / os.path.relpath(path, self.entry.parent)).as_posix()


class Revision:
    """Files as `git show REVISION:path` prints them; a path begins at the top unless it begins with a dot."""

    def __init__(self, name: str, entry: str) -> None:
        self._revision = name
        self._top = Path(_git("rev-parse", "--show-toplevel").decode().rstrip("\n"))
        folder = Path.cwd().resolve() if entry.startswith(("./", "../")) else self._top
        self.entry = _plain(folder / entry)

    def find(self, path: Path) -> Path | None:
        """Return the path without steps up; what is on the disk does not matter."""
        return _plain(path)

    def read(self, path: Path) -> bytes:
        """Return what is in a file."""
        return _git("cat-file", "blob", self.name(path))

    def name(self, path: Path) -> str:
        """Return the name that Git knows the file by."""
        return f"{self._revision}:{Path(os.path.relpath(path, self._top)).as_posix()}"


def _plain(path: Path) -> Path:
    return Path(os.path.normpath(path))


def _git(*arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - a revision that begins like an option is not asked for
            ["git", *arguments],  # noqa: S607
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise OSError(0, "git is not installed") from None
    except ValueError:  # a path with a NUL in it
        raise OSError(0, "there is no such file") from None
    if done.returncode:
        message = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise OSError(0, message.partition("\n")[0])
    return done.stdout


def files_for(spec: Path) -> Files:
    """Return where a document is; `main:openapi.yaml` is in a revision, if there is no such file."""
    revision, colon, path = str(spec).partition(":")
    is_revision = bool(colon and path) and len(revision) > 1 and not revision.startswith("-")
    return Revision(revision, path) if is_revision and not spec.exists() else Disk(spec)
