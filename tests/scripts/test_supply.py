"""`nox -s security` notices what it is there for: it asks the scripts, which therefore run here."""

import json
import os
import secrets
import subprocess
from pathlib import Path

import pytest

from tests.scripts.support import NU
from tools.supply import history
from tools.supply.advisories import advisories
from tools.supply.report import Result

KEY = "AK" + "IAQ7RT5WZK2M8XN4VB"  # put together here, so that this file is clean
TOKEN = "gh" + "p_" + secrets.token_hex(18)
MARKED = f'token = "{TOKEN}"'
AUDIT = {
    "dependencies": [
        {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["1.1"]}]},
        {"name": "new", "version": "2.0", "vulns": []},
    ]
}
UNKNOWN = {"dependencies": [{"name": "own", "skip_reason": "not found"}, *AUDIT["dependencies"][1:]]}
ADVISORY = {
    "type": "diagnostic",
    "fields": {
        "advisory": {"id": "RUSTSEC-2026-1", "title": "Reads beyond the end"},
        "graphs": [{"Krate": {"name": "crate", "version": "0.1.0"}}],
        "severity": "error",
    },
}
UNREACHABLE = {
    "type": "log",
    "fields": {"level": "ERROR", "message": "failed to fetch advisory database\nno such host"},
}


def git(repository: Path, *words: str) -> None:
    who = ("-c", "user.name=ada", "-c", "user.email=ada@example.com")
    subprocess.run(("git", *who, *words), cwd=repository, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """One commit with nothing in it to be found."""
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "notes.txt", "harmless\n", "Begin")
    return tmp_path


def commit(repository: Path, name: str, text: str, message: str) -> None:
    (repository / name).write_text(text)
    git(repository, "add", "--all")
    git(repository, "commit", "-q", "-m", message)


def test_a_history_without_secrets(repository: Path) -> None:
    assert history.secrets(repository) == Result("secrets", "1 versions of files, 1 commits", [], ())


def test_a_secret_that_was_removed_again_is_found(repository: Path) -> None:
    commit(repository, "notes.txt", f"first\nhere: {KEY}\n", "Add")
    commit(repository, "notes.txt", "harmless\n", "Remove")
    [line] = history.secrets(repository).found
    assert line.startswith("notes.txt: line 2 of ")
    assert "an AWS access key" in line
    assert KEY not in line


def test_a_secret_on_another_branch_or_in_a_message_is_found(repository: Path) -> None:
    git(repository, "switch", "-q", "-c", "side")
    commit(repository, "build", f"{KEY}\n", "Add")
    git(repository, "switch", "-q", "main")
    commit(repository, "more.txt", "more\n", f"Use {TOKEN}")
    found = history.secrets(repository).found
    assert {line.partition(":")[0] for line in found} == {"build", "a commit message"}


def test_what_somebody_looked_at_is_not_found_again(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, "a.py", f"{MARKED}\n", "Add")
    [line] = history.secrets(repository).found
    mark = line.partition("if it is none: ")[2].rstrip(")")
    known = tmp_path / ".git" / "harmless.toml"
    known.write_text(f'{mark} = "made up"\n')
    monkeypatch.setattr(history, "_HARMLESS", known)
    commit(repository, "a.py", f"\n  {MARKED}\n", "Move")
    assert not history.secrets(repository).found


def test_a_shallow_clone_says_what_it_lacks(repository: Path, tmp_path: Path) -> None:
    commit(repository, "notes.txt", "more\n", "Change")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "shallow")
    assert "git fetch --unshallow" in history.secrets(tmp_path / "shallow").not_checked[0]


def asked(folder: Path, **answers: object) -> dict[str, Result]:
    """The rows of a checkout whose tools answer so, and end with 1."""
    staged, tools = folder / "checkout", folder / "bin"
    for name in (".venv/lib/python3.11/site-packages", "clients/rust", "clients/typescript", "clients/go"):
        (staged / name).mkdir(parents=True)
    for name in ("pyproject.toml", "package.json", "clients/rust/Cargo.toml", "clients/rust/Cargo.lock"):
        (staged / name).touch()
    for name in ("clients/typescript/package.json", "clients/go/go.mod"):
        (staged / name).touch()
    tools.mkdir()
    for name, answer in answers.items():
        tool = tools / name.replace("_", "-")
        tool.write_text(f"#!/bin/sh\ncat <<'END'\n{json.dumps(answer)}\nEND\nexit 1\n")
        tool.chmod(0o755)
    path = os.pathsep.join((str(tools), str(Path(NU).parent), "/usr/bin", "/bin"))
    return {row.check: row for row in advisories(staged, {"typescript": "no network"}, path)}


def test_a_package_with_a_known_fault_is_found(tmp_path: Path) -> None:
    rows = asked(tmp_path, pip_audit=AUDIT, cargo_deny=ADVISORY)
    assert rows["advisories: python"].found == ["old 1.0: PYSEC-2026-1, fixed in 1.1"]
    assert rows["advisories: rust"].found == ["crate 0.1.0: RUSTSEC-2026-1 Reads beyond the end"]
    assert not rows["advisories: python"].not_checked


def test_a_database_that_was_not_reached_is_no_clean_answer(tmp_path: Path) -> None:
    rows = asked(tmp_path, pip_audit=UNKNOWN, cargo_deny=UNREACHABLE)
    assert {name.removeprefix("advisories: "): row.not_checked for name, row in rows.items()} == {
        "python": ["pip-audit could not look up 1 of 2 packages; own: not found"],
        "tools of npm": ["npm audit needs a package-lock.json"],
        "typescript": ["no network"],
        "rust": ["cargo deny: failed to fetch advisory database"],
        "go": ["govulncheck is not installed"],
    }
    assert not any(row.found for row in rows.values())
    assert {row.looked_at for row in rows.values()} == {"not all dependencies"}
