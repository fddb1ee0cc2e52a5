"""What it takes to build packages in a language, and how to run it."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

ROOT = Path(__file__).parents[3]
NODE = "install Node.js 20 or newer, with npm"
NPM_INSTALL = ("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")

_PATH = os.pathsep.join([os.environ.get("PATH", ""), str(ROOT / "node_modules" / ".bin")])
_TOLD = 8000

Words = tuple[str, ...]


class Failed(Exception):
    """A command that found something wrong, and what it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What commands took: seconds, and the memory of the largest of their processes."""

    seconds: float = 0.0
    megabytes: float = 0.0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.seconds + other.seconds, max(self.megabytes, other.megabytes))


@dataclass(frozen=True, slots=True)
class Toolchain:
    """How packages of a language are built, all below one folder, so that they share what they depend on.

    `tools` says for each program what installs it. `prepare` writes what the folder needs for the packages
    in it, and returns the commands that complete it. Each of `steps` returns the commands that check these
    packages, in any order, which are given relative to the folder; those of `client_steps` are for the
    client of our own document alone.
    """

    language: str
    tools: Mapping[str, str]
    prepare: Callable[[Path, Sequence[str]], list[Words]]
    steps: Mapping[str, Callable[[Sequence[str]], list[Words]]]
    client_steps: Mapping[str, Callable[[str], list[Words]]]

    def lacking(self) -> list[str]:
        """What must be installed first."""
        return [f"{tool} is missing: {how}" for tool, how in self.tools.items() if not find(tool)]


def find(tool: str) -> str | None:
    """Where a program is: on the path, or among those from npm."""
    return shutil.which(tool, path=_PATH)


def run(words: Words, folder: Path) -> Cost:
    """Run a command, and raise what it said if it failed."""
    started = time.monotonic()
    with TemporaryFile() as output:
        process = subprocess.Popen(
            words, cwd=folder, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, "PATH": _PATH}
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            told = output.read().decode(errors="replace")[-_TOLD:]
            raise Failed(f"{' '.join(words)[:200]} failed with {process.returncode}\n{told}")
    return Cost(time.monotonic() - started, usage.ru_maxrss / 1024)
