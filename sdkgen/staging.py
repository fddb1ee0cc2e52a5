"""Writes a directory all or nothing: changed files are staged beside it, listed in a journal, then moved in.

A run that dies before the journal is complete changes nothing; one that dies later is finished by the next.
"""

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sdkgen.files import File, Files
from sdkgen.manifest import is_safe

_JOURNAL = "journal.json"
_AT_ONCE = 8  # disks finish many writes in the time of one, and threads cost time too


class Staging:
    """The staging directory beside the target."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._folder = target.parent / f".{target.name}.sdkgen"
        self._files = self._folder / "files"

    def is_interrupted(self) -> bool:
        """Whether an earlier run died while moving files."""
        return (self._folder / _JOURNAL).is_file()

    def forget(self) -> None:
        """Discard staged files, unless moving has begun."""
        if not self.is_interrupted():
            self._remove()

    def recover(self) -> bool:
        """Finish an earlier run that died while moving files, and discard anything else that is staged."""
        finishes = self.is_interrupted()
        if finishes:
            self._apply()
        self._remove()
        return finishes

    def stage(self, files: Files) -> None:
        """Write files beside the target."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(self._stage, files, files.values()))

    def commit(self, staged: list[str], deleted: list[str]) -> None:
        """Write the journal of what was staged, and apply it. The last file is moved last."""
        journal = json.dumps({"moved": staged, "deleted": deleted}).encode()
        _write(self._folder / "prepared.json", journal)
        (self._folder / "prepared.json").replace(self._folder / _JOURNAL)
        _sync(self._folder)
        self._apply()
        self._remove()

    def _stage(self, name: str, file: File) -> None:
        path = self._files / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, file.content)
        path.chmod(0o755 if file.is_executable else 0o644)

    def _apply(self) -> None:
        journal = json.loads((self._folder / _JOURNAL).read_bytes())
        self._target.mkdir(parents=True, exist_ok=True)
        moved = list(filter(is_safe, journal["moved"]))
        for folder in {(self._target / name).parent for name in moved}:
            folder.mkdir(parents=True, exist_ok=True)
        for name in moved:
            with contextlib.suppress(FileNotFoundError):  # it was moved by the run that died
                (self._files / name).replace(self._target / name)
        for name in filter(is_safe, journal["deleted"]):
            (self._target / name).unlink(missing_ok=True)
            self._prune(self._target / name)
        _sync(self._target)

    def _prune(self, deleted: Path) -> None:
        """Remove directories that a deleted file leaves empty."""
        for folder in deleted.relative_to(self._target).parents:
            with contextlib.suppress(OSError):
                if str(folder) != ".":
                    (self._target / folder).rmdir()

    def _remove(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)


@contextlib.contextmanager
def locked(target: Path) -> Iterator[None]:
    """Hold the lock for the target's parent directory, waiting for other runs and their processes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
