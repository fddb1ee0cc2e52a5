"""One file with everything that an installation is: a dump of its database, and its secret key.

It is a zip archive, so that its parts can be taken out without Gatehouse. They are stored as they are: the
dump is in `pg_dump`'s custom format, which is compressed. Each part has a checksum.
"""

import json
import os
import secrets
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, Self
from zipfile import BadZipFile, ZipFile

from gatehouse.persistence.data_directory import sync

_FORMAT = 1
_DUMP, _KEY, _MANIFEST = "database.dump", "secret_key", "manifest.json"
_PRIVATE = 0o600
_PIECE = 1 << 20
_DAMAGE = (
    BadZipFile,
    EOFError,
    OSError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)

Report = Callable[[int], None]


class BackupError(Exception):
    """A backup could not be made or restored; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one has to know of a backup before it is restored."""

    gatehouse: str
    schema: str
    postgresql: int
    made_at: str


@contextmanager
def created(file: Path) -> Iterator[BinaryIO]:
    """A new file that only its owner may read; it is there when the block has ended well, or not at all."""
    if file.exists():
        raise BackupError(f"{file} exists; name another file, backups are never overwritten")
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    with _explained("write", file):
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE)
        try:
            with os.fdopen(descriptor, "w+b") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            draft.rename(file)
        finally:
            with suppress(FileNotFoundError):
                draft.unlink()
        sync(file.parent)


def write(stream: BinaryIO, manifest: Manifest, secret_key: str, dump: IO[bytes], report: Report) -> None:
    """Write a backup, with the dump as it comes; the report is told how many bytes of it are written."""
    with ZipFile(stream, "w") as archive:
        archive.writestr(_MANIFEST, json.dumps({"format": _FORMAT, **asdict(manifest)}, indent=2) + "\n")
        archive.writestr(_KEY, secret_key + "\n")
        with archive.open(_DUMP, "w", force_zip64=True) as part:
            for piece in pieces(dump, report):
                part.write(piece)


def pieces(stream: IO[bytes], report: Report) -> Iterator[bytes]:
    """What is in the stream, a piece at a time; the report is told how much it was so far."""
    done = 0
    while piece := stream.read(_PIECE):
        yield piece
        done += len(piece)
        report(done)


class BackupFile:
    """A backup that is open for reading."""

    def __init__(self, path: Path, archive: ZipFile) -> None:
        self._path = path
        self._archive = archive
        with self._whole():
            facts: dict[str, Any] = json.loads(archive.read(_MANIFEST))
            form = facts.pop("format")
        if form != _FORMAT:
            raise BackupError(f"{path} was made by a newer version of Gatehouse; restore it with that one")
        with self._whole():
            self.manifest = Manifest(**facts)
            self.secret_key = archive.read(_KEY).decode().strip()
            self.size = archive.getinfo(_DUMP).file_size

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Self]:
        with _explained("read", path):
            stream = path.open("rb")
        with stream:
            try:
                archive = ZipFile(stream)
            except _DAMAGE:
                raise BackupError(f"{path} is not a backup, or not all of one; use another one") from None
            yield cls(path, archive)

    def check(self, report: Report) -> None:
        """A `BackupError` unless every part is what was written."""
        with self._whole(), self._archive.open(_DUMP) as part:
            for _ in pieces(part, report):
                pass

    def dump(self) -> IO[bytes]:
        return self._archive.open(_DUMP)

    @contextmanager
    def _whole(self) -> Iterator[None]:
        try:
            yield
        except (*_DAMAGE, TypeError):
            raise BackupError(f"{self._path} is damaged; use another backup") from None


@contextmanager
def _explained(what: str, file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BackupError(f"cannot {what} {file}: {error.strerror or error}") from None
