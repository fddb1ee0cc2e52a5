"""What the environment may say, and what is answered when it says something else."""

from pathlib import Path
from typing import Any

import pytest

from gatehouse.core.settings import Settings, SettingsError, example, load_settings
from gatehouse.core.settings.sources import unknown_names

ROOT = Path(__file__).parents[2]
SECRET_KEY = "Vd2hkQ0mT8xLr5bYwPz7sNc4uJf1Gi9a"  # scan: allow
MAIL: dict[str, Any] = {
    "smtp_host": "mail.example.com",
    "mail_from": "Accounts <accounts@example.com>",
    "public_url": "https://accounts.example.com",
}
MAKE_ONE = 'make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
REGENERATE = (
    "python -c 'from gatehouse.core.settings import example; print(example(), end=\"\")' > .env.example"
)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.delenv(f"{name.upper()}_FILE", raising=False)


def refused(env_file: Path | None = None, **values: Any) -> str:
    """What is said about these settings."""
    with pytest.raises(SettingsError) as raised:
        load_settings(env_file, **values)
    assert raised.value.__cause__ is None
    return str(raised.value)


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

    def test_tells_all_that_are_wrong_at_once(self, monkeypatch):
        monkeypatch.setenv("SECRET_KEY_FILE", "/nowhere")
        assert refused(smtp_port="0", log_level="loud", environment="production").splitlines() == [
            "7 settings are wrong:",
            "  SECRET_KEY_FILE: cannot read /nowhere: No such file or directory",
            "  LOG_LEVEL: must be one of: debug, info, warning, error",
            "  SMTP_PORT: must be a whole number from 1 to 65535",
            f"  SECRET_KEY: must be set when ENVIRONMENT is production; {MAKE_ONE}",
            "  SMTP_HOST: must be set when ENVIRONMENT is production, to the name of your mail server",
            "  MAIL_FROM: must be an address of yours when ENVIRONMENT is production, "
            "such as Accounts <accounts@example.com>",
            "  PUBLIC_URL: must be set when ENVIRONMENT is production, to where people reach the service, "
            "such as https://accounts.example.com",
        ]

    @pytest.mark.parametrize(
        ("name", "value", "wanted"),
        [
            ("environment", "prod", "one of: development, staging, production"),
            ("port", "http", "a whole number from 0 to 65535"),
            ("workers", "1.5", "a whole number from 1 to 256"),
            ("rate_limit_requests", "0", "a whole number, at least 1"),
            ("rate_limit_window", "0", "a whole number above 0 and at most 31622400"),
            ("database_timeout_seconds", "301", "a number above 0 and at most 300"),
            ("body_timeout_seconds", "soon", "a number above 0"),
            ("docs_enabled", "perhaps", "true or false"),
            ("host", "", "a text that is not empty"),
            ("token_issuer", 5, "a text that is not empty"),
            ("mail_from", 5, "a text"),
        ],
    )
    def test_says_what_would_be_right(self, name, value, wanted):
        assert refused(**{name: value}) == f"{name.upper()}: must be {wanted}"

    @pytest.mark.parametrize(
        "origin",
        [
            "https://a.example/",
            "a.example",
            "*",
            "https://a.example:x",
            "https://u@a.example",
            "https://[::1",
        ],
    )
    def test_an_origin_with_more_or_less_than_scheme_and_host(self, origin):
        line = refused(allowed_origins=origin)
        assert line.startswith(
            "ALLOWED_ORIGINS: must be origins, each with scheme and host and without a path"
        )
        assert line.endswith(f"not {origin}")

    @pytest.mark.parametrize("host", ["https://a.example", "a.example:8000", "a.example/path", "a b"])
    def test_a_host_with_more_than_a_name(self, host):
        line = refused(allowed_hosts=host)
        assert line.startswith("ALLOWED_HOSTS: must be host names without scheme, port and path")

    @pytest.mark.parametrize(
        "secret",
        [
            "your-super-secret-key-here-at-least-32-chars",
            "please-change-me-to-something-random-42",
            "0123456789" * 4,
            "Xq7!aZ2mKp" * 4,
            "<put-a-long-random-string-in-here-42>",
        ],
    )
    def test_a_placeholder_where_others_depend_on_it(self, secret):
        line = refused(environment="production", secret_key=secret, **MAIL)
        assert line == f"SECRET_KEY: a placeholder, must be random when ENVIRONMENT is production; {MAKE_ONE}"
        assert load_settings(env_file=None, secret_key=secret).secret_key is not None

    @pytest.mark.parametrize("secret", ["hunter2", "a" * 64, "abcabcabc" * 8])
    def test_a_weak_secret_key(self, secret):
        line = refused(secret_key=secret)
        assert "SECRET_KEY: too weak" in line
        assert "secrets.token_urlsafe(48)" in line
        assert secret not in line

    def test_does_not_repeat_a_password(self):
        line = refused(database_url="mysql://gate:hunter2@localhost/gatehouse")
        assert line == "DATABASE_URL: must start with postgresql://"

    @pytest.mark.parametrize("environment", ["staging", "production"])
    def test_others_depend_on_it_so_nothing_is_made_up(self, environment):
        assert "SECRET_KEY: must be set" in refused(environment=environment)
        assert "SMTP_HOST: must be set" in refused(environment=environment, secret_key=SECRET_KEY)
        line = refused(
            environment=environment, secret_key=SECRET_KEY, **{**MAIL, "mail_from": "no-reply@localhost"}
        )
        assert line.startswith("MAIL_FROM: must be an address of yours when ENVIRONMENT is")

    @pytest.mark.parametrize("host", ["mail.internal", "203.0.113.9"])
    def test_tokens_are_not_mailed_in_clear(self, host):
        mail = {**MAIL, "smtp_host": host, "smtp_security": "none"}
        line = refused(environment="production", secret_key=SECRET_KEY, **mail)
        assert line == (
            "SMTP_SECURITY: must be starttls or tls when ENVIRONMENT is production, as mails carry tokens; "
            "none is for a server on this machine"
        )

    @pytest.mark.parametrize(
        ("environment", "host"),
        [
            ("production", "localhost"),
            ("production", "127.0.0.2"),
            ("production", "::1"),
            ("staging", "catcher"),
        ],
    )
    def test_but_they_may_be_to_a_relay_beside_the_service_or_a_catcher(self, environment, host):
        mail = {**MAIL, "smtp_host": host, "smtp_security": "none"}
        settings = load_settings(env_file=None, environment=environment, secret_key=SECRET_KEY, **mail)
        assert settings.smtp_security == "none"

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
