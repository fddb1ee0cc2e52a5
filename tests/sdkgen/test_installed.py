"""An installed `sdkgen` brings its templates, and needs no checkout."""

import os
import subprocess
import sys
from pathlib import Path

from tests.sdkgen.support import FIXTURES, HERE


def test_all_languages_are_there(tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    build = [sys.executable, "setup.py", "-q", "build_py", "--build-lib", str(installed)]
    subprocess.run(build, cwd=HERE.parent.parent, check=True, capture_output=True)
    generate = [sys.executable, "-m", "sdkgen", "generate", str(FIXTURES / "minimal.yaml"), "--name", "acme"]
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [*generate, "--out", "clients"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    languages = {path.name for path in (HERE.parent.parent / "sdk-templates").iterdir()}
    assert {path.name for path in (tmp_path / "clients").iterdir() if path.is_dir()} == languages
    assert (installed / "sdkgen" / "templates").is_dir()
