"""Nushell: each package checks itself."""

from collections.abc import Sequence

from tests.sdk.builds.toolchain import Toolchain, Words

_NU = ("nu", "--no-config-file")


def _scripts(packages: Sequence[str], script: str) -> list[Words]:
    return [(*_NU, f"{package}/{script}") for package in packages]


TOOLCHAIN = Toolchain(
    language="nushell",
    tools={"nu": "install Nushell 0.115, or run nox, which brings it from npm"},
    prepare=lambda _root, _packages: [],
    steps={"compile": lambda packages: _scripts(packages, "scripts/check.nu")},
    client_steps={"test": lambda client: _scripts([client], "tests/run.nu")},
)
