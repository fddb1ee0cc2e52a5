"""Who takes part, and how each is run."""

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bench.generators import calls, tools
from bench.processes import ROOT

OURS = "sdkgen"
UNFORMATTED = "sdkgen, unformatted"
LABELS = {"typescript": "TypeScript", "rust": "Rust", "go": "Go", "python": "Python"}
_NAME = "gatehouse"
_OAPI_CODEGEN = Path(__file__).with_name("oapi-codegen.yaml")
_OGEN = Path(__file__).with_name("ogen.yaml")
_OPENAPI_PYTHON_CLIENT = Path(__file__).with_name("openapi-python-client.yaml")


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator that is here: its command for a document and an empty folder, and its environment."""

    command: Callable[[str, str], list[str]]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contender:
    """A generator for one language.

    `bring` returns it, or raises a `BenchError`. `calls` finds, in what it writes, the code that sends a
    request: the groups `method` and `path`. The package is in the folder `root` of what it writes.
    """

    language: str
    name: str
    bring: Callable[[], Generator]
    calls: re.Pattern[str]
    root: str = "."
    entry: str = "index.ts"  # of TypeScript: the file that leads to all others
    module: str = ""  # of Go: what the code imports, where no go.mod is written

    @property
    def label(self) -> str:
        return LABELS[self.language]

    @property
    def is_peer(self) -> bool:
        return self.name not in {OURS, UNFORMATTED}


def _sdkgen(language: str, *, formats: bool) -> Generator:
    start = [sys.executable, "-m", "sdkgen", "generate", "--language", language, "--name", _NAME]
    return Generator(
        lambda document, out: [*start, document, "--out", out],
        {
            "PATH": tools.formatter_path(language) if formats else "",
            "PYTHONPATH": str(ROOT),
            "XDG_CACHE_HOME": str(tools.CACHE / "cache"),
        },
    )


def _openapi_generator(generator: str) -> Generator:
    jar = str(tools.openapi_generator())
    # All but webhooks, whose files take the place of others, and with the forms that operations refer to.
    everything = ("--global-property", "apis,models,supportingFiles,skipFormModel=false")
    start = ["java", "-jar", jar, "generate", "--skip-validate-spec", *everything, "-g", generator]
    return Generator(lambda document, out: [*start, "-i", document, "-o", out])


def _hey_api() -> Generator:
    start = [str(tools.hey_api()), "--no-log-file"]
    return Generator(lambda document, out: [*start, "-i", document, "-o", out])


def _oapi_codegen() -> Generator:
    start = [str(tools.oapi_codegen()), "-config", str(_OAPI_CODEGEN)]
    return Generator(lambda document, out: [*start, "-o", f"{out}/client.go", document])


def _ogen() -> Generator:
    start = [str(tools.ogen()), "--config", str(_OGEN), "--package", "client"]
    return Generator(lambda document, out: [*start, "--target", out, document])


def _openapi_python_client() -> Generator:
    program = tools.openapi_python_client()
    start = [str(program), "generate", "--overwrite", "--config", str(_OPENAPI_PYTHON_CLIENT)]
    path = os.pathsep.join([str(program.parent), os.environ.get("PATH", "")])  # its formatter is beside it
    return Generator(lambda document, out: [*start, "--path", document, "--output-path", out], {"PATH": path})


def _progenitor() -> Generator:
    start = [str(tools.progenitor()), "progenitor", "--name", _NAME, "--version", "1.0.0"]
    return Generator(lambda document, out: [*start, "-i", document, "-o", out])


def _for_all(language: str, generator: str) -> list[Contender]:
    """Return those that take part in every language."""
    root = f"{language}/src" if language == "python" else language
    ours = (calls.OURS[language], root, "src/index.ts")
    theirs = partial(_openapi_generator, generator)
    return [
        Contender(language, OURS, partial(_sdkgen, language, formats=True), *ours),
        Contender(language, UNFORMATTED, partial(_sdkgen, language, formats=False), *ours),
        Contender(language, "openapi-generator", theirs, calls.OPENAPI_GENERATOR[language]),
    ]


CONTENDERS = (
    *_for_all("typescript", "typescript-fetch"),
    Contender("typescript", "hey-api", _hey_api, calls.HEY_API),
    *_for_all("rust", "rust"),
    Contender("rust", "progenitor", _progenitor, calls.PROGENITOR),
    *_for_all("go", "go"),
    Contender("go", "oapi-codegen", _oapi_codegen, calls.OAPI_CODEGEN, module=tools.OAPI_RUNTIME),
    Contender("go", "ogen", _ogen, calls.OGEN, module=tools.OGEN_RUNTIME),
    *_for_all("python", "python"),
    Contender("python", "openapi-python-client", _openapi_python_client, calls.OPENAPI_PYTHON_CLIENT),
)
