"""Settings that are refused, and what is said about them."""

import pytest

from gatehouse.core.settings import load_settings
from tests.support.settings import MAIL, MAKE_ONE, SECRET_KEY, forget_outside, refused


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_outside(monkeypatch)


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

    def test_a_name_that_no_role_can_have(self):
        line = refused(factor_required_for_roles="admin,Super User")
        assert line == (
            "FACTOR_REQUIRED_FOR_ROLES: must be names of roles, such as superuser,admin; not Super User"
        )

    def test_a_second_factor_that_is_required_and_off(self):
        line = refused(second_factors="off", factor_required_for_roles="admin")
        assert line == "SECOND_FACTORS: must be offered when FACTOR_REQUIRED_FOR_ROLES names roles"

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
