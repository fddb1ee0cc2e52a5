"""docs/sdkgen-tour.md: its commands and programs as they are printed, but for the port."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sdkgen import languages
from tests.deploy.edge import replaced
from tests.guides.blocks import ROOT, block, blocks, sections
from tests.guides.place import Place
from tests.scripts.support import NU
from tests.support.shell import at_shell, well

TOUR = "docs/sdkgen-tour.md"
SECTIONS = sections(TOUR)
OUTPUT = next(each.text for each in blocks((ROOT / TOUR).read_text()) if not each.language)
_CARGO_TARGET = ROOT / "build" / "sdk" / "rust" / "target"  # so that dependencies are compiled once


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A folder in which the tour has come to its programs, and where the server runs."""
    place = Place(tmp_path_factory.mktemp("tour"))
    shutil.copytree(
        ROOT / "sdkgen", place.folder / "source/sdkgen", ignore=shutil.ignore_patterns("*.egg-info")
    )
    shutil.copytree(ROOT / "sdk-templates", place.folder / "source/sdk-templates")
    copy, install, serve = block(TOUR, "server.py").splitlines()
    place.run(replaced(copy, {"/path/to": str(ROOT)}))
    place.run(replaced(install, {"install sdkgen": "install ./source/sdkgen"}))
    serve = replaced(serve, {"server.py &": f"server.py {place.port}"})
    with place.running(serve, f"tcp://127.0.0.1:{place.port}"):
        said = place.run(block(TOUR, "sdkgen inspect"))
        assert "list: GET /books -> BookPage  (pages by cursor)" in said
        yield place


def _tools() -> dict[str, str]:
    path = os.pathsep.join([str(Path(NU).parent), os.environ["PATH"]])
    npm = {"npm_config_prefer_offline": "true", "npm_config_audit": "false", "npm_config_fund": "false"}
    homes = {name: os.environ[name] for name in ("HOME", "CARGO_HOME", "RUSTUP_HOME") if name in os.environ}
    return {"PATH": path, "CARGO_TARGET_DIR": str(_CARGO_TARGET), **npm, **homes}


def _built(place: Place, script: str) -> str:
    """What commands print at the end that first have packages to fetch and to compile."""
    return well(script, at_shell(script, place.folder, place.environment(_tools()), 600)).stdout


def _save(place: Place, language: str) -> str:
    """Save the program of a section, and return its commands."""
    text = SECTIONS[language].replace("127.0.0.1:8100", f"127.0.0.1:{place.port}")
    (program,) = (each.text for each in blocks(text) if each.language != "sh")
    (commands,) = (each.text for each in blocks(text) if each.language == "sh")
    before = re.search(r"After `([^`]+)`", text)
    if before:
        _built(place, before[1])
    (name,) = re.findall(r"(?:Save this as|this is) `([^`]+)`", text)
    folder = re.search(r"in a new folder `([^`]+)`", text)
    path = place.folder / (folder[1] if folder else "") / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(program)
    return commands


@pytest.mark.parametrize("language", SECTIONS)
def test_program(language: str, tour: Place) -> None:
    if language.lower() not in languages.names():
        pytest.skip(f"there is no {language} yet")
    assert _built(tour, _save(tour, language)).endswith(OUTPUT)


def test_every_language_has_a_program() -> None:
    assert {name.lower() for name in SECTIONS} >= set(languages.names())


def test_a_change(tour: Place) -> None:
    said = tour.run(f". .venv/bin/activate\n{block(TOUR, 'sdkgen diff')}")
    assert "clients: out of date; run sdkgen generate" in said
    assert "additive: Book.publisher is a new optional field\n" in said
    assert "breaking: Book.title is now optional\n" in said
