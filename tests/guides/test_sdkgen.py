"""The commands of sdkgen/README.md and docs/sdkgen.md, with our own document."""

import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.guides.blocks import ROOT, block, blocks, shell_blocks
from tests.guides.place import Place

README = "sdkgen/README.md"
SIGNED_IN = "auth.refresh"


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A folder with a document, where sdkgen was installed as its README says."""
    folder: Path = tmp_path_factory.mktemp("sdkgen")
    shutil.copytree(ROOT / "sdkgen", folder / "sdkgen", ignore=shutil.ignore_patterns("build", "*.egg-info"))
    shutil.copytree(ROOT / "sdk-templates", folder / "sdk-templates")
    for name in ("openapi.yaml", "old.yaml", "new.yaml"):
        shutil.copy(ROOT / "openapi.yaml", folder / name)
    place = Place(folder)
    place.run(block(README, "pip install ./sdkgen"))
    return place


def in_it(script: str) -> str:
    return f'PATH="$PWD/.venv/bin:$PATH"\n{script}'


def configure(place: Place) -> None:
    (toml,) = (each.text for each in blocks((ROOT / README).read_text()) if each.language == "toml")
    assert SIGNED_IN in toml
    (place.folder / "pyproject.toml").write_text(toml)


def test_without_settings(there: Place) -> None:
    said = there.run(in_it(block(README, "sdkgen inspect")))
    assert "refresh: POST /auth/refresh" in said
    written = {each.name for each in (there.folder / "clients").iterdir() if each.is_dir()}
    assert written == {"typescript", "rust", "go", "nushell"}


def test_with_settings(there: Place) -> None:
    configure(there)
    shutil.rmtree(there.folder / "clients", ignore_errors=True)
    generate, check, watch, diff = block(README, "sdkgen watch").splitlines()
    there.run(in_it("\n".join([generate, check, diff])))
    document = there.folder / "openapi.yaml"
    process = subprocess.Popen(
        ["sh", "-euc", in_it(f"exec {watch}")], cwd=there.folder, env=there.environment({})
    )
    readme = there.folder / "clients" / "go" / "README.md"
    try:
        title = "title: Renamed"
        _until(lambda: _changes(document, title), lambda: "Renamed" in readme.read_text())
    finally:
        process.terminate()
        process.wait(30)
        shutil.copy(ROOT / "openapi.yaml", document)


def _changes(document: Path, title: str) -> None:
    """Change the document once more, as the first time may have been before anybody watched."""
    text = re.sub(r"title: \w+", title, (ROOT / "openapi.yaml").read_text(), count=1)
    document.write_text(f"{text}# {time.monotonic()}\n")


def _until(act: Callable[[], None], is_done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_done():
        assert time.monotonic() < deadline, "nothing was generated"
        act()
        time.sleep(2)


def test_for_those_who_look_inside(there: Place) -> None:
    configure(there)
    for command in shell_blocks("docs/sdkgen.md")[0].splitlines():
        if command.startswith("sdkgen check"):
            there.run(in_it("sdkgen generate"))
        there.run(in_it(command))
