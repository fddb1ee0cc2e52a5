"""The secret key of an installation without a database server."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from gatehouse.persistence.data_directory import DataDirectoryError, secret_key


class TestSecretKey:
    def test_is_made_once_and_kept_from_others(self, tmp_path):
        key = secret_key(tmp_path / "new")
        assert secret_key(tmp_path / "new") == key
        assert len(key) == 64
        assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600

    def test_is_the_same_for_all_who_come_first(self, tmp_path):
        with ThreadPoolExecutor(8) as threads:
            assert len(set(threads.map(lambda _: secret_key(tmp_path), range(40)))) == 1

    def test_survives_a_crash_while_it_is_written(self, tmp_path):
        (tmp_path / "secret_key.new").write_text("half a k")
        assert len(secret_key(tmp_path)) == 64

    def test_is_not_replaced_when_it_is_lost(self, tmp_path):
        (tmp_path / "secret_key").touch()
        with pytest.raises(DataDirectoryError, match="secret_key is empty"):
            secret_key(tmp_path)

    def test_may_be_unreadable(self, tmp_path):
        (tmp_path / "secret_key").mkdir()
        with pytest.raises(DataDirectoryError, match="cannot use"):
            secret_key(tmp_path)
