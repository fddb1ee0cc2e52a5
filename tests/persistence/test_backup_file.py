"""The file of a backup: any damage to it is noticed, and nothing else is ever read from it."""

import io
import stat
from pathlib import Path

import pytest

from gatehouse.persistence.backup_file import BackupError, BackupFile, Manifest, created, write

MANIFEST = Manifest("1.2.3", "0002", 18, "2026-05-04T03:02:01+00:00")
KEY = "a key of more than thirty-two characters"
DUMP = bytes(range(256)) * 3


def nobody(_: int) -> None:
    """Takes no interest in how far it is."""


def contents(file: Path) -> tuple[Manifest, str, bytes]:
    with BackupFile.open(file) as backup:
        backup.check(nobody)
        with backup.dump() as dump:
            return backup.manifest, backup.secret_key, dump.read()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "backup.zip"
    with created(file) as stream:
        write(stream, MANIFEST, KEY, io.BytesIO(DUMP), nobody)
    return file


def test_has_what_was_written(file):
    assert contents(file) == (MANIFEST, KEY, DUMP)


def test_only_its_owner_may_read_it(file):
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_no_truncated_file_is_read(file, tmp_path):
    whole = file.read_bytes()
    cut = tmp_path / "cut.zip"
    for length in range(len(whole)):
        cut.write_bytes(whole[:length])
        with pytest.raises(BackupError):
            contents(cut)


def test_no_wrong_byte_changes_what_is_read(file, tmp_path):
    whole = file.read_bytes()
    damaged = tmp_path / "damaged.zip"
    refused = 0
    for position in range(len(whole)):
        for flipped in (1, 0xFF):
            damaged.write_bytes(whole[:position] + bytes([whole[position] ^ flipped]) + whole[position + 1 :])
            try:
                assert contents(damaged) == (MANIFEST, KEY, DUMP), position
            except BackupError:
                refused += 1
    assert refused > 2 * (len(DUMP) + len(KEY))


def test_what_it_holds_is_reported_as_it_comes(file):
    seen: list[int] = []
    with BackupFile.open(file) as backup:
        backup.check(seen.append)
        assert seen == [backup.size] == [len(DUMP)]


class TestCreated:
    def test_leaves_nothing_when_it_fails(self, tmp_path):
        with pytest.raises(RuntimeError), created(tmp_path / "backup.zip") as stream:
            stream.write(b"half")
            raise RuntimeError
        assert list(tmp_path.iterdir()) == []

    def test_overwrites_nothing(self, file):
        before = file.read_bytes()
        with pytest.raises(BackupError, match="exists; name another file"), created(file):
            pass
        assert file.read_bytes() == before

    def test_a_full_disk_is_told(self, tmp_path):
        with (
            pytest.raises(BackupError, match=r"cannot write .*: No space left on device"),
            created(tmp_path / "backup.zip"),
            Path("/dev/full").open("wb", 0) as full,
        ):
            full.write(b"x")
        assert list(tmp_path.iterdir()) == []
