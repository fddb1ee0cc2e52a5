"""TypeScript: all packages below one folder that has what they depend on."""

import json
from collections.abc import Sequence
from pathlib import Path

from tests.sdk.builds.toolchain import NODE, NPM_INSTALL, Toolchain, Words

_BIN = "node_modules/.bin"


def _prepare(root: Path, packages: Sequence[str]) -> list[Words]:
    own = json.loads((root / packages[0] / "package.json").read_text())
    needed = {**own.get("peerDependencies", {}), **own["devDependencies"]}
    (root / "package.json").write_text(json.dumps({"private": True, "devDependencies": needed}))
    return [NPM_INSTALL]


TOOLCHAIN = Toolchain(
    language="typescript",
    tools={"node": NODE, "npm": NODE},
    prepare=_prepare,
    steps={
        "compile": lambda packages: [(f"{_BIN}/tsc", "-p", package) for package in packages],
        "lint": lambda packages: [(f"{_BIN}/eslint", package) for package in packages],
    },
    client_steps={"test": lambda client: [(f"{_BIN}/vitest", "run", "--root", client)]},
)
