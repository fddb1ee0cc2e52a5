"""Go: all modules in one workspace."""

from collections.abc import Sequence
from pathlib import Path

from tests.sdk.builds.toolchain import Toolchain, Words

_STATICCHECK = "honnef.co/go/tools/cmd/staticcheck@v0.8.2"


def _prepare(root: Path, packages: Sequence[str]) -> list[Words]:
    lines = (root / packages[0] / "go.mod").read_text().splitlines()
    version = next(line for line in lines if line.startswith("go "))
    uses = "".join(f"use ./{package}\n" for package in packages)
    (root / "go.work").write_text(f"{version}\n\n{uses}")
    return []


def _all(packages: Sequence[str]) -> Words:
    return tuple(f"./{package}/..." for package in packages)


TOOLCHAIN = Toolchain(
    language="go",
    tools={"go": "install Go 1.24 or newer"},
    prepare=_prepare,
    steps={
        "compile": lambda packages: [("go", "vet", *_all(packages))],
        "lint": lambda packages: [("go", "run", _STATICCHECK, *_all(packages))],
    },
    client_steps={"test": lambda client: [("go", "test", "-race", f"./{client}/...")]},
)
