"""Nushell: our client checks itself; one process parses all other packages, which is much quicker."""

import json
from collections.abc import Sequence

from tests.sdk.builds.toolchain import Toolchain, Words

_NU = ("nu", "--no-config-file")
# A module is parsed with all that it uses; tests and scripts are the same in every package.
_PARSE = """
let files = %s | each {|folder| glob $"($folder)/{*/mod,examples/*,conformance/*}.nu" } | flatten
let faulty = $files | where {|file| not (nu-check $file) }
for file in $faulty {
  print $file
  try { nu-check --debug $file } catch {|error| print $error.rendered }
}
if ($faulty | is-not-empty) { exit 1 }
"""


def _parse(packages: Sequence[str]) -> list[Words]:
    halves = [half for half in (packages[::2], packages[1::2]) if half]
    return [(*_NU, "--commands", _PARSE % json.dumps(half)) for half in halves]


def _script(client: str, script: str) -> list[Words]:
    return [(*_NU, f"{client}/{script}")]


TOOLCHAIN = Toolchain(
    language="nushell",
    tools={"nu": "install Nushell 0.115, or run nox, which brings it from npm"},
    prepare=lambda _root, _packages: [],
    steps={"compile": _parse},
    client_steps={
        "compile": lambda client: _script(client, "scripts/check.nu"),
        "test": lambda client: _script(client, "tests/run.nu"),
    },
)
