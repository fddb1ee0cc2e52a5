"""The same document makes the same bytes, whatever the seed of hashes and wherever it is read from."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sdkgen.support import FIXTURES, HERE, fixtures, title

ROOT = HERE.parent.parent
SCRIPT = """
import hashlib, json, sys
from pathlib import Path
from sdkgen import generate
from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from tests.sdkgen.fake.languages.fake import Fake
from tests.sdkgen.support import FAKE
for number, path in enumerate(sys.argv[2:]):
    out = Path(sys.argv[1]) / str(number)
    config = Config(name="acme")
    generate.generate(generate.Run(Path(path), out, config, [Fake()], [FAKE / "templates"], Diagnostics()))
    for file in sorted(out.rglob("*")):
        if file.is_file():
            print(file.relative_to(out), hashlib.sha256(file.read_bytes()).hexdigest())
"""


def generated(seed: str, out: Path, paths: list[Path]) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SCRIPT, str(out), *map(str, paths)]
    return subprocess.run(
        command, env=environment, cwd=out, capture_output=True, text=True, check=True
    ).stdout


def test_output_does_not_depend_on_hashes(tmp_path: Path) -> None:
    outputs = set()
    for seed in ("0", "1", "4242"):
        folder = tmp_path / seed
        folder.mkdir()
        outputs.add(generated(seed, folder, fixtures()))
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) > len(fixtures())


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
