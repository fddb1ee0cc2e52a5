"""Data directories of embedded servers, and databases to migrate."""

import os
import secrets
import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import pytest

from gatehouse.persistence.embedded import start
from gatehouse.persistence.postgres_files import Postmaster


@pytest.fixture(scope="module")
def base() -> Iterator[Path]:
    """Not pytest's own, which every run of pytest closes to other users, also while another one needs it."""
    with TemporaryDirectory(prefix="gatehouse-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture
def place(base: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory."""
    monkeypatch.setattr(tempfile, "tempdir", str(base))
    return Path(tempfile.mkdtemp(dir=base))


@pytest.fixture(scope="module")
def initialised(base: Path) -> Path:
    """A data directory that has been used before."""
    start(base / "used").close()
    return base / "used"


@pytest.fixture
def data_dir(initialised: Path, place: Path) -> Iterator[Path]:
    """A used data directory that a test may damage; whatever runs in it is stopped."""
    directory = place / "gatehouse-data"
    subprocess.run(["cp", "-a", initialised, directory], check=True)
    yield directory
    postmaster = Postmaster.read(directory / "postgres" / "postmaster.pid")
    if postmaster and postmaster.answers():
        os.kill(postmaster.pid, signal.SIGKILL)


@pytest.fixture
async def empty_database(database_url: str) -> AsyncIterator[str]:
    """The URL of a database without tables."""
    name = f"test_{secrets.token_hex(4)}"
    connection = await asyncpg.connect(database_url)
    await connection.execute(f"CREATE DATABASE {name}")
    yield database_url.replace("/gatehouse?", f"/{name}?")
    await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await connection.close()
