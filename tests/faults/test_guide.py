"""The commands of docs/faults.md play the cases that they say."""

import shlex
import subprocess
import sys

import pytest

from tests.faults.cases import CASES
from tests.guides.blocks import ROOT, shell_blocks

_BEGINNING = "nox -s faults"
(BLOCK,) = (block for block in shell_blocks("docs/faults.md") if _BEGINNING in block)
COMMANDS = BLOCK.splitlines()


def listed(command: str) -> "subprocess.CompletedProcess[str]":
    """What the command would play."""
    arguments = shlex.split(command.removeprefix(_BEGINNING), comments=True)
    return subprocess.run(
        [sys.executable, "-m", "tests.faults", *(each for each in arguments if each != "--"), "--list"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_names_cases_that_there_are(command):
    done = listed(command)
    assert done.returncode == 0, done.stderr
    known = CASES if "--full" in command else [case for case in CASES if case.always or case.name in command]
    assert {line.split()[0] for line in done.stdout.splitlines()} <= {case.name for case in known}


def test_an_unknown_case_is_refused_with_those_that_there_are():
    done = listed(f"{_BEGINNING} -- --only nonsense")
    assert done.returncode == 2
    assert done.stderr.startswith("faults: unknown case nonsense; choose from ")
