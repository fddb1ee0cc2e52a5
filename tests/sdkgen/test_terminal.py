"""What people see: colour on a terminal only, progress there only, and nothing that steers it."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

DOCUMENT = """openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      responses: {"200": {description: Yes}}
components:
  schemas:
    "odd\\e[2J\\u202e": {type: odd}
"""
INSPECT = ("inspect", "pets.yaml")


def on_a_terminal(*arguments: str, folder: Path, **environment: str) -> str:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "sdkgen", *arguments]
    child = subprocess.Popen(
        command, cwd=folder, stdout=theirs, stderr=theirs, env={**os.environ, **environment}
    )
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 65536):
            said += part
    except OSError:  # the terminal is gone when the program is
        pass
    finally:
        os.close(ours)
    assert child.wait() == 0, said
    return said.decode()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pets.yaml").write_text(DOCUMENT)
    return tmp_path


def test_colours_are_for_terminals(project: Path) -> None:
    assert "\x1b[1m" in on_a_terminal(*INSPECT, folder=project)
    assert "\x1b" not in on_a_terminal(*INSPECT, folder=project, NO_COLOR="1")
    piped = [sys.executable, "-m", "sdkgen", *INSPECT]
    assert b"\x1b" not in subprocess.check_output(piped, cwd=project, stderr=subprocess.STDOUT)


def test_no_document_steers_a_terminal(project: Path) -> None:
    said = on_a_terminal(*INSPECT, folder=project)
    assert r"odd\x1b[2J\u202e" in said
    assert "\x1b[2J" not in said


def test_progress_is_shown_and_wiped(project: Path) -> None:
    run = ("generate", "pets.yaml", "--out", "clients", "--name", "acme", "--language", "go")
    said = on_a_terminal(*run, folder=project)
    steps = [said.index(f"\x1b[2K{step}") for step in ("reading pets.yaml", "writing Go")]
    assert steps == sorted(steps)
    assert said.rindex("\x1b[2K") < said.index("clients: ")
