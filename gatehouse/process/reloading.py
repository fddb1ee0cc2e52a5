"""Starting the worker again when a file changes, for people who develop the service."""

from collections.abc import Iterator
from pathlib import Path
from socket import socket

import uvicorn
from uvicorn.supervisors.basereload import BaseReload

_PACKAGE = Path(__file__).parents[1]


class Reloading(BaseReload):
    """Looks at the times of all files that a worker reads when it starts."""

    def __init__(self, config: uvicorn.Config, listener: socket) -> None:
        super().__init__(config, uvicorn.Server(config).run, [listener])
        self.reloader_name = "gatehouse"
        self._seen = _changed_at()

    def should_restart(self) -> list[Path] | None:
        self.pause()  # ends the iteration when a signal asks to stop
        seen, self._seen = self._seen, _changed_at()
        changed = [path for path in seen.keys() | self._seen.keys() if seen.get(path) != self._seen.get(path)]
        return changed or None


def _changed_at() -> dict[Path, float]:
    return {path: path.stat().st_mtime for path in _watched() if path.exists()}


def _watched() -> Iterator[Path]:
    """The code, with the folders that are linked into the package; the document; settings."""
    for folder in (_PACKAGE, *(path for path in _PACKAGE.iterdir() if path.is_symlink() and path.is_dir())):
        yield from folder.resolve().rglob("*.py")
    yield from (_PACKAGE / "openapi.yaml", Path(".env"))
