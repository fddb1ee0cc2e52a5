"""What makes commands pleasant: completions, pipelines, previews, tables, errors that teach."""

import json
from pathlib import Path
from typing import Any

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
        found = completions(package, "gatehouse users get ", GATEHOUSE_BASE_URL=service.url)
    assert found == [("1", "user1@example.com"), ("2", "user2@example.com")]


def test_ids_complete_to_nothing_where_nobody_answers(package: Path) -> None:
    assert completions(package, "gatehouse users get ", **NOWHERE) == []


def test_a_body_comes_through_the_pipeline_or_from_flags(package: Path) -> None:
    answer = {"id": 1}
    with stub(lambda _: (200, answer)) as service:
        where = {"GATEHOUSE_BASE_URL": service.url}
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
        found = evaluate(package, "gatehouse users list --all --limit 2", GATEHOUSE_BASE_URL=service.url)
        kind = evaluate(package, "gatehouse users list --all | describe", GATEHOUSE_BASE_URL=service.url)
    assert found == USERS
    assert kind.startswith("table<")


def test_an_error_has_a_code_a_help_and_the_place(package: Path) -> None:
    done = nu(package, "--commands", "use gatehouse; gatehouse roles get '..'", **NOWHERE)
    assert done.returncode == 1
    for text in ("gatehouse::input", "help: See the command's --help.", "this one"):
        assert text in done.stderr


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
    shown = done.stderr.replace("--password very-secret-word", "")
    assert "very-secret" not in shown


def test_help_explains_a_command(package: Path) -> None:
    done = nu(package, "--commands", "use gatehouse; gatehouse users get --help")
    for text in ("GET /users/{user_id}", "--dry-run", "--client", "gatehouse users get 42"):
        assert text in done.stdout
