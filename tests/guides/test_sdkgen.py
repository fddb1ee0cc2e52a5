"""The commands of sdkgen/README.md and docs/sdkgen.md, from an installed wheel."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from sdkgen import languages
from tests.deploy.edge import replaced
from tests.guides.blocks import ROOT, block, blocks, shell_blocks
from tests.guides.place import Place

README = "sdkgen/README.md"
PIP = ".venv/bin/pip install sdkgen"
GIT = "git -c user.name=Ada -c user.email=ada@example.com"


def code(language: str) -> str:
    """The one block of the README in a language."""
    (found,) = (each.text for each in blocks((ROOT / README).read_text()) if each.language == language)
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "uv", "build", "--quiet", "--wheel", "--out-dir", str(folder)]
    subprocess.run([*command, str(ROOT / "sdkgen")], check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Place:
    """A folder with the bookshop's document, and sdkgen installed as its README says."""
    place = Place(tmp_path_factory.mktemp("sdkgen"))
    for name in ("openapi.yaml", "old.yaml", "new.yaml"):
        shutil.copy(ROOT / "docs/sdkgen-tour/openapi.yaml", place.folder / name)
    place.run(replaced(block(README, PIP), {PIP: f".venv/bin/pip install {wheel}"}))
    return place


def in_it(script: str) -> str:
    return f". .venv/bin/activate\n{script}"


def configure(place: Place) -> None:
    """Do as "One configuration" and "Your own templates" say."""
    (place.folder / "pyproject.toml").write_text(code("toml"))
    template = place.folder / "templates" / "go" / "CHEATSHEET.md.jinja"
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text(code("jinja"))


def test_five_minutes(there: Place) -> None:
    said = there.run(block(README, "sdkgen inspect"))
    assert "list: GET /books -> BookPage  (pages by cursor)" in said
    written = {each.name for each in (there.folder / "clients").iterdir() if each.is_dir()}
    assert written == set(languages.names())


def test_one_configuration(there: Place) -> None:
    configure(there)
    shutil.rmtree(there.folder / "clients", ignore_errors=True)
    generate, check, watch = block(README, "sdkgen watch").splitlines()
    there.run(in_it(f"{generate}\n{check}"))
    assert (
        "| `books.add` | `POST /books` | Add a book |"
        in (there.folder / "clients/go/CHEATSHEET.md").read_text()
    )
    _watches(there, watch)


def _watches(place: Place, watch: str) -> None:
    document, readme = place.folder / "openapi.yaml", place.folder / "clients/go/README.md"
    text = document.read_text()
    process = subprocess.Popen(
        ["sh", "-euc", in_it(f"exec {watch}")], cwd=place.folder, env=place.environment({})
    )
    try:
        _until(lambda: _change(document, text), lambda: "Renamed" in readme.read_text())
    finally:
        process.terminate()
        process.wait(30)
        document.write_text(text)


def _change(document: Path, text: str) -> None:
    """Change the document once more, as the first time may have been before anybody watched."""
    text = re.sub(r"title: \w+", "title: Renamed", text, count=1)
    document.write_text(f"{text}# {time.monotonic()}\n")


def _until(act: Callable[[], None], is_done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_done():
        assert time.monotonic() < deadline, "nothing was generated"
        act()
        time.sleep(2)


def test_in_ci(there: Place) -> None:
    configure(there)
    there.run(in_it("sdkgen generate"))
    there.run(f"git init -q -b main && git add openapi.yaml && {GIT} commit -q -m First")
    there.run("git remote add origin . && git fetch -q origin")
    there.run(in_it(block(README, "origin/main")))
    workflow = yaml.safe_load(code("yaml"))
    checkout, install, check, diff = workflow["jobs"]["clients"]["steps"]
    assert checkout["with"] == {"fetch-depth": 0}
    assert install["run"].startswith("pipx install sdkgen==")
    there.run(in_it(check["run"]))
    assert diff["env"] == {"BASE": "${{ github.base_ref }}"}
    assert "## Clients: none" in there.run(in_it(diff["run"]), BASE="main")
    document = there.folder / "openapi.yaml"
    document.write_text(document.read_text().replace("operationId: books.add", "operationId: books.create"))
    said = there.run(in_it(f"if {diff['run']}; then exit 1; fi"), BASE="main")
    assert "::error file=openapi.yaml,title=Breaking change::books.add was removed\n" in said
    shutil.copy(there.folder / "old.yaml", document)


def test_for_those_who_look_inside(there: Place) -> None:
    configure(there)
    for command in shell_blocks("docs/sdkgen.md")[0].splitlines():
        if command.startswith("sdkgen check"):
            there.run(in_it("sdkgen generate"))
        there.run(in_it(command))


def test_it_is_small(there: Place) -> None:
    """With all it needs, without what a new environment has."""
    size = sum(each.stat().st_size for each in _installed(there.folder / ".venv"))
    stated = re.search(r"sdkgen takes (\d+) MB", (ROOT / README).read_text())
    assert stated
    assert size < 30e6
    assert abs(size / 1e6 - int(stated[1])) <= 3


def _installed(environment: Path) -> list[Path]:
    (site,) = environment.glob("lib/python*/site-packages")
    brought = ("pip", "setuptools", "pkg_resources", "_distutils_hack", "distutils-precedence")
    folders = (each for each in site.iterdir() if not each.name.startswith(brought))
    return [file for folder in folders for file in [folder, *folder.rglob("*")] if file.is_file()]
