"""Every command but serve, as its users run it."""

import json
import os
import pty
import secrets
import subprocess
import sys

import asyncpg
import pytest
import yaml

from gatehouse.persistence.migrate import head
from tests.cli.conftest import ROOT

SECRET_KEY = secrets.token_urlsafe(48)
PASSWORD = b"Wide-Open-Gate-7\n"
ADMIN = ("create-admin", "--email", "ada@example.com", "--username", "ada")
COMMANDS = (
    *(
        "serve",
        "health",
        "create-admin",
        "reset-factors",
        "roles",
        "applications",
        "migrate",
        "migrations",
        "backup",
        "restore",
    ),
    *("rotate-keys", "rotate-secret", "purge", "openapi", "routes"),
)
DOCUMENT = yaml.safe_load((ROOT / "openapi.yaml").read_text("utf-8"))


class TestHelp:
    def test_lists_the_commands(self, gatehouse):
        shown = gatehouse("--help")
        assert shown.returncode == 0
        for command in COMMANDS:
            assert f"\n  {command} " in shown.stdout

    @pytest.mark.parametrize("command", COMMANDS)
    def test_teaches_by_example(self, gatehouse, command):
        shown = gatehouse(command, "-h")
        assert shown.returncode == 0
        assert f"gatehouse {command}" in shown.stdout.partition("\n")[2]

    def test_waits_for_nothing_it_does_not_need(self):
        slow = "{'alembic', 'asyncpg', 'connexion', 'pydantic', 'rich', 'sqlalchemy', 'uvicorn'}"
        program = f"import gatehouse.cli, sys; print({slow} & set(sys.modules))"
        loaded = subprocess.check_output([sys.executable, "-c", program], cwd=ROOT, text=True)
        assert loaded == "set()\n"

    def test_a_wrong_option_says_how_to_get_help(self, gatehouse):
        done = gatehouse("serve", "--prot", "80")
        assert done.returncode == 2
        assert "gatehouse serve --help" in done.stderr
        assert "--port" in done.stderr


class TestOpenapi:
    def test_prints_the_document_as_it_is(self, gatehouse):
        assert gatehouse("openapi").stdout == (ROOT / "openapi.yaml").read_text("utf-8")

    def test_prints_it_as_json(self, gatehouse):
        assert json.loads(gatehouse("openapi", "--format", "json").stdout)["paths"] == DOCUMENT["paths"]


class TestRoutes:
    def test_lists_every_operation_on_a_line(self, gatehouse):
        heading, *lines = gatehouse("routes").stdout.splitlines()
        assert heading.split() == ["operation", "method", "path", "who", "handler"]
        listed = {line.split()[0] for line in lines}
        assert listed == {
            operation["operationId"]
            for item in DOCUMENT["paths"].values()
            for operation in item.values()
            if isinstance(operation, dict)
        }
        at = heading.index("method")
        assert all(line[at - 1] == " " != line[at] for line in lines)

    def test_says_who_may_and_what_answers(self, gatehouse):
        lines = [line.split() for line in gatehouse("routes").stdout.splitlines()]
        rows = {row[0]: row[3:] for row in lines}
        assert rows["users.list"] == ["users:read", "handlers.users.list_"]
        assert rows["auth.login"] == ["anyone", "handlers.auth.login"]
        assert rows["me.get"] == ["signed", "in", "handlers.me.get"]

    def test_is_pretty_on_a_terminal_only(self, gatehouse):
        assert "\x1b" not in gatehouse("routes").stdout
        assert "\x1b" in gatehouse("routes", FORCE_COLOR="1").stdout


class TestCreateAdmin:
    @pytest.fixture
    def gatehouse(self, gatehouse):
        """An installation with an empty database."""
        assert gatehouse("migrate").returncode == 0
        return gatehouse

    def test_takes_the_password_from_standard_input(self, gatehouse):
        done = gatehouse(*ADMIN, "--password-stdin", stdin=PASSWORD)
        assert done.returncode == 0
        assert done.stdout == "Created ada <ada@example.com> with the roles superuser, user.\n"

    def test_asks_for_the_password_twice(self, gatehouse):
        controller, terminal = pty.openpty()
        process = subprocess.Popen(
            **gatehouse.arguments(*ADMIN), stdin=terminal, stdout=terminal, stderr=terminal, close_fds=True
        )
        os.close(terminal)
        shown = b""
        with os.fdopen(controller, "r+b", buffering=0) as screen:
            for prompt in (b"Password: ", b"Repeat for confirmation: "):
                while not shown.endswith(prompt):
                    shown += screen.read(1)
                screen.write(PASSWORD)
            while b"with the roles" not in shown:
                shown += screen.read(1)
        assert process.wait(60) == 0
        assert PASSWORD.strip() not in shown

    def test_does_not_wait_for_a_terminal_that_is_not_there(self, gatehouse):
        line = gatehouse.refused(*ADMIN)
        assert line == "there is no terminal to ask for the password; pipe it in with --password-stdin"

    @pytest.mark.parametrize(
        ("email", "username", "password", "expected"),
        [
            ("ada@example.com", "ada", b"", "Too short: at least 8 characters."),
            ("ada@example.com", "ada", b"short\n", "Too short: at least 8 characters."),
            ("ada@example.com", "ada", b"x" * 129 + b"\n", "Too long: at most 128 characters."),
            ("ada@example.com", "ada", b"Password1!\n", "Appears in lists of breached passwords"),
            (
                "ada.quincebark@example.com",
                "ada",
                b"Quincebark-1\n",
                "Too easy to guess: add another word or two.",
            ),
            ("ada@example.com", "ada", b"\xff\xfe\n", "not UTF-8"),
            ("not an address", "ada", PASSWORD, "Must be an email address."),
            ("root@example.com", "ada", PASSWORD, "Another account uses this email address."),
            ("ada@example.com", "ROOT", PASSWORD, "Another account uses this username."),
        ],
    )
    def test_refuses_in_one_line(self, installed, email, username, password, expected):
        arguments = ("create-admin", "--email", email, "--username", username, "--password-stdin")
        assert expected in installed.refused(*arguments, stdin=password)


class TestResetFactors:
    def test_says_what_it_did(self, installed):
        assert installed("reset-factors", "root").stdout == "This account has no second factors.\n"
        assert installed.refused("reset-factors", "nobody") == "No such user."


class TestMigrate:
    def test_there_and_back(self, gatehouse):
        assert f"is at {head()}." in gatehouse("migrate").stdout
        assert f"is at {head()}." in gatehouse("migrate", "--check").stdout
        assert "is at base." in gatehouse("migrate", "--to", "base").stdout
        assert "is older than this version" in gatehouse.refused("migrate", "--check")
        assert "there is no schema version 77" in gatehouse.refused("migrate", "--to", "77")

    async def test_of_a_database_elsewhere(self, gatehouse, empty_database):
        done = gatehouse("migrate", DATABASE_URL=empty_database)
        assert done.returncode == 0, done.stderr
        assert not (gatehouse.directory / "gatehouse-data").exists()
        connection = await asyncpg.connect(empty_database)
        assert await connection.fetchval("SELECT version_num FROM alembic_version") == head()
        await connection.close()


class TestRolesSync:
    """Whether users may read users is a setting; a process with another one changes nothing unasked."""

    def test_sets_them_to_what_the_settings_say_and_nothing_else_does(self, installed):
        closed = {"USERS_MAY_READ_USERS": "false"}
        assert installed("roles", "sync").stdout == "The system roles are up to date.\n"
        assert installed("roles", "sync", **closed).stdout == "user: -users:read\n"

        made = installed(
            *("create-admin", "--email", "eve@example.com", "--username", "eve", "--password-stdin"),
            stdin=PASSWORD,
        )
        assert made.returncode == 0
        with installed.serving() as serving:
            pass
        assert '"role":"user","missing":["users:read"],"surplus":[]' in serving.output
        assert '"remedy":"gatehouse roles sync"' in serving.output
        assert installed("roles", "sync", **closed).stdout == "The system roles are up to date.\n"

        with installed.serving() as serving:
            pass
        assert "Directory  people can read themselves," in serving.output

        with installed.serving(**closed, FACTOR_REQUIRED_FOR_ROLES="admin,amdin") as serving:
            pass
        assert serving.output.count("factor_role_unknown") == 1
        assert '"role":"amdin"' in serving.output
        assert "system_role_differs" not in serving.output
        assert installed("roles", "sync").stdout == "user: +users:read\n"


class TestApplications:
    def test_are_registered_and_listed(self, installed):
        assert installed("applications", "list").stdout == "There are no applications.\n"
        made = installed("applications", "create", "--name", "Billing", "--role", "admin")
        name, secret = (line.partition(": ")[2] for line in made.stdout.splitlines())
        assert secret.startswith("gs_")
        assert installed("applications", "list").stdout == f"{name}  service active    Billing\n"
        another = installed("applications", "new-secret", name, "--days", "90").stdout
        assert another.startswith("client_secret: gs_")
        assert another != f"client_secret: {secret}\n"

    def test_one_that_can_keep_no_secret_gets_none(self, installed):
        made = installed(
            *("applications", "create", "--name", "App", "--kind", "native"),
            *("--redirect-uri", "com.example.app:/back"),
        )
        assert made.stdout.startswith("client_id: app_")
        assert "secret" not in made.stdout

    @pytest.mark.parametrize(
        ("arguments", "reason"),
        [
            (("create", "--name", "x", "--role", "nobody"), "No such role."),
            (("create", "--name", "x", "--audience", "gatehouse"), "has this audience"),
            (("create", "--name", "x", "--audience", "a b"), "/audience"),
            (("new-secret", "app_0000000000000000"), "No such application."),
        ],
    )
    def test_says_why_not(self, installed, arguments, reason):
        refused = installed("applications", *arguments)
        assert refused.returncode == 1
        assert reason in refused.stderr


class TestRotateKeys:
    def test_names_the_new_key(self, installed):
        first, second = (installed("rotate-keys").stdout for _ in range(2))
        assert first.startswith("New access tokens are signed with key ")
        assert first != second


class TestPurge:
    def test_counts_what_it_deletes(self, installed):
        done = installed("purge")
        assert done.returncode == 0
        assert "sessions: 0 deleted\n" in done.stdout


class TestSettings:
    def test_are_explained(self, gatehouse):
        line = gatehouse.refused(
            "serve",
            ENVIRONMENT="production",
            SMTP_HOST="mail.example.com",
            MAIL_FROM="a@b.example",
            PUBLIC_URL="https://b.example",
        )
        assert line.startswith("SECRET_KEY: must be set when ENVIRONMENT is production; make one with: ")

    def test_come_from_a_file_too(self, gatehouse):
        (gatehouse.directory / ".env").write_text("SMTP_PORT=mail\n")
        assert gatehouse.refused("purge") == "SMTP_PORT: must be a whole number from 1 to 65535"

    def test_names_that_are_none_are_told_beside_what_is_wrong(self, gatehouse):
        (gatehouse.directory / ".env").write_text("SMTP_PORT=mail\nCORS_ORIGINS=*\n")
        assert gatehouse("serve").stderr.splitlines() == [
            "gatehouse: .env: CORS_ORIGINS is not a setting; use ALLOWED_ORIGINS",
            "gatehouse: SMTP_PORT: must be a whole number from 1 to 65535",
        ]

    def test_names_that_are_none_are_told_and_do_no_harm(self, installed):
        (installed.directory / ".env").write_text("CORS_ORIGINS=https://app.example.com\n")
        done = installed("rotate-keys")
        (installed.directory / ".env").unlink()
        assert done.returncode == 0
        assert "gatehouse: .env: CORS_ORIGINS is not a setting; use ALLOWED_ORIGINS\n" in done.stderr

    def test_a_mailer_that_cannot_send(self, gatehouse):
        gatehouse("migrate")
        line = gatehouse.refused("purge", SMTP_HOST="mail.example.com", MAIL_FROM="nobody")
        assert line.startswith("MAIL_FROM: ")

    def test_another_secret_key_than_before(self, installed):
        assert installed("rotate-keys").returncode == 0
        line = installed.refused("serve", "--port", "0", SECRET_KEY=SECRET_KEY)
        assert line.startswith("SECRET_KEY: not the one that this database was set up with")


class TestDataDirectory:
    def test_may_be_a_file(self, gatehouse):
        (gatehouse.directory / "gatehouse-data").touch()
        assert "it is not a directory" in gatehouse.refused("migrate")

    @pytest.mark.parametrize("command", [("purge",), ("rotate-keys",), ("rotate-secret",), ADMIN])
    def test_is_made_by_serve_and_migrate_only(self, gatehouse, command):
        line = gatehouse.refused(*command)
        assert line == (
            'no data in gatehouse-data: start the service once with "gatehouse serve", or set DATABASE_URL'
        )
        assert list(gatehouse.directory.iterdir()) == []

    def test_may_be_damaged(self, gatehouse):
        gatehouse("migrate", "--data-dir", "data")
        control = gatehouse.directory / "data" / "postgres" / "global" / "pg_control"
        control.write_bytes(b"\0" * control.stat().st_size)
        line = gatehouse.refused("purge", "--data-dir", "data")
        assert "PostgreSQL did not start: " in line
        assert "data/postgres.log" in line
