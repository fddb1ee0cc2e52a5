"""Writes the clients of all documents below a folder, and compiles them many at a time.

    python -m tests.sdk.builds.collection FOLDER [--language L ...] [--no-compile]

For folders of other generators' fixtures: hundreds of small documents, some of them wrong on purpose. A
document may be refused, with a reason, which is listed, and what lint calls an error may be lost; nothing
else that is written may be hollow, or fail to compile.
"""

import argparse
import hashlib
import multiprocessing
import os
import re
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sdkgen.catalog import CATALOG
from sdkgen.diagnostics import Diagnostics, Severity, StoppedError
from sdkgen.normalise import normalise
from sdkgen.spec import Bundle
from tests.sdk.builds import TOOLCHAINS
from tests.sdk.builds.declared import declared
from tests.sdk.builds.hollow import missing_in_code, missing_in_representation
from tests.sdk.builds.toolchain import Failed
from tests.sdk.builds.workspace import Workspace

_OPENAPI = re.compile(rb"""^[\s{]*["']?openapi["']?\s*:\s*["']?3\.[01]""", re.MULTILINE)
_SUFFIXES = {".json", ".yaml", ".yml"}
_AT_ONCE = 2
_TOGETHER = 40  # packages in one run of a compiler
_SHOWN = 2000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a document in one language: refused with a reason, or written with these faults."""

    name: str
    operations: int = 0
    refusal: str = ""
    faults: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """What came of all documents in one language."""

    language: str
    written: int = 0
    operations: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        self.faults += [f"{self.language}, {outcome.name}: {fault}" for fault in outcome.faults]
        if outcome.refusal:
            self.refused[outcome.name] = outcome.refusal
        else:
            self.written += 1
            self.operations += outcome.operations

    def __str__(self) -> str:
        figures = (self.written, self.operations, len(self.refused), len(self.faults))
        return f"| {self.language} | {' | '.join(f'{each:,}' for each in figures)} |"


_HEAD = "| language | documents | operations | refused | faults |\n|---|---|---|---|---|"


def documents(folder: Path) -> dict[str, Path]:
    """Find every document of OpenAPI 3.0 or 3.1, equal ones once, and name each after its place."""
    found: dict[str, Path] = {}
    seen: set[bytes] = set()
    for path in sorted(each for each in folder.rglob("*") if each.suffix in _SUFFIXES and each.is_file()):
        text = path.read_bytes()
        digest = hashlib.sha256(text).digest()
        if _OPENAPI.search(text) and digest not in seen:
            seen.add(digest)
            place = path.relative_to(folder).with_suffix("").as_posix().lower()
            found[f"d{len(found)}-{re.sub('[^a-z0-9]+', '-', place)[-40:].strip('-')}"] = path
    return found


def _writers(root: Path) -> ProcessPoolExecutor:
    """Processes that find no formatter, which would take longer than all else."""
    return ProcessPoolExecutor(_AT_ONCE, multiprocessing.get_context("spawn"), _without_programs, (root,))


def _without_programs(folder: Path) -> None:
    os.chdir(folder)
    os.environ["PATH"] = ""


def _written(root: Path, language: str, name: str, document: Path) -> Outcome:
    """Write a client, and look for what is not in it."""
    workspace, diagnostics = Workspace(TOOLCHAINS[language], root), Diagnostics()
    try:
        with suppress(StoppedError):
            workspace.add(document, name, diagnostics=diagnostics)
        if reasons := _errors(diagnostics):
            return Outcome(name, refusal="; ".join(reasons[:3]))
        return _looked_at(workspace, name, document)
    except Exception:  # a traceback is what this looks for, whatever it is
        return Outcome(name, faults=(traceback.format_exc(limit=-3),))


def _errors(diagnostics: Diagnostics) -> list[str]:
    errors = [each for each in diagnostics if each.severity is Severity.ERROR]
    return [f"{each.code} line {each.place.line if each.place else 0}: {each.message}" for each in errors]


def _looked_at(workspace: Workspace, name: str, document: Path) -> Outcome:
    diagnostics = Diagnostics(strict=True)
    bundle = Bundle(document, diagnostics)
    wanted, api = declared(bundle), normalise(bundle, diagnostics)
    client = workspace.root / workspace.packages[0]
    lost = [*missing_in_representation(wanted, api), *missing_in_code(wanted, client)]
    faults = () if _errors(diagnostics) else tuple(lost)
    return Outcome(name, len(wanted.calls), faults=faults)


def _failures(workspace: Workspace, packages: Sequence[str]) -> Iterator[str]:
    """Compile packages together; what fails is left out of the next attempt, or searched for by halves."""
    workspace.packages = list(packages)
    try:
        workspace.prepare()
        workspace.step("compile", packages)
    except Failed as error:
        command, _, said = str(error).partition("\n")
        named = [each for each in packages if f"{each}/" in said] if len(packages) > 1 else packages
        yield from (f"{each}: {(said or command)[max(0, said.find(each)) :][:_SHOWN]}" for each in named)
        rest = [each for each in packages if each not in named]
        middle = len(rest) if named else len(rest) // 2
        for part in filter(None, (rest[:middle], rest[middle:])):
            yield from _failures(workspace, part)


def _tally(language: str, found: dict[str, Path], root: Path, *, compiles: bool) -> Tally:
    tally, good = Tally(language), []
    root.mkdir(parents=True, exist_ok=True)
    with _writers(root) as pool:
        for outcome in pool.map(partial(_written, root, language), found, found.values()):
            tally.add(outcome)
            good += [f"{outcome.name}/{language}"] * (not outcome.refusal and not outcome.faults)
    workspace = Workspace(TOOLCHAINS[language], root)
    for start in range(0, len(good) if compiles else 0, _TOGETHER):
        print(f"  {language}: compiling {start} of {len(good)}", file=sys.stderr, flush=True)
        tally.faults += _failures(workspace, good[start : start + _TOGETHER])
    return tally


def _main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="documents, at any depth")
    parser.add_argument("--language", action="append", choices=TOOLCHAINS, help="only this one")
    parser.add_argument("--no-compile", action="store_true", help="only write the clients")
    parser.add_argument("--into", type=Path, help="keep there what is written and built, for the next run")
    given = parser.parse_args()
    found = documents(given.folder)
    if not found:
        parser.error(f"{given.folder} has no documents")
    tallies = []
    print(_HEAD, flush=True)
    with tempfile.TemporaryDirectory(prefix="collection-") as folder:
        into = (given.into or Path(folder)).absolute()
        for language in given.language or TOOLCHAINS:
            tallies.append(_tally(language, found, into / language, compiles=not given.no_compile))
            print(tallies[-1], flush=True)
    refused = {name: reason for each in tallies for name, reason in each.refused.items()}
    faults = [fault for each in tallies for fault in each.faults]
    print(f"\n{len(found)} documents; {len(refused)} refused:")
    for code, count in Counter(reason.split()[0] for reason in refused.values()).most_common():
        print(f"  {code} {CATALOG[code].title}: {count}")
    print("", *(f"  {name}: {reason}" for name, reason in sorted(refused.items())), sep="\n")
    print(f"\n{len(faults)} faults", *faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(_main())
