"""A folder of packages in one language: our own client, and what sdkgen makes of other documents."""

import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from sdkgen.config import NO_CONFIG, Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.generate import generate
from sdkgen.languages import load, templates
from sdkgen.run import Run
from tests.sdk.builds.toolchain import ROOT, Cost, Failed, Toolchain, Words, run

CLIENT = "gatehouse"
_AT_ONCE = 2
_CLIENTS = Path(os.environ.get("GATEHOUSE_SDK_CLIENTS", ROOT / "clients"))
_BUILDS = Path(os.environ.get("GATEHOUSE_SDK_BUILD", ROOT / "build" / "sdk"))
_BUILT = frozenset({"node_modules", "target", "dist", "build"})


@dataclass
class Workspace:
    """Packages below `root`, each as `<name>/<language>`; what was built before is kept."""

    toolchain: Toolchain
    root: Path
    packages: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, toolchain: Toolchain) -> "Workspace":
        """The one that all tests of a language share."""
        return cls(toolchain, _BUILDS / toolchain.language)

    @property
    def client(self) -> Path:
        """The copy of our own client: nothing but the generator ever writes into `clients/`."""
        return self.root / CLIENT / self.toolchain.language

    def add_client(self) -> None:
        """Bring the copy up to date; times of files stay, as compilers look at them."""
        source = _CLIENTS / self.toolchain.language
        if not source.is_dir():
            raise Failed(f"{source} is missing: run sdkgen generate")
        self.client.mkdir(parents=True, exist_ok=True)
        for old in self.client.iterdir():
            if old.name not in _BUILT:
                shutil.rmtree(old) if old.is_dir() else old.unlink()
        shutil.copytree(source, self.client, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*_BUILT))
        self.packages.append(f"{CLIENT}/{self.toolchain.language}")

    def add(
        self, document: Path, name: str, config: Config = NO_CONFIG, diagnostics: Diagnostics | None = None
    ) -> Run:
        """Write the client of a document, with these settings beside its name."""
        out, told = self.root / name, Diagnostics() if diagnostics is None else diagnostics
        language = load(self.toolchain.language)
        made = Run(document, out, replace(config, name=name), [language], [templates()], told)
        generate(made)
        self.packages.append(f"{name}/{self.toolchain.language}")
        return made

    def prepare(self) -> Cost:
        """Write what packages share, and install what they depend on."""
        lacking = self.toolchain.lacking()
        if lacking:
            raise Failed("; ".join(lacking))
        return self.run(self.toolchain.prepare(self.root, self.packages))

    def run(self, commands: list[Words]) -> Cost:
        """Run commands one after the other."""
        return sum((run(words, self.root) for words in commands), Cost())

    def step(self, name: str, packages: Sequence[str]) -> Cost:
        """Check packages, with two commands at a time."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            costs = pool.map(lambda words: run(words, self.root), self.toolchain.steps[name](packages))
            return sum(costs, Cost())
