"""The Rust package as it is written: complete, and the same each time."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sdk.conformance.examples import document

ROOT = Path(__file__).parents[3]
_VARIABLES = re.compile(r'\b(?:variable|secret|number)\("([A-Z_]+)"[,)]')
_SNIPPET = re.compile(r"```rust\n(.*?)```", re.DOTALL)


def _bare(code: str) -> str:
    """Return code as it is however it is formatted."""
    return re.sub(r",(?=[})])", "", re.sub(r"\s", "", re.sub(r"//.*", "", code.replace("http://", ""))))


def _write(spec: Path, out: Path, *more: str, seed: str = "0") -> Path:
    command = [sys.executable, "-m", "sdkgen", "generate", str(spec), "--out", str(out), "--language", "rust"]
    environment = os.environ | {"PYTHONHASHSEED": seed}
    subprocess.run([*command, *more], cwd=ROOT, env=environment, check=True, capture_output=True)
    return out / "rust"


def _ours(out: Path, seed: str = "0") -> Path:
    return _write(ROOT / "openapi.yaml", out, "--name", "gatehouse", "--config", "pyproject.toml", seed=seed)


def _texts(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_text() for path in files}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of our own document."""
    return _ours(tmp_path_factory.mktemp("ours"))


def test_the_reference_has_every_operation(package: Path) -> None:
    reference = (package / "REFERENCE.md").read_text()
    paths = document()["paths"]
    operations = {
        f"`{method.upper()} {path}`"
        for path, item in paths.items()
        for method, operation in item.items()
        if isinstance(operation, dict)
    }
    assert {each for each in operations if reference.count(f"| {each} |") != 1} == set()


def test_the_readme_has_every_variable(package: Path) -> None:
    readme = (package / "README.md").read_text()
    read = set(_VARIABLES.findall((package / "src/runtime/config.rs").read_text()))
    assert {"BASE_URL", "TOKEN", "PASSWORD", "MAX_RETRIES"} <= read
    assert {name for name in read if f"`GATEHOUSE_{name}`" not in readme} == set()


def test_snippets_of_the_readme_are_in_an_example(package: Path) -> None:
    snippets = _SNIPPET.findall((package / "README.md").read_text())
    example = _bare((package / "examples/readme.rs").read_text())
    program, *more = (_bare(snippet) for snippet in snippets)
    assert example.endswith("".join([program.removesuffix("Ok(())}"), *more, "Ok(())}"]))
    assert [word in snippets[-1] for word in ("use gatehouse_client::verify", '"gatehouse"')] == [True, True]


def test_hand_written_files_are_short_and_formatted(package: Path) -> None:
    runtime = Path("sdk-templates/rust/src/runtime")
    for path in (ROOT / runtime).rglob("*.rs"):
        text = path.read_text()
        assert text.count("\n") < 300, path
        assert text == (package / "src" / "runtime" / path.relative_to(ROOT / runtime)).read_text()


def test_what_nobody_needs_is_not_there(tmp_path: Path) -> None:
    package = _write(ROOT / "tests/sdkgen/fixtures/minimal.yaml", tmp_path, "--name", "minimal")
    assert not (package / "src" / "verify.rs").exists()
    assert not (package / "src" / "verify").exists()
    assert "ring" not in (package / "Cargo.toml").read_text()
    assert "MINIMAL_PASSWORD" not in (package / "README.md").read_text()


def test_nothing_is_said_of_credentials_where_there_are_none(tmp_path: Path) -> None:
    package = _write(ROOT / "tests/sdkgen/fixtures/minimal.yaml", tmp_path, "--name", "minimal")
    for name in ("README.md", "examples/quickstart.rs", "examples/readme.rs", "src/client.rs"):
        text = (package / name).read_text()
        for member in ("access_token", "refresh_token", "login_token"):
            text = text.replace(member, "")
        assert re.findall(r"token|api_?key|Credentials::|log in", text, re.IGNORECASE) == [], name


def test_every_kind_of_credentials_is_named(tmp_path: Path) -> None:
    package = _write(ROOT / "tests/sdkgen/fixtures/security.yaml", tmp_path, "--name", "acme")
    readme = (package / "README.md").read_text()
    assert "takes `Credentials::Token`, `Credentials::ApiKey` or `Credentials::Basic`, sent" in readme
    assert {"`ACME_TOKEN`", "`ACME_API_KEY`"} <= set(re.findall(r"`ACME_\w+`", readme))
    assert "ACME_EMAIL" not in readme


def test_webhooks_are_decoded_where_there_are_any(tmp_path: Path) -> None:
    package = _write(ROOT / "tests/sdkgen/fixtures/webhooks_only.yaml", tmp_path, "--name", "acme")
    code = (package / "src/webhooks.rs").read_text()
    assert re.findall(r"pub fn (\w+)\(body: impl AsRef<\[u8\]>\) -> Result<([\w:]+),", code) == [
        ("order_paid", "models::Order"),
        ("order_lost", "models::OrderLostWebhookRequest"),
    ]
    assert '"order.paid" => order_paid(body).map(Self::OrderPaid)' in code
    assert "pub mod webhooks;" in (package / "src/lib.rs").read_text()
    assert "`webhooks::order_paid(body)`" in (package / "README.md").read_text()


@pytest.mark.parametrize("seed", ["1", "424242"])
def test_hash_seeds_change_nothing(package: Path, tmp_path: Path, seed: str) -> None:
    assert _texts(_ours(tmp_path, seed)) == _texts(package)
