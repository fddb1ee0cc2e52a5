"""The programs of the embedded PostgreSQL that write the rows of a database, and read them back."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from gatehouse.persistence.backup_file import BackupError

_ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC"}
_FORM = ("--no-owner", "--no-privileges")


@contextmanager
def dump(programs: Path, url: str) -> Iterator[IO[bytes]]:
    """All of the database at one moment, in the custom format of `pg_dump`."""
    command = (programs / "pg_dump", "--format=custom", *_FORM, f"--dbname={url}")
    with _running(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None  # noqa: S101 - for the type checker
        yield process.stdout


@contextmanager
def load(programs: Path, url: str) -> Iterator[IO[bytes]]:
    """Put the dump that is written here into an empty database: all of it, or nothing."""
    command = (programs / "pg_restore", "--single-transaction", "--exit-on-error", *_FORM, f"--dbname={url}")
    with _running(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None  # noqa: S101 - for the type checker
        with suppress(BrokenPipeError):  # the program says why
            yield process.stdin
            process.stdin.close()


@contextmanager
def _running(command: tuple[str | Path, ...], **pipes: Any) -> Iterator["subprocess.Popen[bytes]"]:
    """The program, which must end well by the end of the block; it ends with the block in any case."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603 - our own program
            command, stderr=said, env=_ENVIRONMENT, start_new_session=True, **pipes
        )
        try:
            yield process
            status = process.wait()
        finally:
            process.kill()
            process.wait()
        if status:
            said.seek(0)
            raise BackupError(_first_line(said.read()) or f"{Path(command[0]).name} ended with {status}")


def _first_line(said: bytes) -> str:
    """Only that: what follows may quote rows."""
    return said.decode("utf-8", "replace").strip().partition("\n")[0]
