"""The list of words finds what it should, where it should, and nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.lint.words import check, main

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "text",
    [
        "summary: Change the own password",
        "summary: Switch the own account off",
        "summary: Ask whether a token is valid",
        "The account is switched off.",
        "Taken on; the rest happens by mail.",
        "It is not of the right type.",
        "There is no such field.",
        "The first request with this key still runs.",
        "is made no more, but was edited",
        "there is no language 'x', but: a, b",
        "speaks of 'x'",
        "'x', which the document does not have",
    ],
)
def test_a_phrase_is_found(tmp_path, text):
    (tmp_path / "openapi.yaml").write_text(f"info:\n  {text}\n", "utf-8")
    assert {finding.place for finding in check(tmp_path)} == {"openapi.yaml:2"}


@pytest.mark.parametrize(
    "text",
    ["Alembic still runs through SQLAlchemy.", "404 if there is no such user.", "Change your password"],
)
def test_good_english_is_not(tmp_path, text):
    (tmp_path / "page.md").write_text(text, "utf-8")
    assert check(tmp_path) == []


@pytest.mark.parametrize("name", ["a.py", "docs/a.md", "templates/a.ts.jinja", "openapi.yaml"])
def test_hand_written_text_is_read(tmp_path, name, capsys):
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("# Taken on; wait.", "utf-8")
    assert main(tmp_path) == 1
    assert capsys.readouterr().out == f"{name}:1: 'Taken on;'; better: accepted; instructions are emailed\n"


@pytest.mark.parametrize(
    "name", ["clients/go/README.md", ".venv/a.py", "CHANGELOG.md", "lint/words.py", "a.txt"]
)
def test_the_rest_is_not(tmp_path, name):
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("# Taken on; wait.", "utf-8")
    assert main(tmp_path) == 0


def test_the_command_reads_the_folder_it_runs_in(tmp_path):
    (tmp_path / "a.py").write_text("# Taken on; wait.", "utf-8")
    command = [sys.executable, "-m", "tests.lint.words"]
    ran = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert (ran.returncode, ran.stdout[:7]) == (1, b"a.py:1:")
