"""Alembic's own commands in a checkout, and `gatehouse migrations new`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("gatehouse", "handlers", "persistence", "migrations", "openapi.yaml", "alembic.ini")


@pytest.fixture(scope="module")
def checkout() -> Iterator[Path]:
    """A copy of what a checkout has, with an embedded database of its own."""
    with TemporaryDirectory(prefix="gatehouse-") as name:
        place = Path(name)
        for part in PARTS:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, place / part, symlinks=True)
            else:
                shutil.copy(ROOT / part, place / part)
        run(place, "gatehouse", "migrate")
        yield place


def run(place: Path, module: str, *arguments: str, fails: bool = False, **environment: str) -> str:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=place,
        env={**inherited, "PYTHONPATH": str(place), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_there_and_back(checkout):
    run(checkout, "alembic", "downgrade", "-1")
    assert "(head)" not in run(checkout, "alembic", "current")
    run(checkout, "alembic", "upgrade", "head")
    assert "(head)" in run(checkout, "alembic", "current")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (
            "postgresql://gate:hunter2@127.0.0.1:1/accounts",
            "cannot reach the database at 127.0.0.1:1/accounts",
        ),
        ("mysql://gate:hunter2@127.0.0.1/accounts", "DATABASE_URL: "),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_one_line(checkout, url, reason):
    told = run(checkout, "alembic", "upgrade", "head", fails=True, DATABASE_URL=url)
    assert reason in told
    assert "Traceback" not in told
    assert "hunter2" not in told


def test_the_tables_are_what_the_migrations_make(checkout):
    assert "No new upgrade operations detected." in run(checkout, "alembic", "check")


def test_a_new_one_has_what_the_tables_have_more(checkout):
    users = checkout / "persistence" / "users.py"
    before = users.read_text()
    users.write_text(
        before.replace('Column("bio", Text),', 'Column("bio", Text), Column("nickname", Text),', 1)
    )
    try:
        said = run(checkout, "gatehouse", "migrations", "new", "add_nicknames")
        [file] = (checkout / "migrations" / "versions").glob("*_add_nicknames.py")
        assert f"Wrote {file}." in said
        assert "op.add_column('users', sa.Column('nickname'" in file.read_text()
        number = int(file.name[:4])
        assert f"revision = '{number:04}'" in file.read_text()
        again = run(checkout, "gatehouse", "migrations", "new", "add_nicknames", fails=True)
        assert "NAME: there is already a migration called add_nicknames" in again
        file.unlink()
    finally:
        users.write_text(before)


@pytest.mark.parametrize("how", [("--autogenerate",), ()])
def test_alembic_numbers_them_as_well(checkout, how):
    run(checkout, "alembic", "revision", *how, "-m", "change nothing")
    [file] = (checkout / "migrations" / "versions").glob("*_change_nothing.py")
    file.unlink()
    assert file.name[:4].isdigit()


@pytest.mark.parametrize("name", ["Bad Name", "../up", "", "é"])
def test_a_name_that_is_no_name_for_a_file(checkout, name):
    said = run(checkout, "gatehouse", "migrations", "new", name, fails=True)
    assert "NAME: must be words of lower-case letters and digits joined by _" in said


def test_an_installed_package_has_no_migrations_to_add_to(checkout):
    (checkout / "alembic.ini").rename(checkout / "alembic.ini.away")
    try:
        said = run(checkout, "gatehouse", "migrations", "new", "more", fails=True)
    finally:
        (checkout / "alembic.ini.away").rename(checkout / "alembic.ini")
    assert "gatehouse: migrations are written in a checkout of Gatehouse" in said


def test_a_database_that_is_behind_comes_first(checkout):
    run(checkout, "alembic", "downgrade", "-1")
    run(checkout, "alembic", "revision", "--autogenerate", "-m", "too early", fails=True)
    run(checkout, "alembic", "upgrade", "head")
