"""One contender at one document: what its runs took, and what they wrote."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import astuple, dataclass, field
from pathlib import Path
from statistics import median

from bench.generators.calls import found
from bench.generators.complaints import complaint
from bench.generators.contenders import Contender, Generator
from bench.generators.documents import Document

_METER = Path(__file__).with_name("meter.py")
_PATIENCE = 300
_ENVIRONMENT = {"RUST_BACKTRACE": "0", "NO_COLOR": "1"}
_SUFFIXES = {"typescript": ".ts", "rust": ".rs", "go": ".go", "python": ".py"}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took."""

    seconds: float
    cpu: float
    megabytes: float
    code: int | None  # none if it had to be ended


@dataclass(frozen=True, slots=True)
class Written:
    """What a run wrote."""

    files: int
    lines: int
    operations: int
    digest: str


@dataclass(slots=True)
class Trial:
    """A contender and a document; `refusal` says why there are no runs."""

    contender: Contender
    document: Document
    generator: Generator
    folder: Path
    costs: list[Cost] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    refusal: str = ""
    compiles: str = ""

    @property
    def where(self) -> tuple[Path, str]:
        """What it has in common with those that it is compared with: the document and the language."""
        return self.document.path, self.contender.language

    @property
    def out(self) -> Path:
        """The folder that every run finds empty."""
        return self.folder / "out"

    def run(self, *, counts: bool) -> None:
        """Run once; what a first run takes, while files are not yet in memory, does not count."""
        cost = self._run()
        if cost.code is None:
            self.refusal = f"not finished after {_PATIENCE} s"
        elif cost.code:
            said = (self.folder / "log").read_text(errors="replace")
            self.refusal = complaint(said.replace(f"{self.document.path.parent}/", ""))
        else:
            self.written.append(self._look())
        if counts:
            self.costs.append(cost)

    @property
    def is_measured(self) -> bool:
        """Whether there are figures."""
        return bool(self.costs) and not self.refusal

    @property
    def operations(self) -> int:
        """How many operations of the document the client can call."""
        return 0 if self.refusal else self.written[0].operations

    @property
    def is_repeatable(self) -> bool:
        """Whether all runs wrote the same bytes."""
        return len({written.digest for written in self.written}) == 1

    @property
    def typical(self) -> Cost:
        """The median of every figure over all runs."""
        return Cost(*(median(figures) for figures in zip(*map(astuple, self.costs), strict=True)))

    def _run(self) -> Cost:
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir(parents=True)
        command = self.generator.command(str(self.document.path), str(self.out))
        # The meter runs isolated, and outside the repository, so that no tool finds settings of ours.
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(_METER), str(self.folder / "log"), str(_PATIENCE), *command],
            cwd=self.folder,
            env={**os.environ, **_ENVIRONMENT, **self.generator.environment},
            capture_output=True,
            text=True,
            check=True,
        )
        return Cost(**json.loads(done.stdout))

    def _look(self) -> Written:
        files = sorted(path for path in self.out.rglob("*") if path.is_file())
        contents = {path.relative_to(self.out).as_posix(): path.read_bytes() for path in files}
        code = [path for path in files if path.suffix == _SUFFIXES[self.contender.language]]
        parts = (part for name, content in contents.items() for part in (name.encode(), content))
        return Written(
            files=len(files),
            lines=sum(content.count(b"\n") for content in contents.values()),
            operations=(found(code, self.contender.calls) & self.document.operations).total(),
            digest=hashlib.sha256(b"\0".join(parts)).hexdigest(),
        )
