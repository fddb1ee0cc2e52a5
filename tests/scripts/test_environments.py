"""All environments at once: what is outdated or vulnerable, and whether each works with the service."""

import json
from pathlib import Path

from tests.scripts.support import Shell
from tests.support.server import Server

DEPENDENCIES = "dependency-monitor.nu"
ALL = "test-all.nu"
CARGO = "    Updating the index\\n      Adding uuid v1.26.1 (available: v1.29.3, requires Rust 1.89.0)\\n"
OUTDATED = {"left-pad": {"current": "1.0.0", "wanted": "1.1.0", "latest": "2.0.0"}}
AUDITED = {"vulnerabilities": {"left-pad": {"range": "<1.1", "severity": "high", "fixAvailable": True}}}
MODULES = (
    {"Path": "example.com/own"},
    {"Path": "example.com/dep", "Version": "v1.0.0", "Update": {"Version": "v1.2.0"}},
)
FAKES = {  # what the tools print, in the form in which they do
    "npm": f"""case $1 in
        outdated) echo '{json.dumps(OUTDATED)}';;
        *) echo '{json.dumps(AUDITED)}';;
    esac; exit 1""",
    "cargo": f"printf '{CARGO}' >&2",
    "go": "".join(f"echo '{json.dumps(module, indent=1)}'\n" for module in MODULES),
    "govulncheck": "echo 'no network' >&2; exit 1",
}


def project(shell: Shell, **fakes: str) -> str:
    """A folder with one project of each kind, and the path to these tools alone."""
    for folder, names in {".": ("package.json", "package-lock.json"), "clients/r": ("Cargo.toml",)}.items():
        (shell.folder / folder).mkdir(parents=True, exist_ok=True)
        for name in names:
            (shell.folder / folder / name).write_text("{}")
    (shell.folder / "clients" / "g").mkdir()
    (shell.folder / "clients" / "g" / "go.mod").write_text("module x\n")
    tools = shell.folder / "bin"
    tools.mkdir()
    for name, body in fakes.items():
        (tools / name).write_text(f"#!/bin/sh\n{body}\n")
        (tools / name).chmod(0o755)
    return only(tools)


def only(tools: Path) -> str:
    """A path to the tools in a folder, and to what scripts cannot do without."""
    tools.mkdir(exist_ok=True)
    (tools / "chmod").symlink_to("/bin/chmod")
    return str(tools)


def test_dependencies_of_all_environments(shell: Shell) -> None:
    path = project(shell, **FAKES)
    done = shell.json(DEPENDENCIES, "--dir", ".", PATH=path)
    assert done.code == 1, done.said
    rows = {(row["environment"], row["state"]): row for row in done.value}
    assert rows["npm", "vulnerable"]["message"] == "high, a fix is available"
    found = {
        key[0]: (row["folder"], row["package"], row["current"], row["latest"])
        for key, row in rows.items()
        if key[1] == "outdated"
    }
    assert found == {
        "npm": (".", "left-pad", "1.0.0", "2.0.0"),
        "rust": ("clients/r", "uuid", "1.26.1", "1.29.3"),
        "go": ("clients/g", "example.com/dep", "v1.0.0", "v1.2.0"),
    }
    assert rows["go", "not checked"]["message"] == "govulncheck -format: no network"
    assert rows["python", "not checked"]["message"] == "no pyproject.toml here or below clients/"
    [recorded] = shell.recorded("dependencies")
    assert (recorded["vulnerable"], recorded["outdated"]) == (1, 3)


def test_tools_that_are_missing_are_said(shell: Shell) -> None:
    path = project(shell)
    done = shell.json(DEPENDENCIES, "--dir", ".", PATH=path)
    assert done.code == 0
    assert {row["state"] for row in done.value} == {"not checked"}
    assert {"npm is not installed", "cargo is not installed", "go is not installed"} <= {
        row["message"] for row in done.value
    }
    assert "is not a folder" in shell.refused(DEPENDENCIES, "--dir", "nowhere")


def test_environments_with_the_service(live: Shell, server: Server) -> None:
    done = live.json(ALL, "--only", "python,nushell,go", "--steps", "live")
    assert done.code == 0, done.said
    rows = {row["environment"]: row for row in done.value}
    for name in ("python", "nushell"):
        assert (rows[name]["live"], rows[name]["builds"], rows[name]["said"]) == ("ok", "not asked", "")
        assert rows[name]["live_seconds"] > 0
    assert rows["go"]["live"] == "ok" or rows["go"]["said"] == "go not installed"
    assert server.quiet_log().count('"operation":"auth.register"') >= 2


def test_a_flow_that_fails_is_a_finding(live: Shell) -> None:
    fakes = live.folder / "bin"
    fakes.mkdir()
    (fakes / "go").write_text("#!/bin/sh\necho '" + json.dumps({"username": "somebody-else"}) + "'\n")
    (fakes / "go").chmod(0o755)
    done = live.json(ALL, "--only", "go", "--steps", "live", PATH=f"{fakes}:/usr/bin:/bin")
    [row] = done.value
    assert (done.code, row["live"]) == (1, "failed")
    assert row["said"] == "the account that was read is not the one that was registered"


def test_nothing_run_is_no_success(live: Shell) -> None:
    done = live.json(ALL, "--only", "rust", PATH=only(live.folder / "none"))
    [row] = done.value
    assert (done.code, row["builds"], row["live"]) == (1, "not run", "not run")
    assert row["said"] == "cargo not installed"


def test_environments_that_cannot_be_tested(shell: Shell) -> None:
    assert "--only: unknown 'cobol'" in shell.refused(ALL, "--only", "cobol")
    assert "--steps: unknown 'deploy'" in shell.refused(ALL, "--steps", "deploy")
    assert "http://127.0.0.1:1 is not ready" in shell.refused(ALL, "--url", "http://127.0.0.1:1")
