"""The package as its users have it: copied, installed and built; and the sizes of what is bundled from it."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import browser
from tests.sdk.builds.typescript import TOOLCHAIN
from tests.sdk.builds.workspace import Workspace
from tests.sdk.typescript.bundling import Bundler

__all__ = ["browser"]

_SIZES = pytest.StashKey[dict[str, str]]()


@pytest.fixture(scope="session")
def bundler(pytestconfig: pytest.Config) -> Iterator[Bundler]:
    workspace = Workspace.of(TOOLCHAIN)
    workspace.add_client()
    workspace.prepare()
    workspace.run([("npm", "--prefix", workspace.packages[0], "run", "build")])
    bundler = Bundler(workspace.client, workspace.root / "node_modules" / ".bin" / "esbuild")
    yield bundler
    pytestconfig.stash[_SIZES] = bundler.sizes


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    sizes = config.stash.get(_SIZES, {})
    if sizes:
        terminalreporter.section("bundles of the TypeScript client")
        for name, size in sizes.items():
            terminalreporter.write_line(f"{name:<24}{size}")
