"""The program that calls the client of each generator: what it is made of, and how it is built and run."""

import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.generators import tools
from bench.generators.compile import go_module, run
from bench.generators.complaints import complaint
from bench.generators.contenders import Contender, Generator
from tests.sdk.builds.toolchain import Failed
from tests.sdk.conformance.languages import Language

_PROGRAMS = Path(__file__).with_name("programs")
_SUFFIXES = {"typescript": ".ts", "go": ".go", "python": ".py", "rust": ".rs"}
_CARGO = """[package]
name = "program"
version = "1.0.0"
edition = "2021"

[[bin]]
name = "program"
path = "main.rs"

[dependencies]
client = {{ path = "client", package = "{package}" }}
chrono = "0.4"
serde = "1"
serde_json = "1"
tokio = {{ version = "1", features = ["full"] }}
"""
_TSC = ("--noCheck", "--module", "commonjs", "--target", "es2022", "--outDir", "built")


@dataclass(frozen=True, slots=True)
class Program(Language):
    """A program that speaks as the drivers of our own clients do."""

    contender: Contender = field(kw_only=True)
    generator: Generator = field(kw_only=True)

    @property
    def folder(self) -> Path:
        """Where it is built, and runs."""
        return tools.CACHE / "wire" / self.contender.language / self.contender.name

    def build(self) -> None:
        """Write the client, and build the program that calls it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix="bench-wire-") as out:
            self._do(self.generator.command(str(self.document), out), Path(out), self.generator.environment)
            self._copy(Path(out))
        for words in self.builds:
            self._do(words, self.folder, {})

    def _copy(self, out: Path) -> None:
        client = self.folder if self.contender.language == "python" else self.folder / "client"
        shutil.copytree(out, client, ignore=shutil.ignore_patterns("test", "go.mod", "go.sum"))
        own = _source(self.contender)
        shutil.copy(own, self.folder / f"peer{own.suffix}")
        shutil.copy(own.with_stem("main"), self.folder)
        if self.contender.language == "go":
            (self.folder / "go.mod").write_text(go_module(self.contender))
        if self.contender.language == "rust":
            package = re.search(r'^name = "(.*)"', (client / "Cargo.toml").read_text(), re.MULTILINE)
            (self.folder / "Cargo.toml").write_text(_CARGO.format(package=package[1] if package else ""))

    def _do(self, words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        done = run(list(words), folder, environment)
        if done is None:
            raise Failed(f"{words[0]} took too long")
        if done.returncode:
            raise Failed(complaint(done.stdout + done.stderr))


def has_program(contender: Contender) -> bool:
    """Return whether there is a program that calls the client of this generator."""
    return _source(contender).exists()


def program(contender: Contender, generator: Generator, document: Path) -> Program:
    """Return the program for the client of a document."""
    target = tools.CACHE / "wire" / "rust" / "target"
    builds, command = {
        "typescript": (((str(tools.tsc()), *_TSC, "main.ts"),), ("node", "built/main.js")),
        "go": ((("go", "build", "-mod=mod", "-o", "program", "."),), ("./program",)),
        "rust": ((("cargo", "build", "--quiet", "--target-dir", str(target)),), (f"{target}/debug/program",)),
        "python": ((), (str(tools.mypy().with_name("python")), "main.py")),
    }[contender.language]
    return Program(contender.name, command, builds, document, contender=contender, generator=generator)


def _source(contender: Contender) -> Path:
    """Return the part of the program that knows this client."""
    return (_PROGRAMS / contender.language / contender.name).with_suffix(_SUFFIXES[contender.language])
