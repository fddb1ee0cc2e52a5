"""The scripts that come with the package: the smoke test of a service, and the one that runs sdkgen."""

import asyncio
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from gatehouse.core.settings import Settings
from tests.sdk.nushell.support import ROOT, Done, nu, stub
from tests.support.server import another_database, serving

SMOKE = "scripts/test-all.nu"
WRITER = "scripts/generate-clients.nu"
FIXTURES = ROOT / "tests" / "sdkgen" / "fixtures"
CHANGES_OF = ("added", "changed", "deleted")


def smoke(package: Path, url: str, *words: str, **variables: str) -> tuple[Done, dict[str, Any]]:
    """Try operations; what became of each."""
    done = nu(package, SMOKE, "--base-url", url, "--json", *words, **variables)
    rows = json.loads(done.stdout) if done.stdout else []
    return done, {row["operation"]: row for row in rows if "operation" in row}


def operations(package: Path) -> set[str]:
    """Everything in the contracts."""
    contracts = [json.loads(path.read_text()) for path in package.glob("gatehouse/*/contract.json")]
    return {name for contract in contracts for name in contract["operations"]}


async def test_a_running_service_is_as_described(package: Path, settings: Settings, tmp_path: Path) -> None:
    own = await another_database(settings, "sdk_smoke")
    async with serving(own, tmp_path / "log", rate_limit_enabled=False) as server:
        admin, other = await server.admin(), await server.admin()
        variables = {"GATEHOUSE_TOKEN": admin.tokens["access_token"]}
        done, rows = await asyncio.to_thread(smoke, package, server.url, "--only", "", **variables)
        variables = {
            "GATEHOUSE_TOKEN": other.tokens["access_token"]
        }  # five wrong passwords ended the session
        _, of_roles = await asyncio.to_thread(smoke, package, server.url, "--only", "roles", **variables)
    assert done.returncode == 0, done.stderr
    assert set(rows) == operations(package)
    assert {row["verdict"] for row in rows.values()} == {"ok"}
    assert rows["users.list"]["status"] == 200
    assert (of_roles["roles.create"]["status"], rows["auth.refresh"]["code"]) == (
        201,
        "refresh_token_invalid",
    )
    assert list(rows)[-1] == "auth.logout"


@pytest.mark.parametrize(
    ("status", "body", "verdict"),
    [
        (500, {"code": "internal_error"}, "the service failed: "),
        (418, {"code": "teapot"}, "418 is not in the document: "),
        (206, {"id": 1}, "206 is not in the document: "),
        (200, "<html>", "decode: "),
        (200, [], "decode: "),
        (200, {"id": "no number"}, "decode: "),
    ],
)
def test_what_is_not_described_is_wrong(package: Path, status: int, body: Any, verdict: str) -> None:
    with stub(lambda _: (status, body)) as service:
        done, rows = smoke(package, service.url, "--only", "^me.get$")
    assert done.returncode == 1
    assert rows["me.get"]["verdict"].startswith(verdict)


def test_no_answer_is_wrong(package: Path) -> None:
    done, rows = smoke(package, "http://127.0.0.1:1", "--only", "^system.live$")
    assert done.returncode == 1
    assert rows["system.live"]["verdict"].startswith("transport: ")


def test_nothing_but_refusals_is_wrong(package: Path) -> None:
    with stub(lambda _: (401, {"code": "invalid_token"})) as service:
        done, rows = smoke(package, service.url, "--only", "^me.get$")
    assert rows["me.get"]["verdict"] == "ok"
    assert done.returncode == 1
    assert "1 operations tried, 0 succeeded, 0 wrong" in done.stderr


def test_reading_only_sends_nothing_else(package: Path) -> None:
    with stub(lambda _: (200, {})) as service:
        _, rows = smoke(package, service.url, "--read-only", "--only", "^(users|me)")
    assert {method for method, _, _ in service.seen} == {"GET"}
    assert set(rows) < operations(package)


def test_progress_and_a_table_are_shown(package: Path) -> None:
    with stub(lambda _: (200, {"status": "alive"})) as service:
        done = nu(package, SMOKE, "--only", "system.live", GATEHOUSE_BASE_URL=service.url)
    assert done.returncode == 0, done.stderr
    assert "1/1 system.live: 200 ok" in done.stderr
    assert "│ system.live │ GET" in done.stdout


def test_a_name_that_nothing_has_is_refused(package: Path) -> None:
    done, _ = smoke(package, "http://127.0.0.1:1", "--only", "nothing")
    assert done.returncode == 1
    assert "no operation is called like nothing" in done.stderr


def test_without_a_service_the_package_tests_itself(package: Path) -> None:
    done = nu(package, SMOKE, "--json")
    assert done.returncode == 0, done.stderr
    assert [(row["step"], row["verdict"]) for row in json.loads(done.stdout)] == [
        ("files", "ok"),
        ("runtime", "ok"),
    ]
    assert "The service was not asked" in done.stderr


@pytest.mark.parametrize("script", [SMOKE, WRITER])
def test_scripts_teach(package: Path, script: str) -> None:
    told = nu(package, script, "--help").stdout
    for heading in ("Usage:", "Flags:", "Examples:"):
        assert heading in told


def write_clients(package: Path, folder: Path, *words: str) -> Done:
    """Run the script with the sdkgen of this checkout, in another folder."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return nu(folder, str(package / WRITER), *words, PATH=path, PYTHONPATH=str(ROOT))


def test_clients_are_written_and_changes_shown(package: Path, tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "minimal.yaml", tmp_path / "api.yaml")
    words = ("api.yaml", "out", "--name", "acme", "--language", "nushell,go")
    first = write_clients(package, tmp_path, *words)
    assert first.returncode == 0, first.stderr
    assert (tmp_path / "out" / "nushell" / "acme" / "mod.nu").exists()
    assert (tmp_path / "out" / "go" / "go.mod").exists()
    assert shown(first) == {"added"}
    assert "0 files changed" in write_clients(package, tmp_path, *words).stdout
    text = (tmp_path / "api.yaml").read_text()
    (tmp_path / "api.yaml").write_text(text.replace("title: ", "title: New ", 1))
    assert shown(write_clients(package, tmp_path, *words)) == {"changed"}


def test_a_check_writes_nothing(package: Path, tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "minimal.yaml", tmp_path / "api.yaml")
    (tmp_path / "acme.toml").write_text(
        'spec = "api.yaml"\nout = "out"\nname = "acme"\nlanguages = ["nushell"]\n'
    )
    assert write_clients(package, tmp_path, "--config", "acme.toml", "--check").returncode == 1
    assert not (tmp_path / "out").exists()
    written = write_clients(package, tmp_path, "--config", "acme.toml")
    assert shown(written) == {"added"}
    assert write_clients(package, tmp_path, "--config", "acme.toml", "--check").returncode == 0


def test_a_bad_document_ends_with_the_code_of_sdkgen(package: Path, tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text("openapi: 2.0\n")
    done = write_clients(package, tmp_path, "api.yaml", "out", "--name", "acme")
    assert done.returncode == 1
    assert "SPEC010" in done.stderr + done.stdout


def shown(done: Done) -> set[str]:
    """The kinds of change in the table."""
    rows = [line.split("│") for line in done.stdout.splitlines() if line.startswith("│")]
    return {row[3].strip() for row in rows} & set(CHANGES_OF)
