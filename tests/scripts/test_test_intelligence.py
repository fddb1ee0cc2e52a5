"""What repeated runs say about tests; the reports are those of a real pytest."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.scripts.support import Shell

SCRIPT = "test-intelligence.nu"
TESTS = """\
import os
import time

FAILS = os.environ.get("FAILS", "").split()

def test_steady():
    pass

def test_slow():
    time.sleep(float(os.environ.get("SLEEP", "0")))

def test_one():
    assert "one" not in FAILS

def test_two():
    assert "two" not in FAILS
"""


def run(folder: Path, number: int, **variables: str) -> str:
    """Run the tests, and give the name of the report."""
    (folder / "test_it.py").write_text(TESTS)
    report = f"junit-{number}.xml"
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "test_it.py", f"--junit-xml={report}")
    subprocess.run([sys.executable, *words], cwd=folder, env=variables, check=False, capture_output=True)
    return report


def ingest(shell: Shell, report: str, commit: str) -> Any:
    done = shell.json(SCRIPT, "ingest", report, "--commit", commit)
    assert done.code == 0, done.said
    return done.value


def test_what_repeated_runs_say(shell: Shell) -> None:
    failing = {1: "one two", 3: "one two", 4: ""}
    for number in range(5):
        report = run(
            shell.folder, number, FAILS=failing.get(number, ""), SLEEP="1" if number == 4 else "0.05"
        )
        counts = ingest(shell, report, f"commit-{number // 2}")
        assert (counts["tests"], counts["new"]) == (4, True)
        assert counts["failed"] == len(failing.get(number, "").split())
    done = shell.json(SCRIPT, "report", "--slowest", "1")
    assert done.code == 1
    report = done.value
    assert (report["runs"], report["tests"]) == (5, 4)
    assert [row["test"] for row in report["slowest"]] == ["test_it::test_slow"]
    [slower] = report["newly_slow"]
    assert slower["test"] == "test_it::test_slow"
    assert slower["now_ms"] >= 1000 > slower["before_ms"]
    rates = {row["test"]: (row["failure_rate"], row["commits"]) for row in report["flaky"]}
    assert rates == {"test_it::test_one": (0.5, 2), "test_it::test_two": (0.5, 2)}
    assert report["failing_together"] == [{"tests": ["test_it::test_one", "test_it::test_two"], "times": 2}]


def test_a_report_counts_once(shell: Shell) -> None:
    report = run(shell.folder, 0)
    assert ingest(shell, report, "a")["new"] is True
    assert ingest(shell, report, "a")["new"] is False
    assert len(shell.recorded("tests")) == 4
    assert shell.json(SCRIPT, "report").code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [("no XML", "is no XML"), ("<testsuites/>", "has no test cases"), (None, "is not a file")],
)
def test_what_is_no_report(shell: Shell, text: str | None, said: str) -> None:
    if text is not None:
        (shell.folder / "junit.xml").write_text(text)
    assert said in shell.refused(SCRIPT, "ingest", "junit.xml", "--commit", "a")
    assert not shell.state.exists()


def test_a_commit_is_needed(shell: Shell) -> None:
    report = run(shell.folder, 0)
    said = shell.refused(SCRIPT, "ingest", report, GIT_CEILING_DIRECTORIES=str(shell.folder.parent))
    assert "say with --commit what was tested" in said
