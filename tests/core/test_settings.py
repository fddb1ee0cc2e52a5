"""What the environment may say, and what is answered when it says something else."""

from pathlib import Path
from typing import Any

import pytest

from gatehouse.core.settings import Settings, SettingsError, example, load_settings

ROOT = Path(__file__).parents[2]
SECRET_KEY = "0123456789abcdefghijklmnopqrstuvwxyz"
REGENERATE = (
    "python -c 'from gatehouse.core.settings import example; print(example(), end=\"\")' > .env.example"
)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def refused(**values: Any) -> str:
    """The one line that says what is wrong with these settings."""
    with pytest.raises(SettingsError) as raised:
        load_settings(env_file=None, **values)
    line = str(raised.value)
    assert "\n" not in line
    assert raised.value.__cause__ is None
    return line


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


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("environment", "prod"),
            ("log_level", "loud"),
            ("registration", "maybe"),
            ("smtp_security", "ssl"),
            ("smtp_port", "0"),
            ("smtp_port", "mail"),
            ("database_pool_size", "0"),
            ("database_timeout_seconds", "-1"),
            ("access_token_expire_minutes", "0"),
            ("refresh_grace_seconds", "-1"),
            ("rate_limit_window", "0"),
            ("login_max_failures", "0"),
            ("password_hash_queue", "0"),
            ("body_limit_bytes", "1"),
            ("docs_enabled", "perhaps"),
            ("token_issuer", ""),
            ("public_url", "gate.example.com"),
            ("frontend_url", "ftp://gate.example.com"),
            ("trusted_proxies", "10.0.0.0/33"),
            ("database_url", "mysql://localhost/gatehouse"),
        ],
    )
    def test_names_the_setting(self, name, value):
        assert refused(**{name: value}).startswith(f"{name.upper()}: ")

    def test_names_all_that_are_wrong(self):
        line = refused(smtp_port="0", log_level="loud")
        assert "SMTP_PORT" in line
        assert "LOG_LEVEL" in line

    @pytest.mark.parametrize("secret", ["hunter2", "a" * 64, "abcabcabc" * 8])
    def test_a_weak_secret_key(self, secret):
        line = refused(secret_key=secret)
        assert "SECRET_KEY is too weak" in line
        assert "secrets.token_urlsafe(48)" in line
        assert secret not in line

    def test_does_not_repeat_a_password(self):
        line = refused(database_url="mysql://gate:hunter2@localhost/gatehouse")
        assert line == "DATABASE_URL: must start with postgresql://"

    @pytest.mark.parametrize("environment", ["staging", "production"])
    def test_others_depend_on_it_so_nothing_is_made_up(self, environment):
        assert "SECRET_KEY must be set" in refused(environment=environment)
        assert "SMTP_HOST must be set" in refused(environment=environment, secret_key=SECRET_KEY)
        line = refused(environment=environment, secret_key=SECRET_KEY, smtp_host="mail.example.com")
        assert line.startswith("MAIL_FROM must be an address of yours")

    def test_secrets_are_not_shown(self):
        url = "postgresql://gate:hunter2@localhost/gatehouse"
        settings = load_settings(
            env_file=None, secret_key=SECRET_KEY, database_url=url, smtp_password="hunter2"
        )
        assert "hunter2" not in repr(settings)
        assert SECRET_KEY not in repr(settings)


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
