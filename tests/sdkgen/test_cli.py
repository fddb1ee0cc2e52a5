"""The commands: what they print, what they return, and that nobody ever sees a traceback."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from sdkgen import cli
from sdkgen import generate as generation
from sdkgen.catalog import CATALOG
from tests.sdkgen.conftest import Command
from tests.sdkgen.support import DOCUMENTATION, FIXTURES, NEGATIVE, code_row

DOCUMENT = FIXTURES / "minimal.yaml"
TARGET = ("--out", "clients", "--name", "acme")


def test_help_teaches(command: Command) -> None:
    shown = command("--help").output
    assert "sdkgen generate openapi.yaml --out clients --name acme" in shown
    for name in ("generate", "check", "diff", "inspect", "lint", "watch"):
        assert name in shown
        assert command(name, "--help").exit_code == 0


def test_generate_and_check(command: Command) -> None:
    made = command("generate", DOCUMENT, *TARGET)
    assert made.exit_code == 0
    assert "clients: 4 written, 0 deleted, in" in made.output
    assert "FAKE001 something" in made.output
    assert "nothing to do" in command("generate", DOCUMENT, *TARGET).output
    checked = command("check", DOCUMENT, *TARGET)
    assert checked.exit_code == 0
    assert re.fullmatch(r"clients: up to date \(\d+\.\d\d s\)\n", checked.output)


def test_check_lists_what_differs(command: Command) -> None:
    command("generate", DOCUMENT, *TARGET)
    Path("clients/fake/client.txt").unlink()
    Path("clients/fake/README.md").write_text("x")
    checked = command("check", DOCUMENT, *TARGET)
    assert checked.exit_code == 1
    changed, missing, verdict = checked.output.splitlines()
    assert (changed, missing) == ("changed: fake/README.md", "missing: fake/client.txt")
    assert verdict.startswith("clients: out of date; run sdkgen generate (")
    found = json.loads(command("check", DOCUMENT, *TARGET, "--json").output)
    assert (found["changed"], found["missing"], found["stale"]) == (
        ["fake/README.md"],
        ["fake/client.txt"],
        [],
    )


def test_check_of_a_folder_that_is_not_there(command: Command) -> None:
    checked = command("check", DOCUMENT, *TARGET)
    assert (checked.exit_code, checked.output) == (1, "clients does not exist yet; run sdkgen generate\n")


def test_one_mistake_in_the_settings_is_one_finding(command: Command) -> None:
    Path("sdk.toml").write_text('out = "made"\nname = 5\n')
    found = json.loads(command("check", DOCUMENT, "--config", "sdk.toml", "--json").output)["diagnostics"]
    assert [(each["code"], each["message"]) for each in found] == [("CONF003", "name must be a string")]


def test_settings_come_from_the_project(command: Command) -> None:
    settings = f'[tool.sdkgen]\nspec = "{DOCUMENT}"\nout = "made"\nname = "acme"\nlanguages = ["fake"]\n'
    Path("pyproject.toml").write_text(settings)
    assert command("generate").exit_code == 0
    assert command("lint").output == f"{DOCUMENT}: no problems found\n"
    assert command("inspect").exit_code == 0
    assert Path("made/fake/client.txt").exists()
    assert command("check").exit_code == 0


def test_a_document_on_the_command_line_is_not_the_projects(command: Command) -> None:
    Path("pyproject.toml").write_text('[tool.sdkgen]\nout = "made"\nnonsense = 1\n')
    assert command("generate", DOCUMENT, *TARGET).exit_code == 0
    assert not Path("made").exists()


def test_settings_come_from_a_file(command: Command) -> None:
    Path("sdk").mkdir()
    Path("sdk/sdkgen.toml").write_text('out = "made"\nname = "acme"\n')
    assert command("generate", DOCUMENT, "--config", "sdk/sdkgen.toml").exit_code == 0
    assert Path("sdk/made/fake/client.txt").exists(), "paths in a file are relative to it"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["generate"], "CONF004"),
        (["generate", DOCUMENT], "CONF004"),
        (["generate", DOCUMENT, *TARGET, "-l", "klingon"], "CONF005"),
        (["generate", DOCUMENT, *TARGET, "--config", "missing.toml"], "CONF001"),
        (["generate", "missing.yaml", *TARGET], "SPEC001"),
        (["generate", NEGATIVE / "swagger.yaml", *TARGET], "SPEC010"),
        (["generate", NEGATIVE / "remote_reference.yaml", *TARGET], "SPEC005"),
        (["check", NEGATIVE / "yaml_syntax.yaml", *TARGET], "SPEC003"),
        (["inspect", "missing.yaml"], "SPEC001"),
        (["inspect", DOCUMENT, "--names", "klingon"], "CONF005"),
        (["lint", NEGATIVE / "duplicate_keys.yaml"], "SPEC004"),
        (["diff", DOCUMENT, "missing.yaml"], "SPEC001"),
    ],
)
def test_errors_are_coded_and_end_with_one(command: Command, arguments: list[object], code: str) -> None:
    result = command(*arguments)
    assert result.exit_code == 1
    assert f"error {code}: " in result.output
    assert "Traceback" not in result.output
    assert not Path("clients").exists()


def test_a_fault_of_ours_is_a_sentence(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("of all things")

    monkeypatch.setattr(generation, "normalise", broken)
    result = command("generate", DOCUMENT, *TARGET)
    assert result.exit_code == 1
    assert "error BUG001: RuntimeError in test_cli.py:" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("kind", ["oneOf", "anyOf"])
def test_choices_of_choices_are_followed_once(command: Command, kind: str) -> None:
    """By every way there is to each of them, this would take weeks."""
    choices = [{"$ref": f"#/components/schemas/S{number}"} for number in range(10)]
    schemas = {f"S{number}": {kind: choices} for number in range(10)}
    document = {"openapi": "3.1.0", "info": {"title": "All", "version": "1"}, "paths": {}}
    Path("all.json").write_text(json.dumps({**document, "components": {"schemas": schemas}}))
    assert command("inspect", "all.json").exit_code == 0


def test_lines_are_not_broken_whatever_is_in_a_path(command: Command) -> None:
    folder = Path("[bold]" + "a" * 90)
    folder.mkdir()
    document = folder / "minimal.yaml"
    document.write_text(DOCUMENT.read_text())
    assert command("lint", document).output == f"{document}: no problems found\n"


def test_a_chain_of_schemas_longer_than_the_stack_is_an_error(command: Command) -> None:
    chain = {f"S{n}": {"oneOf": [{"$ref": f"#/components/schemas/S{n - 1}"}]} for n in range(999, 0, -1)}
    schemas = {**chain, "S0": {"type": "string"}}
    head = {"openapi": "3.1.0", "info": {"title": "Deep", "version": "1"}, "paths": {}}
    Path("deep.json").write_text(json.dumps({**head, "components": {"schemas": schemas}}))
    for arguments in (["lint"], ["inspect"], ["generate", *TARGET]):
        result = command(arguments[0], "deep.json", *arguments[1:])
        assert result.exit_code == 1
        assert "error SPEC008: " in result.output
        assert not Path("clients").exists()


def test_a_name_too_long_for_a_file_is_an_error(command: Command) -> None:
    get = {"tags": ["x" * 300], "operationId": "a", "responses": {"204": {"description": "Done."}}}
    document = {"openapi": "3.1.0", "info": {"title": "Long", "version": "1"}, "paths": {"/a": {"get": get}}}
    Path("long.json").write_text(json.dumps(document))
    result = command("generate", "long.json", *TARGET)
    assert result.exit_code == 1
    assert "error OUT003: " in result.output
    assert "BUG001" not in result.output
    assert not Path("clients").exists()


def test_interruption_is_quiet(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(generation, "normalise", interrupted)
    result = command("generate", DOCUMENT, *TARGET)
    assert (result.exit_code, result.output) == (130, "interrupted\n")


def test_duplicate_keys_are_a_warning_when_generating(command: Command) -> None:
    result = command("generate", NEGATIVE / "duplicate_keys.yaml", *TARGET)
    assert result.exit_code == 0
    assert "warning SPEC004: duplicate key 'get', on lines 5 and 6" in result.output


def test_inspect_shows_operations_and_types(command: Command) -> None:
    shown = command("inspect", FIXTURES / "streams.yaml").output
    assert "Streams 1.0.0 (OpenAPI 3.1)" in shown
    assert "  create: POST /completions" in shown
    assert "-> Completion  (streams events)" in shown
    assert "operations: 4, groups: 4, types: 3 (3 object)" in shown


def test_inspect_prints_the_representation(command: Command) -> None:
    shown = json.loads(command("inspect", DOCUMENT, "--json").output)
    assert shown["title"] == "Minimal"
    assert shown["groups"][0]["operations"][0]["id"] == "ping"


def test_inspect_prints_names(command: Command) -> None:
    path = FIXTURES / "collisions.yaml"
    names = json.loads(command("inspect", path, "--names", "fake", "--json").stdout)
    assert (names["type Host"], names["type host"], names["type HOST"]) == ("Host", "HostLower", "HostUpper")
    assert names["operation hosts.constructor"] == "constructor_"
    shown = command("inspect", path, "--names", "fake")
    assert "type type: Type_" in shown.stdout
    assert "warning NAME001: 'host' and 'Host' would both be named Host among the types" in shown.stderr


def test_watch_writes_again_and_again(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path("openapi.yaml")
    text = DOCUMENT.read_text()
    path.write_text(text)

    def changes(paths: set[Path]) -> Iterator[None]:
        yield
        assert path.resolve() in {each.resolve() for each in paths}
        path.write_text("broken: [")
        yield
        path.write_text(text.replace("ping", "pong"))
        yield

    monkeypatch.setattr(cli, "watched", changes)
    result = command("watch", "openapi.yaml", *TARGET)
    assert result.exit_code == 0
    assert "error SPEC003" in result.output
    assert Path("clients/fake/groups/pong.txt").exists()


def test_lint_prints_findings_as_json(command: Command) -> None:
    result = command("lint", NEGATIVE / "duplicate_keys.json", "--json")
    assert result.exit_code == 1
    first = json.loads(result.output)["diagnostics"][0]
    assert (first["code"], first["severity"], first["place"]["line"]) == ("SPEC004", "error", 8)
    assert first["way_out"] == CATALOG["SPEC004"].way_out
    clean = command("lint", DOCUMENT)
    assert (clean.exit_code, clean.output) == (0, f"{DOCUMENT}: no problems found\n")


def test_many_findings_of_a_kind_are_folded(command: Command) -> None:
    data = yaml.safe_load(DOCUMENT.read_text())
    item = data["paths"].pop("/ping")
    del item["get"]["operationId"]
    data["paths"] = {f"/p{n}": item for n in range(10)}
    Path("many.yaml").write_text(yaml.safe_dump(data))
    assert (
        "note OPER001: 7 more (operation without an operationId); --all shows them"
        in command("inspect", "many.yaml").stderr
    )
    assert command("inspect", "many.yaml", "--all").stderr.count("note OPER001") == 10


def test_diff_says_what_breaks(command: Command) -> None:
    text = (FIXTURES / "presence.yaml").read_text()
    Path("new.yaml").write_text(text.replace("required: [always, never_absent]", "required: [always]"))
    result = command("diff", FIXTURES / "presence.yaml", "new.yaml")
    assert result.exit_code == 1
    assert "breaking: Profile.never_absent is now optional\n" in result.output
    assert result.output.endswith("fake: breaking\n")
    found = json.loads(command("diff", FIXTURES / "presence.yaml", "new.yaml", "--json").output)
    assert found["verdicts"] == {"fake": "breaking"}
    same = command("diff", DOCUMENT, DOCUMENT)
    assert (same.exit_code, same.output) == (0, "fake: none\n")


def test_every_code_is_in_the_documentation() -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    assert text.endswith("".join(f"{code_row(code)}\n" for code in sorted(CATALOG)))
