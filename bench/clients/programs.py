"""The programs that make calls, one per language: how they are built, run and understood."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.processes import LOAD_CORE, ROOT, SERVER_CORE, BenchError
from tests.sdk.builds import TOOLCHAINS
from tests.sdk.builds.toolchain import NPM_INSTALL, Words, find
from tests.sdk.conformance.drivers import clean_environment

CALLS, WAYS = ("get", "list"), ("hand", "sdk")
_HERE = Path(__file__).parent
_BUILD = ROOT / "build" / "bench"
_BOTH_CORES = ("taskset", "--cpu-list", f"{SERVER_CORE},{LOAD_CORE}")

Times = Mapping[str, Sequence[float]]  # microseconds per call, by clock, for each round
Run = Mapping[tuple[str, str], Times]  # by call and way


@dataclass(frozen=True, slots=True)
class Program:
    """A program in the folder of its language; commands are run there."""

    language: str
    title: str
    tools: Words
    builds: Sequence[Words]
    command: Words
    calls: int  # of each kind in a round

    @property
    def folder(self) -> Path:
        return _HERE / self.language


@dataclass(frozen=True, slots=True)
class Task:
    """What a program is told: whom to ask for which users, and how often."""

    url: str
    token: str
    ids: Sequence[int]
    rounds: int


PROGRAMS = (
    Program(
        language="typescript",
        title="TypeScript",
        tools=("node", "npm"),
        builds=((*NPM_INSTALL, "--no-package-lock"), ("node_modules/.bin/tsc", "-p", ".")),
        command=("node", "build/bench/clients/typescript/calls.js"),
        calls=100,
    ),
    Program(
        language="rust",
        title="Rust",
        tools=("cargo",),
        builds=(("cargo", "build", "--quiet", "--release", "--target-dir", str(_BUILD / "rust")),),
        command=(str(_BUILD / "rust" / "release" / "calls"),),
        calls=100,
    ),
    Program(
        language="go",
        title="Go",
        tools=("go",),
        builds=(("go", "build", "-o", str(_BUILD / "go" / "calls"), "."),),
        command=(str(_BUILD / "go" / "calls"),),
        calls=100,
    ),
    Program(
        language="nushell",
        title="Nushell",
        tools=("nu",),
        builds=(),
        command=(find("nu") or "nu", "--no-config-file", "calls.nu"),
        calls=5,
    ),
    Program(
        language="python",
        title="Python",
        tools=(),
        builds=(),
        command=(sys.executable, "calls.py"),
        calls=100,
    ),
)


def require(programs: Iterable[Program]) -> None:
    """What the programs need of the machine, or a `BenchError`."""
    lacking = [
        f"{tool} is missing: {TOOLCHAINS[program.language].tools[tool]}"
        for program in programs
        for tool in program.tools
        if find(tool) is None
    ]
    if lacking:
        raise BenchError("; ".join(lacking))


def build(program: Program) -> None:
    for words in program.builds:
        _output((*_BOTH_CORES, *words), program.folder)


def run(program: Program, task: Task) -> Run:
    """Run a program, and check that both ways of calling decoded the same."""
    arguments = (task.url, task.token, ",".join(map(str, task.ids)), str(program.calls), str(task.rounds))
    output = _output((*program.command, *arguments), program.folder, clean_environment())
    lines = [json.loads(line) for line in output.splitlines()]
    shown = {(line["call"], line["way"]): line["value"] for line in lines if "value" in line}
    _check(program, shown, task.ids[0])
    return {key: _times(line for line in lines if key == (line["call"], line["way"])) for key in shown}


def _check(program: Program, shown: Mapping[tuple[str, str], Any], first: int) -> None:
    for call in CALLS:
        by_hand, by_sdk = (shown[call, way] for way in WAYS)
        if by_hand != by_sdk:
            raise BenchError(f"{program.title} decodes otherwise:\n  by hand {by_hand}\n  client  {by_sdk}")
    if shown["get", "hand"]["id"] != first or not shown["list", "hand"]["items"]:
        raise BenchError(f"{program.title} was given something else than it asked for")


def _times(lines: Iterable[Mapping[str, Any]]) -> Times:
    """The rounds without the first fifth, in which connections and compilers warm up."""
    rounds = [line for line in lines if "value" not in line]
    rounds = rounds[len(rounds) // 5 :]
    return {clock: [each[clock] for each in rounds] for clock in ("wall_us", "cpu_us") if clock in rounds[0]}


def _output(words: Words, folder: Path, environment: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchError(f"{words[0]} failed in {folder}:\n{(done.stderr or done.stdout)[-4000:]}")
    return done.stdout
