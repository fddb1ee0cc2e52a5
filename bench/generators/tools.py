"""The generators we compare with: pinned, and brought on first use by their languages' package clients."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bench.generators.complaints import complaint
from bench.processes import ROOT, BenchError
from bench.sections import say

OPENAPI_GENERATOR = "7.25.0"
HEY_API = "0.95.0"  # the last one for Node.js 20, which the project asks for
TYPESCRIPT = "5.9.3"
OAPI_CODEGEN = "2.8.2"
OAPI_RUNTIME = "github.com/oapi-codegen/runtime v1.8.0"
OGEN = "1.24.0"
OGEN_RUNTIME = f"github.com/ogen-go/ogen v{OGEN}"
PROGENITOR = "0.15.1"
OPENAPI_PYTHON_CLIENT = "0.29.1"
MYPY = "2.4.1"
# What the clients in Python import, with the types of that which has none.
_PYTHON_LIBRARIES = (
    *("attrs", "cryptography", "httpx<0.29", "pydantic>=2.11", "python-dateutil"),
    *("types-python-dateutil", "typing-extensions", "urllib3>=2.7,<3"),
)

CACHE = ROOT / "bench" / ".tools"
_MAVEN_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
_JAVA = "install Java 11 or newer and Maven"
_NODE = "install Node.js 20 or newer, with npm"
GO = "install Go 1.24 or newer"
RUST = "install Rust with rustup, with its component rustfmt"
_FORMATTERS = {
    "typescript": {"node": _NODE, "biome": "run npm ci"},
    "rust": {"rustfmt": RUST},
    "go": {"gofmt": GO},
    "python": {"ruff": "install it with pip"},
}
_NPM = ROOT / "node_modules" / ".bin"


def openapi_generator() -> Path:
    """Return its jar."""
    require({"java": _JAVA, "mvn": _JAVA})
    folder = CACHE / f"openapi-generator-{OPENAPI_GENERATOR}"
    artifact = f"org.openapitools:openapi-generator-cli:{OPENAPI_GENERATOR}"
    command = ["mvn", "-q", "-B", _MAVEN_COPY, f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
    return _bring(folder / f"openapi-generator-cli-{OPENAPI_GENERATOR}.jar", command)


def hey_api() -> Path:
    """Return its program, which has a compiler of TypeScript beside it."""
    require({"node": _NODE, "npm": _NODE})
    folder = CACHE / f"hey-api-{HEY_API}"
    packages = (f"@hey-api/openapi-ts@{HEY_API}", f"typescript@{TYPESCRIPT}")
    command = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", *packages]
    return _bring(folder / "node_modules" / ".bin" / "openapi-ts", command)


def tsc() -> Path:
    """Return the compiler of TypeScript."""
    return hey_api().with_name("tsc")


def oapi_codegen() -> Path:
    """Return its program."""
    require({"go": GO})
    folder = CACHE / f"oapi-codegen-{OAPI_CODEGEN}"
    package = f"github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v{OAPI_CODEGEN}"
    return _bring(folder / "oapi-codegen", ["go", "install", package], {"GOBIN": str(folder)})


def progenitor() -> Path:
    """Return its program."""
    require({"cargo": RUST, "rustfmt": RUST})
    folder = CACHE / f"progenitor-{PROGENITOR}"
    package = f"cargo-progenitor@{PROGENITOR}"
    command = ["cargo", "install", "--locked", "--root", str(folder), package]
    return _bring(folder / "bin" / "cargo-progenitor", command)


def ogen() -> Path:
    """Return its program."""
    require({"go": GO})
    folder = CACHE / f"ogen-{OGEN}"
    command = ["go", "install", f"github.com/ogen-go/ogen/cmd/ogen@v{OGEN}"]
    return _bring(folder / "ogen", command, {"GOBIN": str(folder)})


def openapi_python_client() -> Path:
    """Return its program, which has the formatter it runs beside it."""
    folder = CACHE / f"openapi-python-client-{OPENAPI_PYTHON_CLIENT}"
    return _virtual(folder, "openapi-python-client", f"openapi-python-client=={OPENAPI_PYTHON_CLIENT}")


def mypy() -> Path:
    """Return the checker of types for Python, beside what the clients import."""
    return _virtual(CACHE / f"mypy-{MYPY}", "mypy", f"mypy=={MYPY}", *_PYTHON_LIBRARIES)


def formatter_path(language: str) -> str:
    """Return the folders to look for programs in, once what sdkgen formats with is there."""
    path = os.pathsep.join([str(_NPM), str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    require(_FORMATTERS[language], path)
    return path


def require(programs: Mapping[str, str], path: str | None = None) -> None:
    """Raise a `BenchError` if any of these programs is missing, with the advice on it."""
    for program, advice in programs.items():
        if shutil.which(program, path=path) is None:
            raise BenchError(f"{program} is missing: {advice}")


def _virtual(folder: Path, program: str, *packages: str) -> Path:
    """Return a program of packages that have a virtual environment of their own."""
    python = _bring(folder / "bin" / "python", [sys.executable, "-m", "venv", str(folder)])
    return _bring(folder / "bin" / program, [str(python), "-m", "pip", "install", "--quiet", *packages])


def _bring(program: Path, command: list[str], environment: Mapping[str, str] | None = None) -> Path:
    if program.exists():
        return program
    say(f"bringing {program.name}, once; this can take minutes")
    program.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        command, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
    )
    if done.returncode or not program.exists():
        why = complaint(done.stderr or done.stdout)
        raise BenchError(f"`{' '.join(command)}` did not bring {program.name}: {why}")
    return program
