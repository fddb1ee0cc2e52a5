"""A disk that is soon full, below the data directory of an embedded PostgreSQL."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import asyncpg

_PIECE = 65_536


class CannotMount(Exception):
    """There is no small disk here."""


@contextmanager
def mounted(place: Path, mebibytes: int) -> Iterator[None]:
    options = ["-t", "tmpfs", "-o", f"size={mebibytes}m,mode=711", "gatehouse-test"]
    if (
        os.geteuid() != 0
        or subprocess.run(["mount", *options, place], check=False, capture_output=True).returncode
    ):
        raise CannotMount("only root can mount a small disk, and not in every container")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def fill(place: Path) -> Path:
    """The file that takes all the room there is."""
    filler = place / "filler"
    with filler.open("wb") as stream, suppress(OSError):
        while True:
            os.posix_fallocate(stream.fileno(), stream.seek(0, os.SEEK_END), _PIECE)
    return filler


async def switch_log(place: Path) -> None:
    """Let PostgreSQL begin another file of its log of changes, or fail to."""
    data = place / "gatehouse-data" / "postgres"
    with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        connection = await asyncpg.connect(host=str(data), port=5432, user="postgres", database="gatehouse")
        await connection.execute("SELECT pg_switch_wal()")
        await connection.close()
