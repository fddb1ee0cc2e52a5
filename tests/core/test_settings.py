"""What the environment may say, and what is answered when it says something else."""

from pathlib import Path

import pytest

from gatehouse.core.settings import example, load_settings
from gatehouse.core.settings.sources import unknown_names
from tests.support.settings import REGENERATE, ROOT, SECRET_KEY, forget_outside, refused


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_outside(monkeypatch)


class TestDefaults:
    def test_nothing_has_to_be_set_for_development(self):
        settings = load_settings(env_file=None)
        assert settings.environment == "development"
        assert settings.database_url is None
        assert settings.mail_link_base == "http://127.0.0.1:8000"


class TestSources:
    def test_reads_the_environment(self, monkeypatch):
        monkeypatch.setenv("REGISTRATION", "CLOSED")
        monkeypatch.setenv("ALLOWED_HOSTS", " a.example , b.example,")
        settings = load_settings(env_file=None)
        assert settings.registration == "closed"
        assert settings.allowed_hosts == ["a.example", "b.example"]

    def test_the_environment_overrules_the_file(self, monkeypatch, tmp_path):
        file = tmp_path / ".env"
        file.write_text("LOG_LEVEL=debug\nTOKEN_ISSUER=from-file\nUNKNOWN=ignored\n")
        monkeypatch.setenv("LOG_LEVEL", "error")
        settings = load_settings(file)
        assert (settings.log_level, settings.token_issuer) == ("error", "from-file")

    @pytest.mark.parametrize(
        "written",
        ['["https://a.example", "http://localhost:3000"]', "https://a.example, http://localhost:3000,"],
    )
    def test_a_list_is_written_as_json_or_with_commas(self, monkeypatch, written):
        monkeypatch.setenv("ALLOWED_ORIGINS", written)
        assert load_settings(env_file=None).allowed_origins == ["https://a.example", "http://localhost:3000"]

    def test_an_ipv6_address_is_not_taken_for_json(self):
        assert load_settings(env_file=None, allowed_hosts="[::1],a.example").allowed_hosts == [
            "[::1]",
            "a.example",
        ]

    @pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+asyncpg", "postgresql+psycopg"])
    def test_a_database_url_of_any_tool_is_understood(self, scheme):
        settings = load_settings(env_file=None, database_url=f"{scheme}://gate:pw@db/name")
        assert settings.database_url is not None
        assert settings.database_url.get_secret_value() == "postgresql://gate:pw@db/name"

    def test_what_is_empty_is_not_set(self, monkeypatch):
        for name in ("DATABASE_URL", "SECRET_KEY", "SMTP_HOST", "FRONTEND_URL"):
            monkeypatch.setenv(name, "")
        settings = load_settings(env_file=None)
        assert settings.secret_key is None
        assert settings.database_url is None
        assert settings.smtp_host is None

    def test_links_lead_to_the_frontend_if_there_is_one(self):
        settings = load_settings(env_file=None, frontend_url="https://app.example.com/")
        assert settings.mail_link_base == "https://app.example.com"


class TestSecretFiles:
    @pytest.fixture
    def file(self, tmp_path) -> Path:
        file: Path = tmp_path / "secret"
        file.write_text(SECRET_KEY + "\n")
        return file

    def test_named_by_the_environment(self, monkeypatch, file):
        monkeypatch.setenv("SECRET_KEY_FILE", str(file))
        settings = load_settings(env_file=None)
        assert settings.secret_key is not None
        assert settings.secret_key.get_secret_value() == SECRET_KEY

    @pytest.mark.parametrize("name", ["DATABASE_URL", "SECRET_KEY", "SMTP_PASSWORD"])
    def test_every_secret_can_be_kept_in_one(self, tmp_path, name):
        secret = tmp_path / "file"
        secret.write_text("postgresql://abcdefghiklmnopqrstuvwxyz/name\n")
        file = tmp_path / ".env"
        file.write_text(f"{name}_FILE={secret}\n")
        value = getattr(load_settings(file), name.lower())
        assert value.get_secret_value() == "postgresql://abcdefghiklmnopqrstuvwxyz/name"

    def test_the_environment_overrules_one_that_is_named_in_the_file(self, monkeypatch, tmp_path):
        (tmp_path / ".env").write_text("SECRET_KEY_FILE=/nowhere\n")
        monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
        assert load_settings(tmp_path / ".env").secret_key is not None

    def test_not_together_with_the_secret(self, monkeypatch, file):
        monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
        monkeypatch.setenv("SECRET_KEY_FILE", str(file))
        assert refused() == "SECRET_KEY_FILE: set together with SECRET_KEY; remove one of them"

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (None, "No such file or directory"),
            (b"\xff" * 40, "it is not a short text"),
            (b"a" * 70_000, "it is not a short text"),
        ],
    )
    def test_that_cannot_be_read(self, monkeypatch, tmp_path, content, reason):
        file = tmp_path / "secret"
        if content is not None:
            file.write_bytes(content)
        monkeypatch.setenv("SECRET_KEY_FILE", str(file))
        assert refused() == f"SECRET_KEY_FILE: cannot read {file}: {reason}"


class TestUnknownNames:
    @pytest.mark.parametrize(
        ("name", "remedy"),
        [
            ("ALOWED_ORIGINS", "; did you mean ALLOWED_ORIGINS?"),
            ("secret_key_fil", "; did you mean SECRET_KEY_FILE?"),
            ("CORS_ORIGINS", "; use ALLOWED_ORIGINS"),
            ("JWT_SECRET", "; use SECRET_KEY"),
            ("ALGORITHM", "; use nothing: access tokens are always signed with EdDSA"),
            ("SOMETHING_OF_ANOTHER_PROGRAM", ""),
        ],
    )
    def test_are_told_with_what_may_have_been_meant(self, tmp_path, name, remedy):
        file = tmp_path / ".env"
        file.write_text(f"{name}=hunter2\nLOG_LEVEL=info\nSECRET_KEY_FILE=\n")
        assert unknown_names(file) == [f"{file}: {name.upper()} is not a setting{remedy}"]

    def test_what_scripts_read_from_the_same_file_is_known(self, tmp_path):
        file = tmp_path / ".env"
        file.write_text("MONITORING_ENABLED=false\nSECURITY_SCANNING=true\nGATEHOUSE_STATE=/tmp/state\n")
        assert unknown_names(file) == []

    def test_without_a_file_there_are_none(self, tmp_path):
        assert unknown_names(tmp_path / ".env") == []


class TestExample:
    def test_the_file_is_up_to_date(self):
        written = (ROOT / ".env.example").read_text("utf-8")
        assert written == example(), f"run: {REGENERATE}"

    def test_changes_nothing(self, tmp_path):
        file = tmp_path / ".env"
        file.write_text(example())
        assert load_settings(file) == load_settings(env_file=None)

    def test_shows_the_defaults(self, tmp_path):
        file = tmp_path / ".env"
        lines = (line.removeprefix("#") for line in example().splitlines() if not line.startswith("# "))
        file.write_text("\n".join(line for line in lines if not line.endswith("=")))
        assert load_settings(file) == load_settings(env_file=None)
