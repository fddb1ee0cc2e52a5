"""The Nushell package: generated, checked and tested by Nushell itself."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sdk.nushell.support import NU, ROOT, nu, stub


def test_every_file_is_clean(package: Path) -> None:
    done = nu(package, "scripts/check.nu")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("fault", ["let x: int = 'text'", "nosuchcommand | where {"])
def test_a_fault_is_found(package: Path, fault: str) -> None:
    file = package / "scripts" / "faulty.nu"
    file.write_text(f"{fault}\n")
    done = nu(package, "scripts/check.nu")
    file.unlink()
    assert done.returncode == 1
    assert "faulty.nu" in done.stdout


def test_the_runtime_passes_its_tests(package: Path) -> None:
    done = nu(package, "tests/run.nu")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_driver_answers_each_line(package: Path) -> None:
    case = {"id": "1", "base_url": "http://127.0.0.1:1", "operation": "system.live", "input": {}}
    case["options"] = {"max_retries": 0}
    done = nu(package, "conformance/driver.nu", text=json.dumps(case) + "\n")
    assert json.loads(done.stdout)["error"]["kind"] == "transport", done.stderr


def test_every_operation_has_a_command_and_an_entry(package: Path) -> None:
    contracts = [json.loads(path.read_text()) for path in sorted(package.glob("gatehouse/*/contract.json"))]
    operations = sum(len(contract["operations"]) for contract in contracts)
    commands = sum(path.read_text().count("\nexport def ") for path in package.glob("gatehouse/*/mod.nu"))
    entries = (package / "REFERENCE.md").read_text().count("\n### `gatehouse ")
    assert operations == commands == entries


def test_the_example_runs(package: Path) -> None:
    with stub(lambda path: (200, {"items": []} if path == "/users" else {})) as service:
        variables = {"GATEHOUSE_BASE_URL": service.url, "GATEHOUSE_TOKEN": "t"}
        done = nu(package, "examples/first-steps.nu", **variables)
    assert done.returncode == 0, done.stderr
    assert [path for _, path, _ in service.seen] == ["/users/me", "/users"]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_hash_seeds_change_nothing(package: Path, tmp_path: Path, seed: str) -> None:
    modules = "import sys; from pathlib import Path; from tests.sdk.nushell.support import write"
    script = f"{modules}; write(Path(sys.argv[1]))"
    environment = os.environ | {"PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, "-c", script, tmp_path], cwd=ROOT, env=environment, check=True)
    made = sorted(path.relative_to(tmp_path / "nushell") for path in (tmp_path / "nushell").rglob("*"))
    assert made == sorted(path.relative_to(package) for path in package.rglob("*"))
    files = [path for path in made if (package / path).is_file()]
    assert all((package / path).read_bytes() == (tmp_path / "nushell" / path).read_bytes() for path in files)


def test_nushell_is_the_pinned_one() -> None:
    done = subprocess.run([NU, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("0.115.")
