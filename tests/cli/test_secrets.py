"""Exchanging SECRET_KEY: what leaked is worth nothing afterwards, and nobody is locked out by mistake."""

import secrets
from pathlib import Path

import pytest

from tests.cli.conftest import Gatehouse
from tests.cli.test_serve import login

PASSWORD = "Wide-Open-Gate-7"


def new_key() -> str:
    return secrets.token_urlsafe(48)


class TestRotateKeys:
    def test_refuses_another_secret_key_and_changes_nothing(self, installed):
        assert installed("rotate-keys").returncode == 0
        line = installed.refused("rotate-keys", SECRET_KEY=new_key())
        assert line == (
            "SECRET_KEY: not the one that this database was set up with; set that one, "
            "or exchange it with gatehouse rotate-secret"
        )
        assert installed("rotate-keys").returncode == 0


class TestEmbedded:
    @pytest.fixture
    def gatehouse(self, gatehouse: Gatehouse) -> Gatehouse:
        assert gatehouse("migrate").returncode == 0
        arguments = ("create-admin", "--email", "you@example.com", "--username", "you", "--password-stdin")
        assert gatehouse(*arguments, stdin=PASSWORD.encode()).returncode == 0
        return gatehouse

    def test_the_data_directory_gets_a_key_of_its_own_making(self, gatehouse):
        file = gatehouse.directory / "gatehouse-data" / "secret_key"
        before = file.read_text()
        with gatehouse.serving() as serving:
            login(serving, "you", PASSWORD)
        done = gatehouse("rotate-secret")
        assert done.returncode == 0, done.stderr
        assert "The secret key was exchanged; 1 sessions ended.\n" in done.stdout
        assert file.read_text() != before
        assert not file.with_name("secret_key.next").exists()
        assert file.read_text().strip() not in done.stdout + done.stderr
        with gatehouse.serving() as serving:
            assert login(serving, "you", PASSWORD)["access_token"]

    def test_a_key_of_ones_own_is_taken_out_of_a_file(self, gatehouse, tmp_path):
        old, new = new_key(), new_key()
        file = tmp_path / "new"
        file.write_text(new + "\n")
        # The data directory's own key gives way to one that is set.
        exchanged = gatehouse("rotate-secret", "--new-file", _written(tmp_path / "old", old))
        assert exchanged.returncode == 0, exchanged.stderr
        line = gatehouse.refused("rotate-secret", SECRET_KEY=old)
        assert line == "--new-file: required where SECRET_KEY is set; write the new key into that file"
        done = gatehouse("rotate-secret", "--new-file", str(file), SECRET_KEY=old)
        assert f"Start the service with SECRET_KEY_FILE={file}.\n" in done.stdout
        assert "not the one that this database" in gatehouse.refused("serve", "--port", "0", SECRET_KEY=old)
        with gatehouse.serving(SECRET_KEY_FILE=str(file)) as serving:
            assert login(serving, "you", PASSWORD)["access_token"]

    def test_an_exchange_that_was_interrupted_can_be_finished(self, gatehouse):
        """The machine stopped when the database had the new key and the data directory the old one."""
        file = gatehouse.directory / "gatehouse-data" / "secret_key"
        assert gatehouse("rotate-keys").returncode == 0
        old = file.read_text()
        assert gatehouse("rotate-secret").returncode == 0
        draft = file.rename(file.with_name("secret_key.next"))
        new = draft.read_text()
        file.write_text(old)
        assert "not the one that this database" in gatehouse.refused("rotate-secret")
        assert draft.read_text() == new
        draft.replace(file)
        assert gatehouse("rotate-keys").returncode == 0

    def test_a_key_that_was_left_by_an_earlier_exchange_is_not_overwritten(self, gatehouse):
        assert gatehouse("rotate-keys").returncode == 0
        draft = gatehouse.directory / "gatehouse-data" / "secret_key.next"
        draft.write_text("left\n")
        line = gatehouse.refused("rotate-secret")
        assert "secret_key.next is left from an exchange that was interrupted" in line
        assert draft.read_text() == "left\n"
        assert gatehouse("rotate-keys").returncode == 0

    def test_a_weak_key_is_refused(self, gatehouse, tmp_path):
        line = gatehouse.refused("rotate-secret", "--new-file", _written(tmp_path / "new", "hunter2"))
        assert line.startswith("--new-file: too weak, must be at least 32 random characters")
        assert gatehouse("rotate-keys").returncode == 0

    def test_the_old_key_must_be_the_right_one(self, gatehouse, tmp_path):
        assert gatehouse("rotate-keys").returncode == 0
        file = _written(tmp_path / "new", new_key())
        line = gatehouse.refused("rotate-secret", "--new-file", file, SECRET_KEY=new_key())
        assert line.startswith("SECRET_KEY: not the one that this database was set up with")
        assert gatehouse("rotate-keys").returncode == 0


def _written(file: Path, text: str) -> str:
    file.write_text(text)
    return str(file)
