"""Writes and compiles the clients of whole public documents, and says what it took.

    python -m tests.sdk.builds.corpus FOLDER [--language L ...] [--no-compile]

Nothing may be dropped: operations with their parameters, bodies, answers and fields must be in the
representation of a document and in the code of every client, and operations in its reference. What a language
cannot express is counted in a ledger.
"""

import argparse
import multiprocessing
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sdkgen.diagnostics import Diagnostics
from sdkgen.normalise import normalise
from sdkgen.spec import Bundle
from tests.sdk.builds import TOOLCHAINS
from tests.sdk.builds.declared import METHODS, Declared, declared
from tests.sdk.builds.hollow import missing_in_code, missing_in_representation
from tests.sdk.builds.toolchain import Cost, Failed
from tests.sdk.builds.workspace import Workspace

_LISTED = re.compile(rf"`({'|'.join(method.upper() for method in METHODS)}) (/[^`]*)`")


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a document in one language."""

    cost: Cost
    ledger: Counter[str]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    document: str
    language: str
    operations: str
    writing: str
    compiling: str
    lowered: str

    def __str__(self) -> str:
        return (
            f"{self.document:<10} {self.language:<11} {self.operations:>11}  {self.writing:>16}"
            f"  {self.compiling:>18}  {self.lowered}"
        )


_HEADER = Row("document", "language", "operations", "written", "compiled", "lowered")


def _listed(client: Path) -> set[str]:
    """List the operations that the reference of a client describes."""
    pages = [client / "REFERENCE.md", *client.glob("reference/*.md")]
    texts = [page.read_text().replace("\\|", "|") for page in pages]
    return {" ".join(found) for text in texts for found in _LISTED.findall(text)}


def _write(language: str, folder: Path, document: Path) -> Written:
    """Write a client; alone in its process, so that the memory is its own."""
    started = time.monotonic()
    run = Workspace(TOOLCHAINS[language], folder).add(document, document.stem)
    if run.diagnostics.failed:
        raise Failed("\n".join(each.message for each in run.diagnostics))
    (entries,) = run.ledger.values()
    ledger: Counter[str] = Counter()
    for entry in entries:
        ledger[entry.code] += entry.count
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Written(Cost(time.monotonic() - started, megabytes), ledger)


def _written(workspace: Workspace, document: Path) -> Written:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_write, workspace.toolchain.language, workspace.root, document).result()


def _figures(cost: Cost) -> str:
    return f"{cost.seconds:.1f} s, {cost.megabytes:.0f} MB"


class Corpus:
    """A run over documents and languages; `faults` says what is wrong."""

    def __init__(self, documents: list[Path], languages: list[str], folder: Path, *, compiles: bool) -> None:
        self._documents = documents
        self._compiles = compiles
        self._workspaces = [Workspace(TOOLCHAINS[name], folder / name) for name in languages]
        self.operations = 0
        self.faults: list[str] = []

    def rows(self) -> Iterator[Row]:
        """Do everything, document by document."""
        for document in self._documents:
            wanted = self._read(document)
            self.operations += len(wanted.calls)
            for workspace in self._workspaces:
                try:
                    yield self._row(document, workspace, wanted)
                except Failed as error:
                    self.faults.append(f"{document.stem}, {workspace.toolchain.language}: {error}")

    def _read(self, document: Path) -> Declared:
        diagnostics = Diagnostics()
        bundle = Bundle(document, diagnostics)
        wanted = declared(bundle)
        lost = missing_in_representation(wanted, normalise(bundle, diagnostics))
        self.faults += [f"{document.stem}: {fault}" for fault in lost]
        return wanted

    def _row(self, document: Path, workspace: Workspace, wanted: Declared) -> Row:
        language = workspace.toolchain.language
        workspace.root.mkdir(parents=True, exist_ok=True)
        written = _written(workspace, document)
        package = f"{document.stem}/{language}"
        found = _listed(workspace.root / package)
        lost = [f"{operation} is not in the reference" for operation in sorted(wanted.calls.keys() - found)]
        lost += missing_in_code(wanted, workspace.root / package)
        self.faults += [f"{package}: {fault}" for fault in lost]
        compiled = _figures(self._compile(workspace, package)) if self._compiles else "-"
        lowered = ", ".join(f"{code} {count}" for code, count in sorted(written.ledger.items()))
        counted = f"{len(wanted.calls.keys() & found)} of {len(wanted.calls)}"
        return Row(document.stem, language, counted, _figures(written.cost), compiled, lowered)

    def _compile(self, workspace: Workspace, package: str) -> Cost:
        workspace.packages = [package]
        workspace.prepare()
        return workspace.step("compile", [package])


def _main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="documents: *.yaml and *.json")
    parser.add_argument("--language", action="append", choices=TOOLCHAINS, help="only this one")
    parser.add_argument(
        "--no-compile", action="store_true", help="only write the clients, and look into them"
    )
    given = parser.parse_args()
    documents = sorted(path for path in given.folder.glob("*") if path.suffix in {".json", ".yaml", ".yml"})
    if not documents:
        parser.error(f"{given.folder} has no documents")
    with tempfile.TemporaryDirectory(prefix="corpus-") as folder:
        corpus = Corpus(
            documents, given.language or list(TOOLCHAINS), Path(folder), compiles=not given.no_compile
        )
        print(_HEADER, flush=True)
        for row in corpus.rows():
            print(row, flush=True)
    print(*corpus.faults, sep="\n")
    print(f"{len(documents)} documents, {corpus.operations} operations, {len(corpus.faults)} faults")
    return 1 if corpus.faults else 0


if __name__ == "__main__":
    sys.exit(_main())
