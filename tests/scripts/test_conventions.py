"""What all scripts have in common: help, misuse, switches, clean files."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.scripts.support import NU, ROOT, SCRIPTS, Shell

SINGLE = ("dependency-monitor.nu", "monitor.nu", "performance.nu", "test-all.nu")
COMMANDS = {
    "deploy.nu": ("plan", "apply", "rollback"),
    "performance-analytics.nu": ("record", "report"),
    "resource-monitor.nu": ("track",),
    "security-scanner.nu": ("scan-directory", "scan-files", "audit-log"),
    "test-intelligence.nu": ("ingest", "report"),
}
SWITCHES = {
    "monitor.nu": "MONITORING_ENABLED",
    "performance-analytics.nu": "PERFORMANCE_TRACKING",
    "performance.nu": "PERFORMANCE_TRACKING",
    "resource-monitor.nu": "RESOURCE_MONITORING",
    "security-scanner.nu": "SECURITY_SCANNING",
}
FIRST = {
    "performance-analytics.nu": ("report",),
    "resource-monitor.nu": ("track", "x"),
    "security-scanner.nu": ("scan-directory", "."),
}
INVOCATIONS = [(script, ()) for script in (*SINGLE, *COMMANDS)] + [
    (script, (command,)) for script, commands in COMMANDS.items() for command in commands
]


def test_no_script_is_left_out() -> None:
    assert {path.name for path in SCRIPTS.glob("*.nu")} == {*SINGLE, *COMMANDS}


@pytest.mark.parametrize(("script", "words"), INVOCATIONS)
def test_help_has_examples(shell: Shell, script: str, words: tuple[str, ...]) -> None:
    done = shell(script, *words, "--help")
    assert (done.code, done.said) == (0, "")
    assert f"> nu scripts/{' '.join((script, *words))}" in done.out
    assert "Examples:" in done.out
    for command in () if words else COMMANDS.get(script, ()):
        assert f"\n  nu scripts/{script} {command}" in done.out


@pytest.mark.parametrize(("script", "words"), [row for row in INVOCATIONS if row[1] or row[0] in SINGLE])
def test_unknown_flags_are_misuse(shell: Shell, script: str, words: tuple[str, ...]) -> None:
    assert "unknown flag --frobnicate" in shell.refused(script, *words, "--frobnicate")
    assert "--format must be table or json, not 'xml'" in shell.refused(
        script, *words, *("a",) * _places(script, words), "--format", "xml"
    )


def _places(script: str, words: tuple[str, ...]) -> int:
    """How many arguments the command must have."""
    fewest = {"record": 3, "track": 1, "scan-directory": 1, "ingest": 1}
    return 1 if script == "deploy.nu" else fewest.get("".join(words), 0)


@pytest.mark.parametrize("script", COMMANDS)
def test_commands_are_listed_when_one_is_unknown(shell: Shell, script: str) -> None:
    listed = "choose from " + ", ".join(COMMANDS[script])
    assert shell.refused(script, "frob").endswith(f"unknown command 'frob'; {listed}")
    assert shell.refused(script).endswith(f"no command; {listed}")


@pytest.mark.parametrize(("script", "switch"), SWITCHES.items())
def test_switched_off(shell: Shell, script: str, switch: str) -> None:
    words = FIRST.get(script, ())
    done = shell(script, *words, **{switch: "false"})
    line = f"{script}: switched off by {switch}; set it to true to switch it on\n"
    assert (done.code, done.out, done.said) == (0, "", line)
    assert f"{switch} must be true or false" in shell.refused(script, *words, **{switch: "perhaps"})


def test_a_switch_may_be_in_the_env_file(shell: Shell) -> None:
    (shell.folder / ".env").write_text("MONITORING_ENABLED=off\n")
    assert "switched off" in shell("monitor.nu").said


def test_flags_are_read_as_elsewhere(shell: Shell) -> None:
    for words in (("--format=json",), ("-f", "json"), ("--form", "json")):
        assert shell("performance-analytics.nu", "report", *words).value == []
    assert "--since needs a value" in shell.refused("performance-analytics.nu", "report", "--since")
    assert "unexpected argument 'x'" in shell.refused("performance-analytics.nu", "report", "x")


@pytest.mark.parametrize("file", sorted(SCRIPTS.rglob("*.nu")), ids=lambda path: path.name)
def test_files_are_clean(file: Path) -> None:
    """`nu --ide-check` says nothing about them; it ends with 0 whatever it finds."""
    words = [NU, "--no-config-file", "--ide-check", "100", str(file)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row for row in found if row["type"] == "diagnostic"] == []
    assert len(file.read_text().splitlines()) < 300
