"""The same document makes the same bytes, whatever the seed of hashes and wherever it is read from."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sdkgen import languages
from tests.sdkgen.support import FIXTURES, HERE, fixtures, title

ROOT = HERE.parent.parent
SCRIPT = """
import hashlib, sys
from pathlib import Path
from sdkgen import languages
from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.generate import generate
from sdkgen.manifest import MANIFEST
from sdkgen.run import Run
from tests.sdkgen.support import api_of, rendered
every = [languages.load(name) for name in languages.names()]
for number, path in enumerate(sys.argv[2:]):
    api = api_of(Path(path))
    for language in every:
        for name, file in rendered(language, api).items():
            print(number, name, hashlib.sha256(file.content).hexdigest())
out = Path(sys.argv[1]) / "out"
generate(Run(Path(sys.argv[2]), out, Config(name="acme"), every, [languages.templates()], Diagnostics()))
print(hashlib.sha256((out / MANIFEST).read_bytes()).hexdigest())
"""


def generated(seed: str, out: Path, paths: list[Path]) -> str:
    """List the hashes of all files in all languages, and of the manifest of the first document's."""
    environment = {"PATH": os.devnull, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SCRIPT, str(out), *map(str, paths)]
    return subprocess.run(
        command, env=environment, cwd=out, capture_output=True, text=True, check=True
    ).stdout


def test_output_does_not_depend_on_hashes(tmp_path: Path) -> None:
    documents = [ROOT / "openapi.yaml", *fixtures()]
    folders = [tmp_path / seed for seed in ("0", "4242")]
    for folder in folders:
        folder.mkdir()
    with ThreadPoolExecutor() as pool:
        outputs = set(pool.map(lambda folder: generated(folder.name, folder, documents), folders))
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) > len(languages.names()) * len(documents)


@pytest.mark.parametrize("path", [FIXTURES / "files" / "openapi.yaml"], ids=title)
def test_output_does_not_depend_on_the_folder(tmp_path: Path, path: Path) -> None:
    copies = []
    for name in ("one", "another"):
        folder = tmp_path / name
        folder.mkdir()
        for source in path.parent.rglob("*"):
            if source.is_file():
                target = folder / source.relative_to(path.parent)
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(source.read_bytes())
        out = tmp_path / f"out-{name}"
        out.mkdir()
        copies.append(generated("0", out, [folder / path.name]))
    assert copies[0] == copies[1]
