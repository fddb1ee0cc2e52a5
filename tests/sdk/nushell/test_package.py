"""The Nushell package: generated, checked and tested by Nushell itself."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from sdkgen.config import AuthConfig, Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.generate import Run, generate
from sdkgen.languages import load, templates

ROOT = Path(__file__).resolve().parents[3]
NU = shutil.which("nu") or str(ROOT / "node_modules" / ".bin" / "nu")
AUTH = AuthConfig(login="auth.login", refresh="auth.refresh", logout="auth.logout", keys="system.jwks")


def write(out: Path) -> Path:
    config = Config(name="gatehouse", auth=AUTH)
    diagnostics = Diagnostics()
    generate(Run(ROOT / "openapi.yaml", out, config, [load("nushell")], [templates()], diagnostics))
    assert not diagnostics.failed
    return out / "nushell"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("clients"))


def nu(package: Path, script: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [NU, "--no-config-file", script]
    return subprocess.run(
        command, cwd=package, input=text, capture_output=True, text=True, timeout=300, check=False
    )


def test_every_file_is_clean(package: Path) -> None:
    done = nu(package, "scripts/check.nu")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_runtime_passes_its_tests(package: Path) -> None:
    done = nu(package, "tests/run.nu")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_driver_answers_each_line(package: Path) -> None:
    case = {"id": "1", "base_url": "http://127.0.0.1:1", "operation": "system.live", "input": {}}
    case["options"] = {"max_retries": 0}
    done = nu(package, "conformance/driver.nu", json.dumps(case) + "\n")
    assert json.loads(done.stdout)["error"]["kind"] == "transport", done.stderr


def test_every_operation_has_a_command(package: Path) -> None:
    contracts = [json.loads(path.read_text()) for path in sorted(package.glob("gatehouse/*/contract.json"))]
    commands = sum(path.read_text().count("\nexport def ") for path in package.glob("gatehouse/*/mod.nu"))
    assert sum(len(contract["operations"]) for contract in contracts) == commands


def test_writing_twice_gives_the_same(package: Path, tmp_path: Path) -> None:
    again = write(tmp_path)
    files = sorted(path.relative_to(package) for path in package.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert all((package / path).read_bytes() == (again / path).read_bytes() for path in files)
