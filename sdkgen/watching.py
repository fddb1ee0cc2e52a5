"""Watches files by polling."""

import time
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

_PAUSE = 0.5

Stamp = dict[Path, tuple[int, int]]


def watched(paths: Collection[Path], pause: float = _PAUSE) -> Iterator[None]:
    """Yield at once, and again whenever one of the files, or a file below one of the directories, changes.

    Paths may be added while iterating.
    """
    while True:
        known, before = set(paths), stamp(paths)
        yield
        before |= stamp(path for path in paths if path not in known)
        while stamp(paths) == before:
            time.sleep(pause)


def stamp(paths: Iterable[Path]) -> Stamp:
    """Return what tells whether files have changed."""
    found: Stamp = {}
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            try:
                status = file.stat()
            except OSError:
                continue
            found[file] = (status.st_mtime_ns, status.st_size)
    return found
