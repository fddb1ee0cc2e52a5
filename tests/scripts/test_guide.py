"""Every script of docs/shell-tools.md is run as it is printed, unless it needs a terminal or registries."""

import re
import shlex

import pytest

from tests.scripts.support import ROOT, Shell

GUIDE = (ROOT / "docs" / "shell-tools.md").read_text()
COMMANDS = re.findall(r"^nu scripts/(.+)$", GUIDE, re.MULTILINE)
ELSEWHERE = ("monitor.nu --dashboard", "dependency-monitor.nu")  # test_watching.py, test_environments.py
JUNIT = '<testsuites><testsuite><testcase classname="a" name="b" time="0.1"/></testsuite></testsuites>'


def test_the_guide_names_every_script() -> None:
    scripts = {path.name for path in (ROOT / "scripts").glob("*.nu")}
    assert {command.split()[0] for command in COMMANDS} == scripts


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in ELSEWHERE])
def test_a_command(live: Shell, command: str) -> None:
    (live.folder / "junit.xml").write_text(JUNIT)
    script, *words = shlex.split(command)
    done = live(script, *words)
    assert done.code in (0, 1), done.said
    assert done.out
