"""TypeScript: all packages below one folder that has what they depend on, checked as two programs."""

import json
from collections.abc import Sequence
from pathlib import Path

from tests.sdk.builds.toolchain import NODE, NPM_INSTALL, Toolchain, Words

_BIN = "node_modules/.bin"
_PARTS = ("src", "tests", "conformance", "examples")

# Types of all packages at once would take several gigabytes if each brought a program of its own. Files that
# are the same in every package are linted with our client.
_LINT_ALL = """import base from "./{first}/eslint.config.js";

const below = (block) => (block.files ? {{ ...block, files: block.files.map(inEach) }} : block);
const inEach = (pattern) => (/^[a-z]+\\//.test(pattern) ? `*/typescript/${{pattern}}` : pattern);
const together = (block) =>
  block.languageOptions?.parserOptions?.projectService
    ? {{ ...block, languageOptions: {{ parserOptions: {{ project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname }} }} }}
    : block;
const same = ["src/runtime", "conformance/call.ts", "tests/{{credentials,lists,retry,session,streams,transport,values,verify,webhooks,zod}}.test.ts", "tests/support.ts"];

export default [
  {{ ignores: ["**/dist", "**/conformance/build", "**/*.config.js", ...same.map((each) => `*/typescript/${{each}}`)] }},
  ...base.slice(1).map(together).map(below),
];
"""  # noqa: E501


def _prepare(root: Path, packages: Sequence[str]) -> list[Words]:
    first = packages[0]
    own = json.loads((root / first / "package.json").read_text())
    needed = {**own.get("peerDependencies", {}), **own["devDependencies"]}
    _write(root / "package.json", {"private": True, "type": "module", "devDependencies": needed})
    _write(root / "tsconfig.json", _program(first, packages))
    for number, some in enumerate(_halves(packages)):
        _write(root / f"tsconfig.{number}.json", _program(first, some))
    (root / "eslint.all.config.js").write_text(_LINT_ALL.format(first=first))
    return [NPM_INSTALL]


def _program(first: str, packages: Sequence[str]) -> dict[str, object]:
    return {
        "extends": f"./{first}/tsconfig.json",
        "compilerOptions": {"types": ["node"]},
        "include": [f"{package}/{part}" for package in packages for part in _PARTS],
        "exclude": ["**/conformance/build", "**/node_modules"],
    }


def _halves(packages: Sequence[str]) -> list[Sequence[str]]:
    """Two programs are compiled at the same time."""
    return [half for half in (packages[::2], packages[1::2]) if half]


def _compile(packages: Sequence[str]) -> list[Words]:
    return [(f"{_BIN}/tsc", "-p", f"tsconfig.{number}.json") for number, _ in enumerate(_halves(packages))]


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2))


TOOLCHAIN = Toolchain(
    language="typescript",
    tools={"node": NODE, "npm": NODE},
    prepare=_prepare,
    steps={
        "compile": _compile,
        "lint": lambda packages: [
            ("node", "--max-old-space-size=4096", f"{_BIN}/eslint", "-c", "eslint.all.config.js", *packages)
        ],
    },
    client_steps={
        "lint": lambda client: [(f"{_BIN}/eslint", client)],
        "test": lambda client: [(f"{_BIN}/vitest", "run", "--root", client)],
    },
)
