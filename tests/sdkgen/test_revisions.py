"""`sdkgen diff` as a gate for pull requests: revisions of Git, and what GitHub and other programs read."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from sdkgen.changes import Changelog, Level, Speaker
from sdkgen.diagnostics import Location
from sdkgen.github import annotations, summary
from tests.sdkgen.conftest import Command
from tests.sdkgen.support import FIXTURES

OLD, NEW = "main:api/openapi.yaml", "api/openapi.yaml"
BREAKING = "Profile.never_absent is now optional"


def git(*arguments: str) -> None:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


@pytest.fixture(autouse=True)
def repository(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository with a document in two files, of which the second has changed since the commit."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    shutil.copytree(FIXTURES / "references", "references")
    Path("api").mkdir()
    Path(NEW).write_text((FIXTURES / "presence.yaml").read_text())
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "First")
    text = Path(NEW).read_text()
    Path(NEW).write_text(text.replace("required: [always, never_absent]", "required: [always]"))


def test_a_revision_is_compared_with_the_disk(command: Command) -> None:
    result = command("diff", OLD, NEW)
    assert (result.exit_code, result.stdout) == (1, f"breaking: {BREAKING}\nfake: breaking\n")
    assert command("diff", OLD, "HEAD:api/openapi.yaml").exit_code == 0


def test_a_path_may_be_relative(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("api")
    assert command("diff", "main:./openapi.yaml", "openapi.yaml").exit_code == 1
    assert command("diff", "main:../api/openapi.yaml", "main:api/openapi.yaml").exit_code == 0


def test_other_files_are_of_the_same_revision(command: Command) -> None:
    before = command("inspect", "references/openapi.yaml").stdout
    shutil.rmtree("references")
    assert command("inspect", "main:references/openapi.yaml").stdout == before
    assert command("generate", "main:references/openapi.yaml", "--out", "made", "--name", "a").exit_code == 0


@pytest.mark.parametrize(
    ("old", "reason"),
    [
        ("main:api/missing.yaml", "path 'api/missing.yaml' does not exist in 'main'"),
        ("nobody:api/openapi.yaml", "invalid object name 'nobody'"),
        ("main:../../openapi.yaml", "is outside repository"),
        ("--output=x:api/openapi.yaml", "no such file"),
    ],
)
def test_what_cannot_be_read_is_said(command: Command, old: str, reason: str) -> None:
    result = command("diff", "--", old, NEW)
    assert result.exit_code == 1
    assert "error SPEC001: " in result.stderr
    assert reason in result.stderr


def test_outside_of_a_repository(
    command: Command, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    result = command("inspect", "main:openapi.yaml")
    assert "main:openapi.yaml cannot be read: not a git repository" in result.stderr


def test_github_gets_annotations_and_a_summary(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    line = 1 + Path(NEW).read_text().splitlines().index("    Profile:")
    annotation = f"::error file={NEW},title=Breaking change,line={line},col=5::{BREAKING}\n"
    shown = command("diff", OLD, NEW, "--format", "github")
    assert shown.exit_code == 1
    assert shown.stdout.startswith(f"{annotation}## Clients: breaking\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    assert command("diff", OLD, NEW, "--format", "github").stdout == annotation
    assert f"- `{BREAKING}`\n" in Path("summary.md").read_text()


def test_json_has_two_spellings(command: Command) -> None:
    one, other = (command("diff", OLD, NEW, *form).stdout for form in (("--json",), ("--format", "json")))
    assert one == other
    (change,) = json.loads(one)["changes"]
    assert change["place"]["pointer"] == "/components/schemas/Profile"


def test_texts_of_a_document_have_no_meaning_to_github() -> None:
    log = Changelog([Speaker("go", presence_in_types=True), Speaker("rust", presence_in_types=True)])
    log.add("Odd", "has the new value '`</details>\n::error::100% @everyone'", Level.BREAKING)
    log.add_for("go", "Odd", "was renamed")
    odd, renamed = annotations(log, Path("a,b:c.yaml"))
    assert odd == (
        "::error file=a%2Cb%3Ac.yaml,title=Breaking change::"
        "Odd has the new value '`</details>%0A::error::100%25 @everyone'"
    )
    assert renamed.endswith("::Odd was renamed (in go)")
    assert "- `Odd has the new value ''</details> ::error::100% @everyone'`\n" in summary(log)


def test_a_change_in_both_directions_is_one() -> None:
    log = Changelog([Speaker("go", presence_in_types=True), Speaker("nushell", presence_in_types=False)])

    class There:
        def place(self) -> Location:
            return Location("openapi.yaml", 3, 5)

    with log.about(There()):
        log.add_widening("User.name", "is now optional")
        log.add("User.name", "is now optional", Level.BREAKING)
    (change,) = log.changes
    assert dict(change.levels) == {"go": Level.BREAKING, "nushell": Level.BREAKING}
    assert change.place == Location("openapi.yaml", 3, 5)
