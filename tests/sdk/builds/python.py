"""Python: all packages checked by one run of each tool; pyright sees what all have in common once."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.sdk.builds.toolchain import Toolchain, Words

_OLDEST = "3.10"
_PARTS = ("src", "conformance", "examples", "tests")


def _tool(name: str, *words: str) -> Words:
    """Run a tool of the dependency group `clients`, which is installed beside the Python that runs."""
    return (sys.executable, "-m", name, *words)


def _sources(packages: Sequence[str]) -> list[str]:
    return [f"{package}/src" for package in packages]


def _prepare(root: Path, packages: Sequence[str]) -> list[Words]:
    settings = {
        "include": _sources(packages),
        "exclude": [f"{source}/*/_runtime" for source in _sources(packages[1:])],
        "typeCheckingMode": "strict",
        "reportDeprecated": False,
        "pythonVersion": _OLDEST,
        "venvPath": str(Path(sys.prefix).parent),
        "venv": Path(sys.prefix).name,
    }
    (root / "pyrightconfig.json").write_text(json.dumps(settings, indent=2))
    return []


def _mypy(*paths: str) -> Words:
    strictly = (
        "--strict",
        "--config-file=",
        f"--python-version={_OLDEST}",
        f"--python-executable={sys.executable}",
    )
    return _tool("mypy", *strictly, *paths)


def _modules(packages: Sequence[str]) -> list[str]:
    return [
        f"{source}/{module_name(package)}"
        for source, package in zip(_sources(packages), packages, strict=True)
    ]


def module_name(package: str) -> str:
    """What the module of a package is called."""
    return f"{Path(package).parts[0].replace('-', '_')}_client"


def _beside(client: str) -> list[Words]:
    """Check the programs beside the package, which import it from its folder."""
    return [
        ("env", f"MYPYPATH={client}/src", *_mypy(f"{client}/{name}")) for name in ("conformance", "examples")
    ]


TOOLCHAIN = Toolchain(
    language="python",
    tools={},
    prepare=_prepare,
    steps={
        "compile": lambda packages: [_mypy(*_modules(packages)), _tool("basedpyright")],
        "lint": lambda packages: [_tool("ruff", "check", "--no-cache", *packages)],
    },
    client_steps={
        "format": lambda client: [
            _tool("ruff", "format", "--no-cache", "--check", *(f"{client}/{part}" for part in _PARTS))
        ],
        "compile": _beside,
        "test": lambda client: [_tool("pytest", "-q", "-c", f"{client}/pyproject.toml", client)],
    },
)
