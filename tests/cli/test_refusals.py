"""Calls and settings that are wrong: one line says which one and what would be right, and nothing is made."""

import secrets

import pytest

EMAIL, USERNAME = ("--email", "you@example.com"), ("--username", "you")
ADMIN = ("create-admin", *EMAIL, *USERNAME, "--password-stdin")
STRONG = secrets.token_urlsafe(48)
PRODUCTION = {
    "ENVIRONMENT": "production",
    "PUBLIC_URL": "https://accounts.example.com",
    "SECRET_KEY": STRONG,
    "SMTP_HOST": "mail.example.com",
    "MAIL_FROM": "Accounts <accounts@example.com>",
}

SETTINGS = [
    ({"PORT": "http"}, "PORT: must be a whole number from 0 to 65535"),
    ({"WORKERS": "0"}, "WORKERS: must be a whole number from 1 to 256"),
    ({"LOG_LEVEL": "loud"}, "LOG_LEVEL: must be one of: debug, info, warning, error"),
    ({"DOCS_ENABLED": "perhaps"}, "DOCS_ENABLED: must be true or false"),
    ({"DATABASE_URL": "mysql://gate:hunter2@db/x"}, "DATABASE_URL: must start with postgresql://"),
    ({"PUBLIC_URL": "gate.example.com"}, "PUBLIC_URL: must start with http:// or https://"),
    ({"TRUSTED_PROXIES": "10.0.0.0/33"}, "TRUSTED_PROXIES: must be IP addresses or networks"),
    ({"ALLOWED_ORIGINS": '["https://a.example/"]'}, "ALLOWED_ORIGINS: must be origins"),
    ({"ALLOWED_HOSTS": "https://a.example"}, "ALLOWED_HOSTS: must be host names without scheme"),
    ({"SECRET_KEY": "hunter2"}, "SECRET_KEY: too weak, must be at least 32 random characters"),
    ({"SECRET_KEY_FILE": "/nowhere"}, "SECRET_KEY_FILE: cannot read /nowhere: No such file or directory"),
    (
        {"SECRET_KEY_FILE": "/etc/hostname", "SECRET_KEY": STRONG},
        "SECRET_KEY_FILE: set together with SECRET_KEY",
    ),
    ({**PRODUCTION, "SECRET_KEY": "0123456789" * 4}, "SECRET_KEY: a placeholder, must be random"),
    ({**PRODUCTION, "SMTP_HOST": ""}, "SMTP_HOST: must be set when ENVIRONMENT is production"),
    ({**PRODUCTION, "PUBLIC_URL": ""}, "PUBLIC_URL: must "),
    ({**PRODUCTION, "MAIL_FROM": "no-reply@localhost"}, "MAIL_FROM: must be an address of yours"),
    (
        {**PRODUCTION, "ENVIRONMENT": "staging", "SECRET_KEY": ""},
        "SECRET_KEY: must be set when ENVIRONMENT is staging",
    ),
    (
        {"HOST": "no-such-host.invalid"},
        "there is no host called no-such-host.invalid; correct --host or HOST",
    ),
]
CALLS = [
    ((*ADMIN[:3], "--username", "ab", "--password-stdin"), "--username: Too short: at least 3 characters."),
    ((*ADMIN[:3], "--username", "a b c", "--password-stdin"), "--username: Only letters, digits, _ and -"),
    (("create-admin", "--email", "nobody", *USERNAME), "--email: Must be an email address."),
    (ADMIN, "no data in gatehouse-data: start the service once"),
    (("purge",), "no data in gatehouse-data: start the service once"),
    (("rotate-keys", "--data-dir", "elsewhere"), "no data in elsewhere: start the service once"),
    (("rotate-secret",), "no data in gatehouse-data: start the service once"),
    (("migrations", "new", "add_it"), "no data in gatehouse-data: start the service once"),
    (("migrate", "--check"), "no data in gatehouse-data: start the service once"),
    (("serve", "--host", "192.0.2.1"), "192.0.2.1 is not an address of this machine; correct --host or HOST"),
]
USAGE = [
    (("serve", "--port", "70000"), "Invalid value for '--port': 70000 is not in the range 0<=x<=65535."),
    (("serve", "--prot", "80"), "No such option '--prot'."),
    (("serve", "--reload", "--workers", "2"), "--reload works with one worker, not with 2"),
    (("create-admin", *EMAIL), "Missing option '--username'."),
    (("creat-admin",), "No such command 'creat-admin'."),
    (("rotate-secret", "--new-file", "missing.txt"), "File 'missing.txt' does not exist."),
    (("migrations", "new"), "Missing argument 'NAME'."),
]


@pytest.mark.parametrize(("settings", "line"), SETTINGS)
def test_settings(gatehouse, settings, line):
    assert gatehouse.refused("serve", **settings).startswith(line)
    assert list(gatehouse.directory.iterdir()) == []


@pytest.mark.parametrize(("arguments", "line"), CALLS)
def test_calls(gatehouse, arguments, line):
    assert gatehouse.refused(*arguments, stdin=b"Analytical-Engine-1\n").startswith(line)
    assert list(gatehouse.directory.iterdir()) == []


@pytest.mark.parametrize(("arguments", "line"), USAGE)
def test_usage(gatehouse, arguments, line):
    done = gatehouse(*arguments)
    assert done.returncode == 2
    assert line in done.stderr
    assert list(gatehouse.directory.iterdir()) == []


def test_reload_is_for_development(gatehouse):
    done = gatehouse("serve", "--reload", **PRODUCTION)
    assert (done.returncode, "--reload is for development; ENVIRONMENT is production" in done.stderr) == (
        2,
        True,
    )


def test_secrets_are_not_repeated(gatehouse):
    done = gatehouse("serve", SECRET_KEY="hunter2", DATABASE_URL="mysql://gate:hunter2@db/x")
    assert "hunter2" not in done.stdout + done.stderr
