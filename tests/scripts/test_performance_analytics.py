"""Measured operations: what is recorded, and what a report makes of it."""

import pytest

from tests.scripts.support import Shell

SCRIPT = "performance-analytics.nu"


def record(shell: Shell, *durations: str, name: str = "api-test", status: str = "success") -> None:
    for duration in durations:
        done = shell(SCRIPT, "record", name, "python-env", duration, "--status", status)
        assert done.code == 0, done.said


def test_a_run_is_recorded(shell: Shell) -> None:
    done = shell.json(SCRIPT, "record", "api-test", "python-env", "30s")
    assert done.code == 0
    [row] = shell.recorded("performance")
    assert row == done.value
    assert {**row, "at": ""} == {
        "at": "",
        "name": "api-test",
        "env": "python-env",
        "ms": 30_000,
        "status": "success",
    }
    assert shell.state.stat().st_mode & 0o777 == 0o700


def test_a_report_has_percentiles_and_failures(shell: Shell) -> None:
    record(shell, "1s", "1s", "1s", "900ms", "1.1s")
    record(shell, "5s", status="failure")
    record(shell, "2min", name="other")
    done = shell.json(SCRIPT, "report")
    assert done.code == 0
    [row, other] = done.value
    assert (row["count"], row["failure_rate"]) == (6, 0.1667)
    assert (row["p50_ms"], row["p95_ms"], row["p99_ms"]) == (1000, 1100, 1100)
    assert (other["name"], other["p50_ms"], other["trend_percent"]) == ("other", 120_000, None)


def test_a_regression_is_a_finding(shell: Shell) -> None:
    record(shell, "1s", "1s", "1.3s", "1.3s")
    done = shell.json(SCRIPT, "report", "--env", "python-env")
    assert (done.code, done.value[0]["trend_percent"], done.value[0]["regression"]) == (1, 30, True)
    assert shell.json(SCRIPT, "report", "--threshold", "40").code == 0
    assert shell.json(SCRIPT, "report", "--name", "other").value == []
    assert shell.json(SCRIPT, "report", "--since", "2020-01-01").value == done.value


def test_lines_cut_short_are_skipped(shell: Shell) -> None:
    record(shell, "1s")
    with (shell.state / "performance.jsonl").open("a") as file:
        file.write('{"at": "2026-\n')
    done = shell.json(SCRIPT, "report")
    assert done.value[0]["count"] == 1
    assert "1 unreadable lines were skipped" in done.said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("a", "b"), "missing argument DURATION"),
        (("a", "b", "soon"), "DURATION must be a duration such as 250ms, 30s or 7d, not 'soon'"),
        (("", "b", "1s"), "NAME and ENVIRONMENT must not be empty"),
        (("a", "b", "1s", "--status", "ok"), "--status must be success or failure, not 'ok'"),
    ],
)
def test_what_cannot_be_recorded(shell: Shell, words: tuple[str, ...], said: str) -> None:
    assert shell.refused(SCRIPT, "record", *words).endswith(said)
    assert not shell.state.exists()


def test_a_state_folder_that_cannot_be_written(shell: Shell) -> None:
    (shell.folder / "file").write_text("")
    said = shell.refused(SCRIPT, "record", "a", "b", "1s", GATEHOUSE_STATE=str(shell.folder / "file" / "x"))
    assert "set GATEHOUSE_STATE to a folder of yours" in said
