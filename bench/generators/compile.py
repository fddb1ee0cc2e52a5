"""Whether what was written compiles, and in Python, which compiles nothing, whether it can be imported."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from bench.generators import tools
from bench.generators.complaints import complaint
from bench.generators.contenders import Contender
from bench.processes import BenchError

PATIENCE = 300  # seconds for a compiler, or checker, with one document
_CHECKS = tools.CACHE / "checks"
_TSC = ("--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "esnext")
_LIBRARIES = ("--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable,dom.asynciterable")
_IMPORTS = Path(__file__).with_name("imports.py")
_ERRORS = re.compile(r"^Found (\d+) errors? ", re.MULTILINE)
_LATE = f"not finished after {PATIENCE} s"


def compiles(contender: Contender, written: Path) -> str:
    """Return `yes`, or what is in the way."""
    folder = checked(contender)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(written / contender.root, folder)
    try:
        command, environment = _command(contender, folder)
        verdict = _verdict(command, folder, environment)
        return f"yes, {_types(folder)}" if (contender.language, verdict) == ("python", "yes") else verdict
    except BenchError as error:
        return f"not checked: {error}"


def checked(contender: Contender) -> Path:
    """Return the folder that the client of a contender is compiled in."""
    return _CHECKS / contender.language / contender.name.replace(", ", "-")


def go_module(contender: Contender) -> str:
    """Return a file `go.mod` for code that comes without."""
    needed = f"\nrequire {contender.module}\n" if contender.module else ""
    return f"module bench.example/client\n\ngo 1.25.0\n{needed}"


def _command(contender: Contender, folder: Path) -> tuple[list[str], Mapping[str, str]]:
    if contender.language == "typescript":
        return [str(tools.tsc()), *_TSC, *_LIBRARIES, contender.entry], {}
    if contender.language == "rust":
        tools.require({"cargo": tools.RUST})
        return ["cargo", "check", "--quiet"], {"CARGO_TARGET_DIR": str(_CHECKS / "rust" / "target")}
    if contender.language == "python":
        return [str(_python()), "-I", str(_IMPORTS), str(folder)], {}
    tools.require({"go": tools.GO})
    if contender.module:
        (folder / "go.mod").write_text(go_module(contender))
    return ["go", "build", "-mod=mod", "./..."], {}


def _python() -> Path:
    return tools.mypy().with_name("python")


def _types(folder: Path) -> str:
    """Say what mypy thinks of the types in a package, with its settings as they come."""
    packages = [path.parent.name for path in folder.glob("*/__init__.py") if path.parent.name != "test"]
    cache = f"--cache-dir={_CHECKS / 'python' / 'mypy'}"
    said = run([str(tools.mypy()), "--config-file=", cache, *packages], folder, {})
    if said is None:
        return f"mypy {_LATE}"
    found = _ERRORS.search(said.stdout)
    return f"errors that mypy finds: {found[1]}" if found else "mypy finds nothing"


def _verdict(command: list[str], folder: Path, environment: Mapping[str, str]) -> str:
    done = run(command, folder, environment)
    if done is None:
        return _LATE
    return f"no: {complaint(done.stdout + done.stderr)}" if done.returncode else "yes"


def run(
    command: list[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str] | None:
    """Run a command; return nothing if it had to be ended, with all that it started."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        output, errors = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return None
    return subprocess.CompletedProcess(command, process.returncode, output, errors)
