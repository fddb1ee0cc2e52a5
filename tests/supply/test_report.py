"""What makes the session fail, and what is said at the end."""

from pathlib import Path

import pytest

from tools.supply import stage
from tools.supply.programs import Failed, run
from tools.supply.report import Result, exit_code, show

CLEAN = Result("licences", "12 packages")
FOUND = Result("secrets", "3 commits", ["notes.txt: a private key"])
UNSEEN = Result("advisories: go", "not all dependencies", not_checked=["no network"])


@pytest.mark.parametrize(
    ("results", "usual", "strict"),
    [([CLEAN], 0, 0), ([CLEAN, UNSEEN], 0, 1), ([CLEAN, FOUND], 1, 1), ([FOUND, UNSEEN], 1, 1)],
    ids=["clean", "not checked", "found", "both"],
)
def test_only_strict_fails_for_what_was_not_checked(results: list[Result], usual: int, strict: int) -> None:
    assert exit_code(results, strict=False) == usual
    assert exit_code(results, strict=True) == strict


def test_reasons_come_first_and_the_table_last() -> None:
    assert show([CLEAN, FOUND, UNSEEN]).splitlines() == [
        "secrets: found: notes.txt: a private key",
        "advisories: go: not checked: no network",
        "",
        "check           looked at             found  not checked",
        "licences        12 packages               0            0",
        "secrets         3 commits                 1            0",
        "advisories: go  not all dependencies      0            1",
    ]


def test_a_program_that_is_missing_or_fails_is_one_plain_line(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"^no-such-program is not installed$"):
        run("no-such-program")
    with pytest.raises(Failed, match=r"^git rev-parse: fatal: not a git repository"):
        run("git", "rev-parse", "HEAD", cwd=tmp_path)


def test_a_language_without_its_tool_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    failed = stage.stage(tmp_path / "checkout")
    assert failed == {
        "python": "uv is not installed",
        "typescript": "npm is not installed",
        "rust": "cargo is not installed",
    }
    assert (tmp_path / "checkout" / "clients" / "go" / "go.mod").is_file()
