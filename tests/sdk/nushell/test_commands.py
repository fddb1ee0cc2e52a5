"""What makes commands pleasant: completions, pipelines, previews, tables, errors that teach."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.sdk.nushell.support import Reply, evaluate, nu, stub

NOWHERE = {"GATEHOUSE_BASE_URL": "http://127.0.0.1:1"}
USERS = [{"id": number, "uuid": f"u{number}", "email": f"user{number}@example.com"} for number in (1, 2, 3)]


def pages(path: str) -> Reply:
    """Three users on two pages."""
    if "cursor=second" in path:
        return 200, {"items": USERS[2:], "next_cursor": None, "total": None}
    return 200, {"items": USERS[:2], "next_cursor": "second", "total": None}


def completions(package: Path, typed: str, **variables: str) -> list[Any]:
    found = evaluate(package, f"('{typed}' | commandline complete --detailed)", **variables)
    return [(each["value"], each.get("description")) for each in found]


def test_enums_complete(package: Path) -> None:
    values = [value for value, _ in completions(package, "gatehouse users list --sort ")]
    assert {"email", "-email", "created_at"} <= set(values)


def test_flags_complete(package: Path) -> None:
    assert [value for value, _ in completions(package, "gatehouse users list --incl")] == ["--include-total"]


def test_commands_complete(package: Path) -> None:
    values = [value for value, _ in completions(package, "gatehouse roles ")]
    assert {"gatehouse roles list", "gatehouse roles create"} <= set(values)


def test_ids_complete_from_the_service(package: Path) -> None:
    with stub(pages) as service:
        found = completions(
            package, "gatehouse users get ", GATEHOUSE_BASE_URL=service.url, GATEHOUSE_TOKEN="t"
        )
    assert found == [("1", "user1@example.com"), ("2", "user2@example.com")]


def test_ids_complete_to_nothing_where_nobody_answers(package: Path) -> None:
    assert completions(package, "gatehouse users get ", **NOWHERE) == []


def test_a_body_comes_through_the_pipeline_or_from_flags(package: Path) -> None:
    answer = {"id": 1}
    with stub(lambda _: (200, answer)) as service:
        where = {"GATEHOUSE_BASE_URL": service.url, "GATEHOUSE_TOKEN": "t"}
        assert evaluate(package, "{bio: null} | gatehouse users update 1", **where) == answer
        evaluate(package, "gatehouse users update 1 --bio b --metadata {a: null}", **where)
    bodies = [json.loads(body) for _, _, body in service.seen]
    assert bodies == [{"bio": None}, {"bio": "b", "metadata": {"a": None}}]


def test_a_preview_sends_nothing_and_hides_secrets(package: Path) -> None:
    with stub(lambda _: (200, {})) as service:
        where = {"GATEHOUSE_BASE_URL": service.url, "GATEHOUSE_TOKEN": "very-secret-token"}
        body = "{email: 'a@example.com' username: a password: 'very-secret-word'}"
        shown = evaluate(package, f"{body} | gatehouse users create --dry-run", **where)
        path = "gatehouse auth reset-password very-secret-link --new-password very-secret-word --dry-run"
        hidden = evaluate(package, path, **where)
    assert service.seen == []
    assert (shown["method"], shown["url"]) == ("POST", f"{service.url}/users")
    assert shown["body"] == {"email": "a@example.com", "username": "a", "password": "[redacted]"}
    assert "very-secret" not in json.dumps([shown, hidden])


def test_all_pages_become_one_table(package: Path) -> None:
    with stub(pages) as service:
        found = evaluate(
            package,
            "gatehouse users list --all --limit 2",
            GATEHOUSE_BASE_URL=service.url,
            GATEHOUSE_TOKEN="t",
        )
        kind = evaluate(
            package,
            "gatehouse users list --all | describe",
            GATEHOUSE_BASE_URL=service.url,
            GATEHOUSE_TOKEN="t",
        )
    assert found == USERS
    assert kind.startswith("table<")


def test_an_error_has_a_code_and_a_help(package: Path) -> None:
    done = nu(package, "--commands", "use gatehouse; gatehouse roles get '..'", **NOWHERE)
    assert done.returncode == 1
    for text in ("gatehouse::input", "help: See the command's --help."):
        assert text in done.stderr
    assert "gatehouse::facts" not in done.stderr


def script(package: Path, folder: Path, line: str, **variables: str) -> str:
    """What a script of one line says when it fails."""
    file = folder / "script.nu"
    file.write_text(f"use {package}/gatehouse\n{line}\n")
    done = nu(package, str(file), **variables)
    assert done.returncode == 1
    return done.stderr


RESET = "gatehouse auth reset-password SECRETTOKEN --new-password SECRETPW1x"


@pytest.mark.parametrize("line", [RESET, f"try {{ {RESET} }} catch {{|caught| error make $caught.raw }}"])
@pytest.mark.parametrize(("status", "code"), [(422, "validation_failed"), (500, "internal_error")])
def test_what_was_typed_is_not_shown(
    package: Path, tmp_path: Path, line: str, status: int, code: str
) -> None:
    faults = [{"pointer": "/new_password", "detail": "SECRETPW1x is too short.", "code": "too_short"}]
    with stub(lambda _: (status, {"code": code, "detail": "No SECRETTOKEN.", "errors": faults})) as service:
        told = script(package, tmp_path, line, GATEHOUSE_BASE_URL=service.url, GATEHOUSE_MAX_RETRIES="0")
    assert f"gatehouse::problem::{code}" in told
    for text in ("SECRET", "script.nu", "problems.nu", "reset-password"):
        assert text not in told


@pytest.mark.parametrize(
    "where",
    ["http://127.0.0.1:1", "http://ada:SECRETPW2@127.0.0.1:1", "nonsense", ""],  # scan: allow
)
def test_nothing_typed_is_shown_where_nothing_answers(package: Path, tmp_path: Path, where: str) -> None:
    variables = {"GATEHOUSE_BASE_URL": where, "GATEHOUSE_MAX_RETRIES": "0"}
    told = script(package, tmp_path, RESET, **variables)
    assert "gatehouse::" in told
    assert "SECRET" not in told


def test_where_no_address_is_known_it_is_asked_for(package: Path, tmp_path: Path) -> None:
    told = flat(script(package, tmp_path, "gatehouse me get", GATEHOUSE_BASE_URL=""))
    assert "gatehouse::input" in told
    assert "no address: set GATEHOUSE_BASE_URL, or --base-url" in told


def test_a_preview_does_without_an_address_that_has_a_password(package: Path, tmp_path: Path) -> None:
    where = {"GATEHOUSE_BASE_URL": "http://ada:SECRETPW2@127.0.0.1:1"}  # scan: allow
    told = script(package, tmp_path, "gatehouse me get --dry-run", **where)
    assert "must not have a user and a password" in flat(told)
    assert "SECRET" not in told


def flat(told: str) -> str:
    """An error on one line."""
    return " ".join(told.replace("|", " ").split())


@pytest.mark.parametrize("flag", ["0sec", "-1sec"])
def test_a_timeout_is_above_zero(package: Path, tmp_path: Path, flag: str) -> None:
    told = flat(script(package, tmp_path, f"gatehouse me get --timeout {flag}", **NOWHERE))
    assert "the timeout (--timeout, GATEHOUSE_TIMEOUT_MS) must be a duration above zero" in told


def test_signing_in_without_a_terminal_says_what_to_do(package: Path, tmp_path: Path) -> None:
    told = flat(script(package, tmp_path, "gatehouse sign-in ada@example.com", **NOWHERE))
    assert "no terminal to ask on: give --password or set GATEHOUSE_PASSWORD" in told


def test_a_client_goes_on_with_the_session_of_sign_in(package: Path, tmp_path: Path) -> None:
    tokens = {"access_token": "one", "refresh_token": "two", "expires_in": 900}
    note = "{|request, next| print $request.headers.Authorization?; do $next $request }"
    sign_in = "gatehouse sign-in a@example.com --password p"
    later = f"gatehouse users list --client (gatehouse client --middleware [{note}])"
    with stub(lambda path: (200, tokens if path == "/auth/login" else {"items": []})) as service:
        where = {"GATEHOUSE_BASE_URL": service.url, "XDG_STATE_HOME": str(tmp_path)}
        done = nu(package, "--commands", f"use gatehouse; {sign_in}; {later}", **where)
    assert done.stdout.splitlines()[:1] == ["Bearer one"], done.stderr


def test_the_module_alone_lists_its_groups(package: Path) -> None:
    shown = evaluate(package, "gatehouse")
    for text in ("gatehouse <group> <command>", "\n  users", "--help"):
        assert text in shown
        assert text in nu(package, "--commands", "use gatehouse; gatehouse --help").stdout


def test_examples_use_the_address_that_the_service_has(package: Path) -> None:
    for name in ("README.md", "gatehouse/mod.nu", "scripts/test-all.nu"):
        text = (package / name).read_text()
        assert "http://127.0.0.1:8000" in text
        assert "8080" not in text


def test_a_single_group_has_no_prefix(package: Path) -> None:
    assert "without `gatehouse` before them" in (package / "README.md").read_text()
    loaded = "use gatehouse/auth *; auth me --dry-run | get url"
    assert nu(package, "--commands", loaded, **NOWHERE).stdout.strip() == "http://127.0.0.1:1/auth/me"


def test_a_missing_address_says_what_to_set(package: Path) -> None:
    done = nu(package, "--commands", "use gatehouse; gatehouse me get", GATEHOUSE_BASE_URL="nonsense")
    assert "Give --base-url to `client`, or set GATEHOUSE_BASE_URL." in done.stderr


def test_a_problem_is_shown_without_secrets(package: Path) -> None:
    parrot = {"code": "invalid_credentials", "detail": "very-secret-word is wrong for very-secret-token"}
    with stub(lambda _: (401, parrot)) as service:
        where = {"GATEHOUSE_BASE_URL": service.url, "GATEHOUSE_TOKEN": "very-secret-token"}
        login = "use gatehouse; gatehouse auth login --email a@example.com --password very-secret-word"
        done = nu(package, "--commands", login, **where)
    assert "gatehouse::problem::invalid_credentials" in done.stderr
    assert "[redacted] is wrong" in done.stderr.replace("\n  | ", " ")
    assert "very-secret" not in done.stderr


def test_help_explains_a_command(package: Path) -> None:
    done = nu(package, "--commands", "use gatehouse; gatehouse users get --help")
    for text in ("GET /users/{user_id}", "--dry-run", "--client", "gatehouse users get 42"):
        assert text in done.stdout
