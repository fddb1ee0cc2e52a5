"""Whether what was written compiles."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from bench.generators import tools
from bench.generators.complaints import complaint
from bench.generators.contenders import Contender
from bench.processes import BenchError

_CHECKS = tools.CACHE / "checks"
_TSC = ("--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "esnext")
_LIBRARIES = ("--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable,dom.asynciterable")
_MODULE = f"""module bench.example/client

go 1.24

require github.com/oapi-codegen/runtime v{tools.OAPI_RUNTIME}
"""


def compiles(contender: Contender, written: Path) -> str:
    """Return `yes`, or what is in the way."""
    folder = _CHECKS / contender.language / contender.name.replace(", ", "-")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(written / contender.root, folder)
    try:
        command, environment = _command(contender, folder)
    except BenchError as error:
        return f"not checked: {error}"
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    return f"no: {complaint(done.stdout + done.stderr)}" if done.returncode else "yes"


def _command(contender: Contender, folder: Path) -> tuple[list[str], Mapping[str, str]]:
    if contender.language == "typescript":
        return [str(tools.tsc()), *_TSC, *_LIBRARIES, contender.entry], {}
    if contender.language == "rust":
        tools.require({"cargo": tools.RUST})
        return ["cargo", "check", "--quiet"], {"CARGO_TARGET_DIR": str(_CHECKS / "rust" / "target")}
    tools.require({"go": tools.GO})
    if not (folder / "go.mod").exists():
        (folder / "go.mod").write_text(_MODULE)
    return ["go", "build", "-mod=mod", "./..."], {}
