"""What the README says works as it is written there."""

import json
import re
import subprocess
from pathlib import Path

from tests.sdk.typescript.bundling import Bundler


def test_its_first_program_runs_in_a_new_project(bundler: Bundler, tmp_path: Path) -> None:
    readme = (bundler.package / "README.md").read_text()
    started = re.search(r"Save this as `(\S+)`.*?run it with `(.*?)`:\n\n```js\n(.*?)```", readme, re.DOTALL)
    assert started
    name, command, program = started.groups()
    _new_project(tmp_path, bundler.package)
    (tmp_path / name).write_text(program.replace("127.0.0.1:8000", "127.0.0.1:1"))
    done = subprocess.run(
        command.split(), cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert "TransportError: auth.register: the connection failed: bad port" in done.stderr


def _new_project(folder: Path, package: Path) -> None:
    """What `npm init -y` and `npm install` of a folder leave behind."""
    (folder / "package.json").write_text(json.dumps({"name": "new", "type": "commonjs"}))
    link = folder / "node_modules" / "@gatehouse" / "client"
    link.parent.mkdir(parents=True)
    link.symlink_to(package, target_is_directory=True)
